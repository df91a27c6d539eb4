"""Contacts of the programme with a pair: who is waiting, and what became of those followed up."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from .texts import parse_date, words

FAILED = {"no answer", "voicemail", "left message", "bounced"}
WAITING_DAYS, AGAIN_DAYS = 14, 30


@dataclass(frozen=True)
class Contact:
    day: date | None
    failed: bool
    snooze_until: date | None


def contacts_of(history):
    """Those known on the date, by day; of two rows that say the same, one."""
    known = {contact(row) for row in history.pair.of("contacts")}
    told = [c for c in known if (c.day or c.snooze_until) and history.programme.had_happened(c.day)]
    return sorted(told, key=order)


def contact(row):
    failed = words(row.get("outcome")) in FAILED
    return Contact(parse_date(row.get("contacted_on")), failed, parse_date(row.get("snooze_until")))


def order(contact):
    return (contact.day or date.min, contact.snooze_until or date.min, contact.failed)


def reached(history):
    return [c for c in contacts_of(history) if c.day and not c.failed]


def waiting(history):
    """(since, until, whether somebody set that day), or None if nobody is to wait."""
    found = []
    snoozed = [c for c in contacts_of(history) if c.snooze_until]
    if snoozed:
        found.append((snoozed[-1].day, snoozed[-1].snooze_until, True))
    plain = [c.day for c in reached(history) if not c.snooze_until]
    if plain:
        found.append((plain[-1], plain[-1] + timedelta(days=WAITING_DAYS + 1), False))
    latest = max(found, key=lambda w: (w[1], not w[2]), default=None)
    return latest if latest and history.as_of < latest[1] else None


def measures(history, state, state_on):
    """Flags; `state_on` gives the state of the pair on an earlier day."""
    if not history.programme.inputs.has_table("contacts"):
        return {}
    return {
        "followed_up": followed_up(history) if needs_somebody(state) else None,
        "met_again_30d": met_again(history, state_on),
    }


def needs_somebody(state):
    return state in ("never_started", "stalled", "watch")


def followed_up(history):
    days, held = [c.day for c in reached(history)], history.held_dates
    return bool(days) and (not held or days[-1] > held[-1])


def met_again(history, state_on):
    """By the first contact, at least 30 days ago, with a pair that needed somebody on that day."""
    for day in sorted({c.day for c in reached(history)}):
        if day + timedelta(days=AGAIN_DAYS) <= history.as_of and needs_somebody(state_on(day)):
            return any(day < met <= day + timedelta(days=AGAIN_DAYS) for met in history.held_dates)
    return None


def on_day(programme, day):
    """The programme on an earlier day, with facts without a date as they hold on its own."""
    return replace(programme, as_of=day, undated_hold=programme.undated_facts_hold)
