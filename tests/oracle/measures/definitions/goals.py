"""Goals: which there are, what became of them, and the figures of family `goals`."""

import math
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from .forms import latest, parse_level
from .texts import Answer, fold, parse_date, parse_number, parse_whole, words

STATUSES = {
    **{w: "attained" for w in ("attained", "achieved", "completed")},
    **{w: "partly" for w in ("partly", "partly attained", "partly achieved", "partially attained")},
    **{w: "not_attained" for w in ("not attained", "not achieved")},
    "dropped": "dropped",
    "in progress": "in_progress",
}
CONTRADICTING = {"not_attained", "partly", "dropped"}
KNOWN = ("attained", "partly", "not_attained")
STATUS_ORDER = ("in_progress", "dropped", "not_attained", "partly", "attained")


@dataclass
class Goal:
    key: tuple
    written: str = ""  # its number or id as the register has it
    texts: list = field(default_factory=list)  # (precedence, text)
    set_on: date | None = None
    due_on: date | None = None
    origin: str | None = None
    status: str | None = None
    register_attained_on: date | None = None
    register_level: Fraction | None = None
    weight: Fraction = Fraction(1)
    progress_days: list = field(default_factory=list)  # (day, value), in order
    said_on: date | None = None  # first session that named it as a new goal
    outcome: str = "unknown"
    source: str = ""
    respondent: str = ""
    attained_on: date | None = None
    level: Fraction | None = None

    @property
    def progress(self):
        return self.progress_days[-1][1] if self.progress_days else None

    @property
    def known(self):
        return self.outcome in KNOWN

    @property
    def text(self):
        return min(self.texts, key=lambda t: (t[0], fold(t[1]), t[1]))[1] if self.texts else ""

    @property
    def first_date(self):
        """Set date, else first mention; a session that names it anew is a mention too."""
        dates = [self.set_on or (self.progress_days[0][0] if self.progress_days else None), self.said_on]
        return min((d for d in dates if d), default=None)

    @property
    def label(self):
        kind, value = self.key
        return self.written or (f"row:{value}" if kind == "row" else str(value))


def supplied(inputs):
    """Whether any table or column could hold a goal."""
    return (
        inputs.has_table("goals")
        or inputs.has_column("evaluations", "goals_achieved", r"goal_\d+", r"goal_\d+_(achieved|level)")
        or inputs.has_column("sessions", r"goal_\d+_progress", "new_goal")
    )


def goals_of(history):
    """All goals of the pair as of the date, with their outcomes; None without a source."""
    if not supplied(history.programme.inputs):
        return None
    register = registered(history)
    goals = dict(register)
    add_named_by_forms(history, goals, register)
    add_named_by_sessions(history, goals)
    for goal in goals.values():
        settle(history, goal, register)
    if not goals:
        goals = goals_of_all_answer(history)
    add_said_in_sessions(history, goals)
    return list(goals.values())


# --- identity -------------------------------------------------------------


def register_key(row):
    number, text = (row.get("goal") or "").strip(), row.get("text") or ""
    if (whole := parse_whole(number)) is not None:
        return ("number", whole)
    if number:
        return ("id", fold(number))
    return ("text", fold(text)) if fold(text) else ("row", row[None])


def registered(history):
    groups = {}
    for row in history.pair.of("goals"):
        set_on = parse_date(row.get("set_on"))
        if set_on is None or set_on <= history.as_of:
            groups.setdefault(register_key(row), []).append((set_on or date.min, row))
    return {key: from_register(key, rows) for key, rows in groups.items()}


def from_register(key, dated_rows):
    """The rows of the latest set date; where they differ, the higher value."""
    latest_set = max(day for day, _ in dated_rows)
    rows = [row for day, row in dated_rows if day == latest_set]
    goal = Goal(key, set_on=None if latest_set == date.min else latest_set)
    goal.written = min((r.get("goal") or "").strip() for r in rows)
    statuses = [s for r in rows if (s := STATUSES.get(words(r.get("status"))))]
    goal.status = max(statuses, key=STATUS_ORDER.index, default=None)
    goal.register_attained_on = best(rows, "attained_on", parse_date)
    goal.due_on = best(rows, "due_on", parse_date)
    goal.register_level = best(rows, "level", parse_level)
    weight = best(rows, "weight", parse_number)
    goal.weight = Fraction(1) if weight is None else weight
    origins = {words(r.get("origin")) for r in rows} & {"initial", "new"}
    goal.origin = min(origins, default=None)
    goal.texts = [(0, r["text"].strip()) for r in rows if fold(r.get("text"))]
    return goal


