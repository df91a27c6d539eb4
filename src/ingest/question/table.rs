//! A file whose headers do not say what it holds.

use super::{example, quoted, section};
use crate::ingest::columns::{Header, speaks_of};
use crate::programme::{Table, display_text};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt;

/// What the cells of a column look like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Days.
    Dates,
    /// Addresses of e-mail.
    Emails,
    /// Yes, partly, no.
    Answers,
    /// Mentor or mentee.
    Roles,
    /// Names of people, by the header.
    People,
    /// What became of meetings.
    Statuses,
    /// Numbers that may be minutes.
    Lengths,
    /// Other numbers.
    Numbers,
    /// A few texts that come again and again, or codes.
    Codes,
    /// The same text in all rows, or a few that the header calls kinds of something.
    Kinds,
    /// Anything else.
    Texts,
}

impl Content {
    const fn words(&self) -> &'static str {
        match self {
            Self::Dates => "dates",
            Self::Emails => "e-mail addresses",
            Self::Answers => "yes and no",
            Self::Roles => "mentor and mentee",
            Self::People => "names of people, which may be mentees",
            Self::Statuses => "held, missed and the like",
            Self::Lengths | Self::Numbers => "numbers",
            Self::Codes => "names or codes",
            Self::Kinds => "kinds",
            Self::Texts => "texts",
        }
    }

    /// A column in which such cells may stand under a header, to begin with.
    fn column(&self, header: &str, nearest: Table) -> Cow<'static, str> {
        let column = match self {
            Self::Answers if matches!(nearest, Table::Sessions) => "status",
            Self::Answers => return answered(header),
            Self::People => "mentor",
            Self::Dates if speaks_of(header, &NEXT) => planned(nearest),
            Self::Dates => "date",
            Self::Emails => "mentee_email",
            Self::Roles => "respondent",
            Self::Statuses => "status",
            Self::Lengths => "minutes",
            Self::Numbers => "rating",
            Self::Codes => "pair_id",
            Self::Kinds if matches!(nearest, Table::Sessions) => "mode",
            Self::Kinds => "mentoring_type",
            Self::Texts if is_list(nearest) => "text",
            Self::Texts => "issues",
        };
        column.into()
    }
}

/// Words, as they begin, of days that are still to come.
const NEXT: [&str; 9] = [
    "next", "due", "follow", "nachst", "prochain", "proxim", "prossim", "volgend", "nasta",
];

/// The column of days that are still to come.
const fn planned(nearest: Table) -> &'static str {
    match nearest {
        Table::Sessions => "next_meeting",
        Table::Goals => "due_on",
        Table::Actions | Table::Partnerships => "scheduled_on",
        Table::Pairs => "planned_end_on",
        Table::Evaluations | Table::Contacts => "date",
    }
}

/// Whether each row of a table is one text with its days and its state.
const fn is_list(table: Table) -> bool {
    matches!(table, Table::Goals | Table::Actions | Table::Partnerships)
}

/// What a form asks under a header that is answered by yes and no.
fn answered(header: &str) -> Cow<'static, str> {
    const NEW: [&str; 7] = ["new", "neu", "nouve", "nuev", "nuov", "nieuw", "novo"];
    const TOGETHER: [&str; 9] = [
        "partner",
        "parten",
        "parceria",
        "cooper",
        "kooper",
        "collab",
        "colab",
        "zusammen",
        "samenwerk",
    ];
    if let Some(number) = Header::new(header).goal() {
        return format!("goal_{number}_achieved").into();
    }
    if speaks_of(header, &TOGETHER) {
        "partnership".into()
    } else if speaks_of(header, &NEW) {
        "new_goals".into()
    } else {
        "goals_achieved".into()
    }
}

/// A file whose headers do not say what it holds, with what can be seen of its columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableQuestion {
    /// The file as shown.
    pub file: String,
    /// The table that it is most like.
    pub nearest: Table,
    /// Whether its headers are codes, such as `Q1`.
    pub codes: bool,
    /// Header, a value, and what the cells look like.
    pub columns: Vec<(String, String, Content)>,
}

/// Columns that are listed; of more, the first.
const LISTED: usize = 24;

impl fmt::Display for TableQuestion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = display_text(&self.file);
        let why = if self.codes {
            "its headers are codes that do not say what was asked. Export it with the texts of the \
             questions, or say which table it is and which columns it has"
        } else {
            "its headers do not say what it holds. If it belongs to the programme, say which table \
             it is and which columns it has"
        };
        write!(formatter, "{file}: {why}")?;
        for line in section(&self.file).lines() {
            write!(formatter, "\n     {line}")?;
        }
        write!(
            formatter,
            "\n     table = \"{}\"   # or {}\n     [source.columns]   \
             # remove the # from the lines that are right; on the left stands a column of ours",
            self.nearest.name(),
            others(self.nearest).join(", ")
        )?;
        for line in self.lines() {
            write!(formatter, "\n     {line}")?;
        }
        Ok(())
    }
}

impl TableQuestion {
    /// A line for each column, commented out: the column of ours that it may be, its header, and
    /// what stands below it.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let line = |(header, value, content): &(String, String, Content)| {
            let (column, header) = (content.column(header, self.nearest), quoted(header));
            format!(
                "# {column} = {header}   # {}, such as {}",
                content.words(),
                example(value)
            )
        };
        let mut lines: Vec<String> = self.columns.iter().take(LISTED).map(line).collect();
        let more = self.columns.len().saturating_sub(LISTED);
        lines.extend((more > 0).then(|| format!("# and {more} more columns")));
        lines
    }
}

/// The names of the other tables that an export may hold.
fn others(but: Table) -> Vec<&'static str> {
    let others = Table::ALL.into_iter();
    others
        .filter(|table| *table != but && *table != Table::Contacts)
        .map(Table::name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_days_are_offered_as_what_their_headers_speak_of() {
        let offered = |content: Content, header| content.column(header, Table::Evaluations);
        for (header, column) in [
            ("Is doel 2 er nu?", "goal_2_achieved"),
            ("Nog nieuwe plannen?", "new_goals"),
            ("Samenwerken?", "partnership"),
            ("Gelukt?", "goals_achieved"),
            ("Q1", "goals_achieved"),
        ] {
            assert_eq!(offered(Content::Answers, header), column, "{header}");
        }
        assert_eq!(Content::Texts.column("Name", Table::Goals), "text");
        assert_eq!(Content::Texts.column("Name", Table::Evaluations), "issues");
        let of_meetings = |header| Content::Dates.column(header, Table::Sessions);
        assert_eq!(of_meetings("Next activity date"), "next_meeting");
        assert_eq!(of_meetings("Meeting start time"), "date");
    }
}
