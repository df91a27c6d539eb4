"""A pair as of a date: when it began and ended, when it rested, what had happened."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .forms import forms_of
from .sessions import meetings_of
from .texts import parse_date, parse_frequency

MONTH_DAYS = Fraction("30.4375")


@dataclass
class Programme:
    """What holds for every pair of a run as of one date."""

    inputs: object
    as_of: date
    data_through: date | None
    stage_model: object = None
    undated_hold: bool | None = None  # where another day than `as_of` decides it

    @property
    def rules(self):
        return self.inputs.rules

    @property
    def undated_facts_hold(self):
        """Facts without a date are taken as of the export, so only for a date near it."""
        if self.undated_hold is not None:
            return self.undated_hold
        if self.data_through is None:
            return True
        return (self.data_through - self.as_of).days <= self.rules.undated_days

    def had_happened(self, day):
        """A dated fact by its date, an undated one if the as-of date is near the export."""
        return self.undated_facts_hold if day is None else day <= self.as_of


@dataclass
class History:
    """One pair as of the programme's date."""

    programme: Programme
    pair: object
    started_on: date | None
    started_on_inferred: bool
    ended_on: date | None
    meetings: list  # up to `observed_to`
    forms: list
    pauses: list  # of (from, first day back or None)

    @property
    def as_of(self):
        return self.programme.as_of

    @property
    def rules(self):
        return self.programme.rules

    @property
    def open(self):
        return self.ended_on is None

    @property
    def observed_to(self):
        return min(self.ended_on or self.as_of, self.as_of)

    @property
    def held(self):
        return [m for m in self.meetings if m.held]

    @property
    def held_dates(self):
        return sorted({m.day for m in self.held})

    @property
    def agreed_gap_days(self):
        return parse_frequency(self.pair.attributes.get("agreed_every"))

    @property
    def expected_gap_days(self):
        return self.agreed_gap_days or self.rules.expected_gap_days

    @property
    def active_days(self):
        if self.started_on is None:
            return None
        return self.days_without_pauses(self.started_on, self.observed_to)

    def days_without_pauses(self, start, end):
        return max(0, (end - start).days) - self.paused_days(start, end)

    def paused_days(self, start, end):
        """Days of [start, end] in any pause; days in two pauses count once."""
        total, covered_to = 0, start
        for paused_from, back in sorted(self.pauses, key=lambda p: p[0]):
            first = max(covered_to, paused_from)
            last = min(end, back or self.as_of)
            if last > first:
                total += (last - first).days
                covered_to = last
        return total

    @property
    def paused(self):
        return any(f <= self.as_of and (b is None or self.as_of < b) for f, b in self.pauses)

    @property
    def contact_gap(self):
        """Days since the last held date or the start; open pairs only."""
        since = self.held_dates[-1] if self.held_dates else self.started_on
        if not self.open or since is None:
            return None
        return self.days_without_pauses(since, self.as_of)

    @property
    def closed_gaps(self):
        days = self.held_dates
        return [self.days_without_pauses(a, b) for a, b in zip(days, days[1:])]

    def event(self, day):
        """Days from the start to an event of this date, or to what ended its observation.

        An event after `observed_to` counts on `observed_to`.
        """
        if self.started_on is None:
            return None
        if day is not None:
            return (self.days_from_start(min(day, self.observed_to)), "reached")
        return (self.days_from_start(self.observed_to), "censored" if self.open else "competing")

    def days_from_start(self, day):
        return max(0, (day - self.started_on).days)


def all_meetings(inputs, pair):
    return meetings_of(
        pair.of("sessions"), inputs.has_column("sessions", "status"), inputs.rules.blank_status
    )


def history_of(programme, pair):
    """The pair as of the date, or None if it starts later or nothing names it yet."""
    inputs, as_of = programme.inputs, programme.as_of
    started_on, inferred = start_of(programme, pair)
    if started_on is not None and started_on > as_of:
        return None
    if not inputs.registered and not named_by(programme, pair):
        return None
    ended_on = end_of(pair, started_on, as_of)
    observed_to = ended_on or as_of
    meetings = [m for m in all_meetings(inputs, pair) if m.day <= observed_to]
    return History(
        programme=programme,
        pair=pair,
        started_on=started_on,
        started_on_inferred=inferred,
        ended_on=ended_on,
        meetings=meetings,
        forms=[f for f in forms_of(pair.of("evaluations")) if programme.had_happened(f.day)],
        pauses=pauses_of(pair, inputs.rules.breaks, [m.day for m in meetings if m.held]),
    )


def start_of(programme, pair):
    """The recorded start, else the earliest dated record, and whether it was inferred."""
    if recorded := pair.date("started_on"):
        return recorded, False
    days = [parse_date(row.get(column)) for table, column in DATED for row in pair.of(table)]
    earliest = min((d for d in days if d and d <= programme.as_of), default=None)
    return earliest, earliest is not None


DATED = (("sessions", "date"), ("goals", "set_on"), ("evaluations", "date"))


def named_by(programme, pair):
    """Without a register a pair exists once a record that had been made names it."""
    named = [parse_date(row.get("date")) or date.max for row in pair.of("sessions")]
    named += [parse_date(row.get("set_on")) or date.min for row in pair.of("goals")]
    return (
        any(day <= programme.as_of for day in named)
        or any(programme.had_happened(f.day) for f in forms_of(pair.of("evaluations")))
        or bool(pair.of("actions") or pair.of("partnerships"))
    )


def end_of(pair, started_on, as_of):
    closed_on = pair.date("closed_on")
    if closed_on is None or closed_on > as_of:
        return None
    return None if started_on is not None and closed_on < started_on else closed_on


def pauses_of(pair, breaks, held_dates):
    """The pair's own pause and the programme's breaks; one that ends before it begins is none."""
    pauses = list(breaks)
    if paused_from := pair.date("paused_from"):
        back = pair.date("paused_until") or min((d for d in held_dates if d > paused_from), default=None)
        pauses.append((paused_from, back))
    return [(f, b) for f, b in pauses if b is None or b >= f]


def data_through(inputs):
    """The latest held session or dated form that does not stand alone."""
    if inputs.rules.exported_on:
        return inputs.rules.exported_on
    days = {m.day for p in inputs.pairs for m in all_meetings(inputs, p) if m.held}
    days |= {f.day for p in inputs.pairs for f in forms_of(p.of("evaluations")) if f.day}
    ordered = sorted(days)
    while len(ordered) > 1 and (ordered[-1] - ordered[-2]).days > inputs.rules.isolated_days:
        ordered.pop()
    return ordered[-1] if ordered else None