def best(rows, column, parse):
    return max((v for r in rows if (v := parse(r.get(column))) is not None), default=None)


def key_in(form, number, register):
    """A form's goal N is number N of the register; other ids are joined by text."""
    text = fold(form.goal_texts.get(number, ""))
    if ("number", number) in register or not text:
        return ("number", number)
    for key, goal in sorted(register.items()):
        if key[0] in ("id", "text") and any(
            fold(t) == text for precedence, t in goal.texts if precedence == 0
        ):
            return key
    return ("number", number)


def add_named_by_forms(history, goals, register):
    """The text of a later form comes before that of an earlier one."""
    orders = sorted({f.order for f in history.forms}, reverse=True)
    for form in history.forms:
        for number in {*form.goal_texts, *form.goal_answers, *form.goal_levels}:
            key = key_in(form, number, register)
            goal = goals.setdefault(key, Goal(key))
            if number in form.goal_texts:
                goal.texts.append((1 + orders.index(form.order), form.goal_texts[number]))


def add_named_by_sessions(history, goals):
    days = {}
    for meeting in history.held:
        for number, value in meeting.goal_progress.items():
            values = days.setdefault(("number", number), {})
            values[meeting.day] = max(value, values.get(meeting.day, value))
    for key, values in days.items():
        goals.setdefault(key, Goal(key)).progress_days = sorted(values.items())


def add_said_in_sessions(history, goals):
    """A `new_goal` text is a goal of its own unless the register or a form has that text."""
    said = {}
    for meeting in history.held:
        if meeting.new_goal:
            said.setdefault(fold(meeting.new_goal), (meeting.day, meeting.new_goal))
    number = 0
    for folded, (day, text) in sorted(said.items(), key=lambda item: (item[1][0], item[0])):
        known = [g for g in goals.values() if any(fold(t) == folded for _, t in g.texts)]
        for goal in known:
            goal.said_on = day
        if not known:
            number += 1
            key = ("new", f"new:{number}")
            goals[key] = Goal(key, texts=[(0, text)], origin="new", said_on=day)


# --- outcomes -------------------------------------------------------------


def deciding(own, everything):
    """What a form says: baseline nothing, mid-way only yes."""

    def answer(form):
        if not form.speaks_of_results:
            return None
        said = own(form) or (form.all_goals if everything else None)
        if said and form.phase == "mid" and said.outcome != "attained":
            return None
        return said

    return answer


def decision(forms, own):
    """The first respondent with an answer decides: (form, answer) or None."""
    given = latest(forms, deciding(own, everything=True), rank=lambda a: a.order)
    return next(iter(given.values()), None)


def settle(history, goal, register):
    def own(form):
        answers = [a for n, a in form.goal_answers.items() if key_in(form, n, register) == goal.key]
        return max(answers, key=lambda a: a.order, default=None)

    decided = decision(history.forms, own)
    recorded = register_outcome(history, goal)
    if decided:
        form, answer = decided
        goal.outcome, goal.source, goal.respondent = answer.outcome, "evaluation", form.respondent
    elif recorded:
        goal.outcome, goal.source = recorded, "register"
    elif goal.progress is not None:
        goal.outcome, goal.source = "attained" if goal.progress == 100 else "in_progress", "progress"
    if goal.outcome == "attained":
        goal.attained_on = attained_on(history, goal, decided and decided[0])
    goal.level = level_of(history, goal, register)


def register_outcome(history, goal):
    day = goal.register_attained_on
    if day is None:
        return goal.status if history.programme.undated_facts_hold else None
    if day > history.as_of:
        return "in_progress"
    return goal.status if goal.status in CONTRADICTING else "attained"


def attained_on(history, goal, form):
    if goal.register_attained_on and goal.register_attained_on <= history.as_of:
        return goal.register_attained_on
    if form and form.day:
        return form.day
    return next((day for day, value in goal.progress_days if value == 100), None)


