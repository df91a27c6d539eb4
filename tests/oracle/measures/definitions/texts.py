"""From the text of a cell to a value: folding, dates, numbers, answers.

Every function gives None for a cell that is blank or not understood.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction

PLACEHOLDERS = {"n/a", "none"}

YES = {"yes", "y", "true", "achieved", "attained"}
NO = {"no", "n", "false", "not achieved", "not attained"}
PARTLY = {"partly", "partially", "partly achieved", "partly attained"}


def fold(text):
    """Case, accents and runs of white space do not distinguish two texts."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.casefold().split())


def words(text):
    """Folded, and hyphens and underscores read as spaces: for closed vocabularies."""
    return " ".join(re.sub(r"[_\-]+", " ", fold(text)).split())


def is_filled(text):
    """Says something: not blank, not only punctuation, not a word for nothing."""
    folded = fold(text)
    return any(c.isalnum() for c in folded) and folded not in PLACEHOLDERS


def parse_date(text):
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", (text or "").strip())
    if not match:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def parse_time(text):
    match = re.fullmatch(r"(\d{1,2}):(\d{2})(?::\d{2})?", (text or "").strip())
    if not match:
        return None
    try:
        return time(int(match[1]), int(match[2]))
    except ValueError:
        return None


def parse_number(text):
    match = re.fullmatch(r"[+-]?\d+(?:\.\d+)?", (text or "").strip())
    return Fraction(match[0]) if match else None


def parse_between(text, low, high):
    """A number of the range, both ends included."""
    value = parse_number(text)
    return value if value is not None and low <= value <= high else None


def parse_percent(text):
    """Progress on 0–100, with or without a per cent sign."""
    return parse_between((text or "").replace("%", ""), 0, 100)


def parse_whole(text):
    """A goal's number, or None for an id that is not a number."""
    match = re.fullmatch(r"\d+", (text or "").strip())
    return int(match[0]) if match else None


def parse_yes_no(text):
    folded = words(text)
    if folded in YES:
        return True
    return False if folded in NO else None


PERIODS = {
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "monthly": 30,
    "quarterly": 91,
}
UNITS = {"day": 1, "week": 7, "month": 30}


def parse_frequency(text):
    """Days between two meetings: `weekly`, `2 weeks`, `every 10 days`, `14`."""
    folded = words(text).removeprefix("every ")
    if folded in PERIODS:
        return Fraction(PERIODS[folded])
    match = re.fullmatch(r"(\d+)?\s*(day|week|month)s?", folded)
    if match:
        return positive(Fraction(int(match[1] or 1) * UNITS[match[2]]))
    return positive(parse_number(text))


def positive(value):
    return value if value is not None and value > 0 else None


OUTCOME_ORDER = {"not_attained": 0, "partly": 1, "attained": 2}


@dataclass(frozen=True)
class Answer:
    """What a form says of one goal or of all: an outcome, and x of y if so put."""

    outcome: str
    attained: int | None = None
    of: int | None = None

    @property
    def order(self):
        return (OUTCOME_ORDER[self.outcome], self.share or 0)

    @property
    def share(self):
        return Fraction(self.attained, self.of) if self.of else None


def of_share(share):
    if share == 1:
        return "attained"
    return "not_attained" if share == 0 else "partly"


def parse_answer(text):
    """yes / partly / no, a percentage, or `x of y`."""
    folded = words(text)
    for outcome, lexicon in (("attained", YES), ("partly", PARTLY), ("not_attained", NO)):
        if folded in lexicon:
            return Answer(outcome)
    return parse_x_of_y(folded) or parse_percent_answer(folded)


def parse_x_of_y(folded):
    match = re.fullmatch(r"(\d+)\s*(?:of|/|out of)\s*(\d+)", folded)
    if not match:
        return None
    attained, of = int(match[1]), int(match[2])
    if of == 0 or attained > of:
        return None
    return Answer(of_share(Fraction(attained, of)), attained, of)


def parse_percent_answer(folded):
    if not folded.endswith("%"):
        return None
    value = parse_percent(folded[:-1].strip())
    return None if value is None else Answer(of_share(value / 100))
