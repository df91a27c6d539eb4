//! The rules that rows and cells can fall under, with what is done then: one entry each.

use super::ledger::Severity;
use crate::programme::Origin;

/// A rule of the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    /// The rule, as a sentence.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What was done, as a sentence.
    pub consequence: &'static str,
}

/// A place in the inputs that falls under a rule.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    /// Where the row stands.
    pub origin: Origin,
    /// Index of the header; `None` for a whole row.
    pub header: Option<usize>,
    /// The value as found.
    pub value: Box<str>,
    /// The rule.
    pub trouble: Trouble,
}

const fn rejects(rule: &'static str) -> Trouble {
    Trouble {
        rule,
        severity: Severity::Error,
        consequence: "the row is left out",
    }
}

const fn leaves_out(rule: &'static str) -> Trouble {
    Trouble {
        rule,
        severity: Severity::Warning,
        consequence: "the row is left out",
    }
}

const fn blanks(rule: &'static str) -> Trouble {
    Trouble {
        rule,
        severity: Severity::Warning,
        consequence: "the cell is read as blank, the row is kept",
    }
}

const fn notes(rule: &'static str, consequence: &'static str) -> Trouble {
    Trouble {
        rule,
        severity: Severity::Note,
        consequence,
    }
}

pub(super) const TOO_MANY_CELLS: Trouble = rejects("the row has more cells than there are headers");
pub(super) const CUT_ROW: Trouble = Trouble {
    rule: "the file ends in the middle of a row",
    severity: Severity::Warning,
    consequence: "the cells that are there are read; export the file again if it is not complete",
};
pub(super) const NO_DATE: Trouble = rejects("a session needs a date");
pub(super) const NOT_A_NEEDED_DATE: Trouble = rejects("the date of a session is not a date");

pub(super) const UNDATED_CONTACT: Trouble = rejects(
    "a contact needs its day (contacted_on), or the day until which to wait (snooze_until)",
);

pub(super) const NOT_A_DATE: Trouble = blanks("not a date of the calendar");
pub(super) const NOT_A_NUMBER: Trouble = blanks("not a number");
pub(super) const NOT_A_GOAL_NUMBER: Trouble = notes(
    "the goal of which the row tells is not given by its number",
    "its progress is that of no goal",
);
pub(super) const NOT_A_TIME: Trouble = blanks("not a time of day");
pub(super) const NOT_A_LENGTH: Trouble = blanks("not a length of a meeting");
pub(super) const ENDS_BEFORE_START: Trouble = blanks("the meeting ends before it starts");
pub(super) const ENDS_NEXT_DAY: Trouble = notes(
    "the meeting ends at an earlier time of day than it starts",
    "it is read as ending on the next day",
);
pub(super) const GOAL_WITHOUT_NAME: Trouble = notes(
    "the cell says that a new goal arose, and not which",
    "no goal is counted for it",
);
pub(super) const NOT_A_FREQUENCY: Trouble = blanks(
    "not a time between meetings, or one that can mean two (write “every 2 weeks”, or “twice a \
     week”)",
);
pub(super) const SHORT_LENGTH: Trouble = Trouble {
    rule: "a length below 5, below a header that gives no unit",
    severity: Severity::Warning,
    consequence: "it is read as minutes; write the unit into the cell, or the header",
};
pub(super) const SHORT_MINUTES: Trouble = Trouble {
    rule: "a length below 5 minutes",
    severity: Severity::Warning,
    consequence: "it is read as minutes; an hour and a half is written 1:30, or 1.5 h",
};
pub(super) const NOT_PROGRESS: Trouble = blanks("not a progress between 0 and 100");
pub(super) const NOT_PROGRESS_IN_RANGE: Trouble = blanks("not a progress within its range");
pub(super) const NOT_A_RATING: Trouble = blanks("not a rating within its range");
pub(super) const NOT_A_LEVEL: Trouble = blanks("not an attainment level between -2 and +2");
pub(super) const NOT_A_WEIGHT: Trouble = blanks("not a weight above 0");
pub(super) const NOT_AN_ANSWER: Trouble = blanks("not an answer that is known (yes, partly, no)");
pub(super) const NOT_YES_OR_NO: Trouble = blanks("not a yes or a no");
pub(super) const NOT_A_RESPONDENT: Trouble = blanks("not a respondent that is known");
pub(super) const NOT_A_PHASE: Trouble = blanks("not a phase that is known");
pub(super) const NOT_A_GOAL_STATUS: Trouble = blanks("not a status of a goal that is known");
pub(super) const NOT_AN_ACTION_STATUS: Trouble = Trouble {
    rule: "not a status of an action that is known",
    severity: Severity::Warning,
    consequence: "whether the action was done is not known; it counts in no share, unless it has a day of completion",
};
pub(super) const NOT_AN_ORIGIN: Trouble = blanks("not an origin of a goal (initial, new)");
pub(super) const NOT_ON_THE_SCALE: Trouble = blanks("not an answer within the range of its scale");