def level_of(history, goal, register):
    """The latest level on a form, else the register's, which is as undated as a status."""

    def own(form):
        if not form.speaks_of_results:
            return None
        levels = [v for n, v in form.goal_levels.items() if key_in(form, n, register) == goal.key]
        return max(levels, default=None)

    for _, level in latest(history.forms, own).values():
        return level
    dated = goal.register_attained_on
    holds = dated <= history.as_of if dated else history.programme.undated_facts_hold
    return goal.register_level if holds else None


def goals_of_all_answer(history):
    """Without any goal named, `x of y` stands for y goals, any other answer for one."""
    decided = decision(history.forms, lambda form: None)
    if decided:
        form, answer = decided
        return {key: goal_of_all_answer(key, outcome, form) for key, outcome in parts_of(answer)}
    return goals_of_undecided_answer(history)


def goals_of_undecided_answer(history):
    """A form mid-way names the goals all the same; of their outcomes only yes decides."""
    answers = latest(
        history.forms, lambda f: f.all_goals if f.speaks_of_results else None, rank=lambda a: a.order
    )
    form, answer = next(iter(answers.values()), (None, None))
    goals = {key: (Goal(key), outcome) for key, outcome in parts_of(answer)} if form else {}
    return {
        key: goal_of_all_answer(key, outcome, form) if outcome == "attained" else goal
        for key, (goal, outcome) in goals.items()
    }


def parts_of(answer: Answer):
    if not answer.of:
        return [(("all", "all"), answer.outcome)]
    return [
        (("all", f"all:{n}"), "attained" if n <= answer.attained else "not_attained")
        for n in range(1, answer.of + 1)
    ]


def goal_of_all_answer(key, outcome, form):
    goal = Goal(key, outcome=outcome, source="evaluation", respondent=form.respondent)
    goal.attained_on = form.day if outcome == "attained" else None
    return goal


# --- figures --------------------------------------------------------------


def count(goals, *outcomes):
    return sum(g.outcome in outcomes for g in goals)


def attained_share(goals):
    return (count(goals, "attained"), count(goals, *KNOWN))


def settled(history, goals):
    over = not history.open or any(f.phase == "end" for f in history.forms)
    kept = [g for g in goals if g.outcome != "dropped"]
    return [g for g in kept if over or (g.due_on and g.due_on <= history.as_of)]


def measures(history, goals):
    if goals is None:
        return {"goal_progress": overall_progress(history)}
    due = settled(history, goals)
    known = [g for g in goals if g.known]
    return {
        "goals_attained_settled": (count(due, "attained"), len(due)),
        "goals_attained": attained_share(goals),
        "goals_attained_or_partly": (count(goals, "attained", "partly"), len(known)),
        "goal_outcome_known": (len(known), len(goals) - count(goals, "dropped")),
        "goals_set": len(goals),
        "all_goals_attained": all(g.outcome == "attained" for g in known) if known else None,
        "goal_progress": goal_progress(history, goals),
        "to_first_goal_attained": to_first_attained(history, goals),
        "gas_t_score": gas_t_score(goals),
    }


def goal_progress(history, goals):
    values = [g.progress for g in goals if g.progress is not None]
    return sum(values) / len(values) if values else overall_progress(history)


def overall_progress(history):
    """The last overall progress; of one day the higher."""
    values = [(m.day, m.progress) for m in history.held if m.progress is not None]
    return max(values)[1] if values else None


def to_first_attained(history, goals):
    attained = [g for g in goals if g.outcome == "attained"]
    days = [g.attained_on for g in attained if g.attained_on]
    if attained and not days:
        return None
    return history.event(min(days, default=None))


def gas_t_score(goals):
    """Kiresuk–Sherman: T = 50 + 10·Σwx / √(0.7·Σw² + 0.3·(Σw)²)."""
    rated = [(g.weight, g.level) for g in goals if g.level is not None]
    spread = Fraction("0.7") * sum(w * w for w, _ in rated) + Fraction("0.3") * sum(w for w, _ in rated) ** 2
    if not rated or spread == 0:
        return None
    return 50 + 10 * float(sum(w * x for w, x in rated)) / math.sqrt(spread)
