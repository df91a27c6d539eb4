"""Family `stages`: which stage model applies, and how far a pair has come in it."""

from dataclasses import dataclass
from datetime import date

from .continuity import how_ended
from .inputs import Stage
from .texts import words


def titled(*titles):
    return tuple(Stage(words(t).replace(",", "").replace(" ", "_"), t) for t in titles)


BUILT_IN = {
    "mentoring-process": titled(
        "Introduction", "Foundation", "Orientation", "Collaboration", "Problem solving", "Personal framework",
        "Professional framework", "Professional development", "Transition",
    ),
    "exploration-to-experimentation": titled("Exploration", "Learning", "Planning", "Experimentation"),
    "layers": titled(
        "Foundation", "Trust, rapport and credibility", "Define the problem or skill", "Meaning and impact",
        "Commitment and action", "Support and resources", "Review and feedback",
    ),
    "meetings": titled(
        "Preparation", "First meeting", "Subsequent meetings", "Final meeting", "Evaluation and partnership",
    ),
}  # fmt: skip


@dataclass
class Model:
    name: str
    stages: tuple
    ranks: dict  # folded text -> rank
    derived: bool

    @property
    def length(self):
        return len(self.stages)

    def key(self, rank):
        return self.stages[rank - 1].key

    def rank(self, text):
        return self.ranks.get(words(text))


def names(stages):
    return {words(n): r for r, s in enumerate(stages, 1) for n in (s.key, s.title, *s.aliases)}


def numbers(stages):
    return {str(r): r for r in range(1, len(stages) + 1)}


def choose_model(inputs):
    """The configured model, else the built-in one that knows most of the values."""
    known = {**BUILT_IN, **inputs.rules.stage_models}
    values = {words(r.get("stage")) for r in inputs.rows("sessions")} - {""}
    if (name := inputs.rules.stage_model) is not None:
        return best_reading(name, known[name], values)
    for reading in (names, numbers):
        counts = {name: len(values & reading(stages).keys()) for name, stages in BUILT_IN.items()}
        name = max(counts, key=counts.get)
        if counts[name]:
            return Model(name, BUILT_IN[name], reading(BUILT_IN[name]), derived=False)
    return Model("meetings", BUILT_IN["meetings"], {}, derived=True)


def best_reading(name, stages, values):
    """Bare numbers are ranks only where no value is a title."""
    for reading in (names, numbers):
        if values & reading(stages).keys():
            return Model(name, stages, reading(stages), derived=False)
    return Model(name, stages, names(stages), derived=name == "meetings")


def observations(history):
    """(day, rank) in order; None without session records."""
    if not history.programme.inputs.has_table("sessions"):
        return None
    model = history.programme.stage_model
    return derived(history) if model.derived else sorted(recorded(history, model))


def recorded(history, model):
    for meeting in history.held:
        ranks = [r for text in meeting.stages if (r := model.rank(text)) is not None]
        if ranks:
            yield (meeting.day, max(ranks))


def derived(history):
    """The path of the forms: no observation before one of a lower rank."""
    held = history.held_dates
    planned_end = history.ended_on if how_ended(history) == "planned" else None
    days = [
        history.started_on,
        *(held + [None, None])[:2],
        planned_end,
        min(end_form_days(history), default=None),
    ]
    found, not_before = [], date.min
    for rank, day in enumerate(days, 1):
        if day is not None:
            not_before = max(day, not_before)
            found.append((not_before, rank))
    return found


def end_form_days(history):
    return [f.day for f in history.forms if f.phase == "end" and f.day]


def undated_end_form_only(history):
    """The last stage of the derived model was reached, nobody knows when."""
    ends = [f for f in history.forms if f.phase == "end"]
    return history.programme.stage_model.derived and bool(ends) and not end_form_days(history)


def reached(seen, rank):
    """The day of the first observation of this rank or a later one."""
    return next((day for day, r in seen if r >= rank), None)


def current_run(seen):
    """First day of the unbroken run of the last observed stage."""
    last = seen[-1][1]
    first = seen[-1][0]
    for day, rank in reversed(seen):
        if rank != last:
            break
        first = day
    return first


def current_title(history):
    seen = observations(history)
    return history.programme.stage_model.stages[seen[-1][1] - 1].title if seen else None


def measures(history):
    seen = observations(history)
    if seen is None:
        return {}
    model, ranks = history.programme.stage_model, [r for _, r in seen]
    return {
        "stage_rank": max(ranks, default=None),
        "current_stage": model.key(ranks[-1]) if seen else None,
        "days_in_stage": (history.observed_to - current_run(seen)).days if seen and history.open else None,
        "stage_returns": sum(b < a for a, b in zip(ranks, ranks[1:])) if seen else None,
        "stages_skipped": max(ranks) - len(set(ranks)) if seen else None,
        **{f"to_stage_{model.key(r)}": to_stage(history, seen, r) for r in range(2, model.length + 1)},
        "final_stage_reached": max(ranks) == model.length if seen and not history.open else None,
    }


def to_stage(history, seen, rank):
    day = reached(seen, rank)
    if day is None and undated_end_form_only(history):
        return None
    return history.event(day)


def completed_dwell_times(seen, rank):
    """Days from first reaching a stage to first reaching beyond it, if that happened."""
    entered, left = reached(seen, rank), reached(seen, rank + 1)
    return [] if entered is None or left is None else [(left - entered).days]