pub(super) const PREVIEW: Trouble = leaves_out("a preview of the survey, not a response");
pub(super) const UNFINISHED: Trouble = leaves_out("a response that was not finished");
pub(super) const REJECTED_IN_REVIEW: Trouble = leaves_out("a form that was rejected in review");

pub(super) const UNCLOSED_QUOTE: Trouble = Trouble {
    rule: "a quote is opened and never closed",
    severity: Severity::Warning,
    consequence: "the line is read without quoting",
};
pub(super) const MENDED_ROW: Trouble = Trouble {
    rule: "a quote or a delimiter of the row is missing or too many",
    severity: Severity::Warning,
    consequence: "the row is divided in the only way in which every cell looks like its column",
};
pub(super) const NOT_A_STATUS: Trouble = Trouble {
    rule: "not a status of a session that is known",
    severity: Severity::Warning,
    consequence: "the status is unknown, the row is kept",
};
pub(super) const CALLED_OFF: Trouble = notes(
    "the cell says that the meeting did not take place, and no status of the row says what became \
     of it",
    "the meeting does not count as held",
);
pub(super) const CALLED_OFF_WITH_LENGTH: Trouble = Trouble {
    rule: "the cell says that the meeting did not take place, and the row has a length of it",
    severity: Severity::Warning,
    consequence: "it is not known whether the meeting was held, and it does not count",
};
pub(super) const SPEAKS_OF_CALLED_OFF: Trouble = Trouble {
    rule: "the note speaks of a meeting that was cancelled, missed or moved, and no status or length \
           of the row says whether it was held",
    severity: Severity::Warning,
    consequence: "the meeting counts as held; supply a status if it was not",
};
pub(super) const LENGTH_OF_ZERO: Trouble = Trouble {
    rule: "a length of 0, and no status of the row says whether the meeting was held",
    severity: Severity::Warning,
    consequence: "the meeting counts as held; supply a status if it was not",
};
pub(super) const NOT_A_STAGE: Trouble = Trouble {
    rule: "not a stage of the stage model",
    severity: Severity::Warning,
    consequence: "the session has no stage, the row is kept",
};
pub(super) const NOT_A_CLOSURE: Trouble = Trouble {
    rule: "not a closure reason that is known",
    severity: Severity::Warning,
    consequence: "it is not known whether the pair ended as planned; add the reason to the configuration",
};
pub(super) const DATE_ORDER_OPEN: Trouble = Trouble {
    rule: "the dates of the column can be read in more than one way",
    severity: Severity::Warning,
    consequence: "they are read as blank until the configuration says date_order",
};
pub(super) const PROGRESS_OPEN: Trouble = Trouble {
    rule: "the numbers of progress in the file may be per cent or points of a scale",
    severity: Severity::Warning,
    consequence: "they are read as blank until the configuration says progress_range",
};
pub(super) const NAMES_NOBODY: Trouble = Trouble {
    rule: "the row names no pair",
    severity: Severity::Warning,
    consequence: "the row is set aside",
};
pub(super) const UNKNOWN_PAIR: Trouble = Trouble {
    rule: "the row names no pair that is known",
    severity: Severity::Warning,
    consequence: "the row is set aside",
};
pub(super) const SEVERAL_PAIRS: Trouble = Trouble {
    rule: "the names fit more than one pair and the date does not decide",
    severity: Severity::Warning,
    consequence: "the row is set aside",
};
pub(super) const NO_TABLE: Trouble = Trouble {
    rule: "the file is not recognised as any table",
    severity: Severity::Warning,
    consequence: "none of its rows is in a figure; if it belongs to the programme, say in the \
                  configuration which table it is (table)",
};
pub(super) const LEFT_OUT: Trouble = notes(
    "the configuration says that the file is none of the tables (table = \"none\")",
    "none of its rows is in a figure",
);
pub(super) const SET_ASIDE: Trouble = Trouble {
    rule: "it is not clear which of several columns is meant",
    severity: Severity::Warning,
    consequence: "none of them is read until the configuration says which it is (columns)",
};
pub(super) const SEVERAL_TABLES: Trouble = Trouble {
    rule: "the headers of the file fit several tables equally well",
    severity: Severity::Warning,
    consequence: "it is read as the first of them; say in the configuration which it is (table)",
};
pub(super) const NOT_ASKED: Trouble = notes(
    "the question was not asked, or does not apply",
    "it is no answer",
);
pub(super) const DECLINED: Trouble = notes(
    "whoever was asked preferred not to answer",
    "it is no answer",
);
pub(super) const NOT_EVERYBODY: Trouble = Trouble {
    rule: "not everybody whom the row names belongs to a known pair",
    severity: Severity::Warning,
    consequence: "the row counts for the others",
};
pub(super) const LIKE_ANOTHER: Trouble = Trouble {
    rule: "the pair is written much like another one",
    severity: Severity::Warning,
    consequence: "they are two pairs",
};
pub(super) const SEVERAL_PEOPLE: Trouble = Trouble {
    rule: "the cell seems to name several people",
    severity: Severity::Warning,
    consequence: "it is read as one name; say in mentorstat.toml what divides them (split_people), \
                  and each of them counts",
};
pub(super) const LINK_TO_NOBODY: Trouble = Trouble {
    rule: "there is no pair of this name to link to",
    severity: Severity::Warning,
    consequence: "the line is not used",
};
pub(super) const LINK_OF_NOBODY: Trouble = Trouble {
    rule: "no row names anybody as in this line",
    severity: Severity::Warning,
    consequence: "the line is not used; the name has to stand as it does in the rows, with its punctuation",
};
pub(super) const LINKS_DISAGREE: Trouble = Trouble {
    rule: "the same name is said to mean several pairs",
    severity: Severity::Warning,
    consequence: "none of these lines is used; say yes to one of them only",
};
pub(super) const OTHER_ABSENT: Trouble = Trouble {
    rule: "another row of the meeting says that the other one of the pair did not come",
    severity: Severity::Note,
    consequence: "the meeting does not count as held",
};
pub(super) const OTHER_UNSAID: Trouble = Trouble {
    rule: "no row of the meeting says whether the other one of the pair came",
    severity: Severity::Warning,
    consequence: "it is not known whether the meeting was held, and it does not count",
};
pub(super) const REPEATED_IN_FILE: Trouble = notes(
    "the same row stands in the file more than once",
    "every one is kept",
);
pub(super) const REPEATED_ROW: Trouble = notes(
    "the same row stands in the inputs more than once",
    "it is counted once",
);
pub(super) const MONTH_BESIDE_DAYS: Trouble = Trouble {
    rule: "a meeting of which only the month is known stands beside meetings with their days",
    severity: Severity::Warning,
    consequence: "the meetings with their days are those of the month; this one is not counted",
};
pub(super) const REPLACED: Trouble = notes(
    "a later version of the same response stands in the inputs",
    "the later version counts",
);
pub(super) const REPLACED_ROW: Trouble = notes(
    "the same row stands in a later export with other values",
    "the later export counts",
);
pub(super) const UNDECIDED_ROW: Trouble = Trouble {
    rule: "the same row stands in another export with other values, and nothing says which is \
           later",
    severity: Severity::Warning,
    consequence: "both count; keep the later file only, or put the day of the export into the \
                  names of the files",
};
pub(super) const UNDECIDED_VERSION: Trouble = Trouble {
    rule: "another version of the same response stands in the inputs, and nothing says which is \
           later",
    severity: Severity::Warning,
    consequence: "the one with more filled in counts; keep the later one only, or put the day of \
                  the export into the names of the files",
};
pub(super) const NOT_IN_LATER: Trouble = Trouble {
    rule: "the row stands in an earlier export, and not in a later one that covers its day",
    severity: Severity::Warning,
    consequence: "it counts; if it was moved or deleted since, keep the later file only",
};
pub(super) const ANSWERED_AGAIN: Trouble = notes(
    "the same person sent the form again for the same pair, phase and day",
    "what was sent last counts",
);
pub(super) const FACTS_DIFFER: Trouble = Trouble {
    rule: "the values for one pair differ",
    severity: Severity::Warning,
    consequence: "the register counts, else the latest dated row",
};
pub(super) const SEVERAL_OF_PAIR: Trouble = Trouble {
    rule: "rows of one pair name different people",
    severity: Severity::Warning,
    consequence: "each of them counts among the people served; the pair is that of the one who is \
                  first in the alphabet",
};
pub(super) const TOTALS_OF_PARTS: Trouble = Trouble {
    rule: "rows of one pair say different numbers of meetings",
    severity: Severity::Warning,
    consequence: "which of them is the total of the pair is not known, and none is read; give each \
                  meeting a row of its own, or each pair one row with its total",
};
pub(super) const CLOSED_BEFORE_START: Trouble = Trouble {
    rule: "the pair is closed before it starts",
    severity: Severity::Warning,
    consequence: "the end is not used",
};
pub(super) const CLOSED_ON_NO_DAY: Trouble = Trouble {
    rule: "a reason says that the pair has ended, and no day says when",
    severity: Severity::Warning,
    consequence: "the pair counts as open; supply the day (closed_on)",
};
pub(super) const PAUSE_ENDS_BEFORE_START: Trouble = Trouble {
    rule: "the pause ends before it begins",
    severity: Severity::Warning,
    consequence: "the pause is not used",
};
pub(super) const PAUSE_WITHOUT_START: Trouble = Trouble {
    rule: "the end of a pause is said, and not when it begins",
    severity: Severity::Warning,
    consequence: "the pause is not used",
};
pub(super) const OPENED_AGAIN: Trouble = Trouble {
    rule: "the register has several rows for the pair, of which this one begins after an earlier \
           one ended",
    severity: Severity::Warning,
    consequence: "the pair was opened again: it ends as the last row says, and rested between them",
};
pub(super) const NEXT_NOT_AFTER: Trouble = blanks("the next meeting is not after this one");
pub(super) const STATUS_DENIES: Trouble = notes(
    "the goal has a day of attainment and a status that denies it",
    "the status counts",
);
pub(super) const BEFORE_START: Trouble = notes(
    "dated before the start of its pair",
    "it counts as the others of the pair do",
);
pub(super) const ISOLATED_DATE: Trouble = Trouble {
    rule: "dated more than 60 days after everything before it",
    severity: Severity::Warning,
    consequence: "it does not decide how far the records reach",
};
pub(super) const ISOLATED_STATED_DATE: Trouble = Trouble {
    rule: "dated more than 183 days after everything before it",
    ..ISOLATED_DATE
};
