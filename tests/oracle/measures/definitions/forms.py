"""Evaluation forms: who answers what when, and which form counts."""

import re
from dataclasses import dataclass
from datetime import date

from .texts import is_filled, parse_answer, parse_between, parse_date, parse_yes_no, words

RESPONDENTS = ("mentee", "mentor", "coordinator", "")
PHASES = ("", "baseline", "mid", "end")


@dataclass(frozen=True)
class Form:
    day: date | None
    respondent: str
    phase: str
    all_goals: object  # Answer or None
    goal_texts: dict  # number -> text
    goal_answers: dict  # number -> Answer
    goal_levels: dict  # number -> level
    row: dict

    @property
    def order(self):
        """Later counts more: by date, an undated form before all dated, then by phase."""
        return (self.day or date.min, PHASES.index(self.phase))

    @property
    def speaks_of_results(self):
        return self.phase != "baseline"

    def yes_no(self, column):
        return parse_yes_no(self.row.get(column))


def forms_of(rows):
    return [form_of(row) for row in rows]


def form_of(row):
    return Form(
        day=parse_date(row.get("date")),
        respondent=one_of(row.get("respondent"), RESPONDENTS),
        phase=phase_of(row),
        all_goals=parse_answer(row.get("goals_achieved")),
        goal_texts=numbered(row, r"goal_(\d+)", lambda t: t.strip() or None),
        goal_answers=numbered(row, r"goal_(\d+)_achieved", parse_answer),
        goal_levels=numbered(row, r"goal_(\d+)_level", parse_level),
        row=row,
    )


NEEDS = ("needs", "interests", "targets")


def phase_of(row):
    """As given; a needs analysis is a baseline."""
    phase = one_of(row.get("phase"), PHASES)
    return "baseline" if not phase and any(is_filled(row.get(c)) for c in NEEDS) else phase


def one_of(text, allowed):
    word = words(text)
    return word if word in allowed else ""


def parse_level(text):
    level = parse_between(text, -2, 2)
    return level if level is not None and level.denominator == 1 else None


def numbered(row, pattern, parse):
    found = {}
    for column, text in row.items():
        match = re.fullmatch(pattern, column or "")
        if match and text and (value := parse(text)) is not None:
            found[int(match[1])] = value
    return found


def latest(forms, answer, rank=lambda value: value):
    """For each respondent the answer of the latest form that answers, and the form.

    `answer` gives None for a form that does not answer. On one day, in one
    phase, the answer that `rank` puts highest counts.
    """
    chosen = {}
    for respondent in RESPONDENTS:
        answers = [(f, a) for f in forms if f.respondent == respondent and (a := answer(f)) is not None]
        if answers:
            chosen[respondent] = max(answers, key=lambda fa: (fa[0].order, rank(fa[1])))
    return chosen


def declared(forms, column):
    """Any yes is true, all no false, nobody None."""
    given = latest(forms, lambda f: f.yes_no(column) if f.speaks_of_results else None)
    answers = [answer for _, answer in given.values()]
    return any(answers) if answers else None
