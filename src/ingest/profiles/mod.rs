//! What single exporters do differently above the data, one exporter in one place.
//!
//! A profile is recognised from the header rows alone. Those that write one header row like
//! everybody else are a line of [`signatures`]; the others have a file of their own.

mod hxl;
mod qualtrics;
mod signatures;
mod survey_monkey;

use csv::ByteRecord;
use serde::Serialize;

/// The exporter that a file seems to come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// None that is known.
    #[default]
    Plain,
    /// Google Forms or a sheet of its answers.
    GoogleForms,
    /// `JotForm`.
    JotForm,
    /// `KoboToolbox`.
    KoboToolbox,
    /// `LimeSurvey`.
    LimeSurvey,
    /// Microsoft Forms.
    MicrosoftForms,
    /// ODK Central or Briefcase.
    Odk,
    /// Qualtrics.
    Qualtrics,
    /// `REDCap`.
    RedCap,
    /// `SurveyMonkey`.
    SurveyMonkey,
    /// Typeform.
    Typeform,
}

/// What stands above the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// The exporter.
    pub profile: Profile,
    /// Number of header rows.
    pub rows: usize,
    /// The headers that they amount to.
    pub headers: Vec<String>,
}

impl Heading {
    /// Reads the heading of the records that begin with the header; `rows` is the number of its
    /// rows where the configuration says it.
    pub fn of(records: &[ByteRecord], rows: Option<usize>) -> Self {
        if let Some(rows) = rows {
            let rows = rows.min(records.len());
            return Self {
                profile: Profile::Plain,
                headers: joined(&records[..rows]),
                rows,
            };
        }
        qualtrics::heading(records)
            .or_else(|| survey_monkey::heading(records))
            .or_else(|| hxl::heading(records))
            .unwrap_or_else(|| {
                let rows = records.len().min(1);
                let headers = joined(&records[..rows]);
                Self {
                    profile: signatures::profile(&headers),
                    rows,
                    headers,
                }
            })
    }
}

/// The cells of each column from top to bottom.
fn joined(rows: &[ByteRecord]) -> Vec<String> {
    let width = rows.iter().map(ByteRecord::len).max().unwrap_or(0);
    let column = |column: usize| {
        let cells = rows.iter().map(|row| cell(row, column));
        cells
            .filter(|cell| !cell.is_empty())
            .collect::<Vec<_>>()
            .join(" – ")
    };
    (0..width).map(column).collect()
}

/// The text of a cell; empty where the row has none.
fn cell(row: &ByteRecord, column: usize) -> String {
    let cell = row.get(column).unwrap_or_default();
    String::from_utf8_lossy(cell).trim().to_owned()
}

/// The texts of a row that are not empty.
fn filled(row: &ByteRecord) -> Vec<String> {
    (0..row.len())
        .map(|column| cell(row, column))
        .filter(|cell| !cell.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(text: &str) -> Heading {
        let records: Vec<_> = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes())
            .into_byte_records()
            .map(Result::unwrap)
            .collect();
        Heading::of(&records, None)
    }

    #[test]
    fn one_header_row_is_assumed() {
        let found = heading("pair_id,date\nA,2026-01-02\n");
        assert_eq!((found.profile, found.rows), (Profile::Plain, 1));
        assert_eq!(heading("").headers, Vec::<String>::new());
    }

    #[test]
    fn qualtrics_names_come_from_the_row_that_says_most() {
        let found = heading(
            "StartDate,ResponseId,Q1,pair_id,Q2_1\n\
             Start Date,Response ID,Were the goals achieved?,Pair,Rating - Trust\n\
             \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{'ImportId': 'responseId'}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\",\"{\"\"ImportId\"\":\"\"QID3\"\"}\"\n\
             2026-01-02,R_1,yes,P-1,4\n",
        );
        assert_eq!((found.profile, found.rows), (Profile::Qualtrics, 3));
        assert_eq!(
            found.headers,
            [
                "StartDate",
                "ResponseId",
                "Were the goals achieved?",
                "pair_id",
                "Rating - Trust"
            ]
        );
    }

    #[test]
    fn legacy_qualtrics_has_two_header_rows() {
        let found = heading(
            "V1,V2,Q1,\nResponseID,ResponseSet,Were the goals achieved?,\nR_1,Default,yes,\n",
        );
        assert_eq!((found.profile, found.rows), (Profile::Qualtrics, 2));
        assert_eq!(
            found.headers[..3],
            ["ResponseID", "ResponseSet", "Were the goals achieved?"]
        );
    }

    #[test]
    fn survey_monkey_options_take_their_question_along() {
        let found = heading(
            "Respondent ID,Collector ID,Pair,Benefits,,Comment\n,,Response,Network,Skills,Open-Ended Response\n1,2,P-1,Network,,fine\n",
        );
        assert_eq!((found.profile, found.rows), (Profile::SurveyMonkey, 2));
        assert_eq!(
            found.headers,
            [
                "Respondent ID",
                "Collector ID",
                "Pair",
                "Benefits – Network",
                "Benefits – Skills",
                "Comment"
            ]
        );
    }

    #[test]
    fn a_row_of_tags_is_not_data() {
        let found = heading("pair_id,date,_uuid,_submission_time\n,#date,,\nP-1,2026-01-02,u,t\n");
        assert_eq!((found.profile, found.rows), (Profile::KoboToolbox, 2));
        assert_eq!(found.headers[1], "date");
        let found = heading("pair_id,date\n#1,2026-01-02\n");
        assert_eq!(found.rows, 1);
    }

    #[test]
    fn exporters_are_known_by_their_columns() {
        for (headers, profile) in [
            ("Timestamp,Pair,Date", Profile::GoogleForms),
            (
                "ID,Start time,Completion time,Email,Name,Pair",
                Profile::MicrosoftForms,
            ),
            ("record_id,redcap_event_name,pair_id", Profile::RedCap),
            (
                "#,Pair,Start Date (UTC),Submit Date (UTC),Network ID",
                Profile::Typeform,
            ),
            (
                "id,submitdate,lastpage,startlanguage,Pair",
                Profile::LimeSurvey,
            ),
        ] {
            assert_eq!(heading(headers).profile, profile, "{headers}");
        }
    }
}
