//! What single exporters do differently above the data, one exporter in one place.
//!
//! A profile is recognised from the header rows, or from what only its exporter writes into the
//! rows or below them; never from the name of the file.

mod airtable;
mod alchemer;
mod calendly;
mod comm_care;
mod exporter;
mod formstack;
mod google_forms;
mod hxl;
mod jisc;
mod jot_form;
mod kobo_toolbox;
mod lime_survey;
mod microsoft_forms;
mod odk;
mod paths;
mod platform;
mod qualtrics;
mod question_pro;
mod red_cap;
mod salesforce;
mod so_sci;
mod survey_monkey;
mod typeform;

use super::shape::Draft;
use exporter::Exporter;
pub(super) use exporter::SUBMITTED;

use csv::{ByteRecord, StringRecord};
use serde::Serialize;

/// The exporter that a file seems to come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// None that is known.
    #[default]
    Plain,
    /// Airtable.
    Airtable,
    /// Alchemer, once `SurveyGizmo`.
    Alchemer,
    /// Calendly.
    Calendly,
    /// `CommCare`.
    CommCare,
    /// Formstack.
    Formstack,
    /// Google Forms or a sheet of its answers.
    GoogleForms,
    /// Jisc Online Surveys.
    JiscOnlineSurveys,
    /// `JotForm`.
    JotForm,
    /// `KoboToolbox`.
    KoboToolbox,
    /// `LimeSurvey`.
    LimeSurvey,
    /// A mentoring platform, such as Chronus, Mentorloop, Together, Qooper or `PushFar`.
    MentoringPlatform,
    /// Microsoft Forms.
    MicrosoftForms,
    /// ODK Central or Briefcase.
    Odk,
    /// Qualtrics.
    Qualtrics,
    /// `QuestionPro`.
    QuestionPro,
    /// `REDCap`.
    RedCap,
    /// Salesforce.
    Salesforce,
    /// `SoSci` Survey.
    SoSci,
    /// `SurveyMonkey`.
    SurveyMonkey,
    /// Typeform.
    Typeform,
}

/// All exporters, most telling signatures first.
static EXPORTERS: [Exporter; 20] = [
    red_cap::EXPORTER,
    kobo_toolbox::EXPORTER,
    odk::EXPORTER,
    lime_survey::EXPORTER,
    typeform::EXPORTER,
    microsoft_forms::EXPORTER,
    qualtrics::EXPORTER,
    alchemer::EXPORTER,
    calendly::EXPORTER,
    comm_care::EXPORTER,
    question_pro::EXPORTER,
    so_sci::EXPORTER,
    jisc::EXPORTER,
    formstack::EXPORTER,
    survey_monkey::EXPORTER,
    jot_form::EXPORTER,
    platform::EXPORTER,
    google_forms::EXPORTER,
    airtable::EXPORTER,
    salesforce::EXPORTER,
];

impl Profile {
    /// Its name in reports and in data.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Airtable => "airtable",
            Self::Alchemer => "alchemer",
            Self::Calendly => "calendly",
            Self::CommCare => "comm-care",
            Self::Formstack => "formstack",
            Self::QuestionPro => "question-pro",
            Self::SoSci => "so-sci",
            Self::JiscOnlineSurveys => "jisc-online-surveys",
            Self::GoogleForms => "google-forms",
            Self::JotForm => "jot-form",
            Self::KoboToolbox => "kobo-toolbox",
            Self::LimeSurvey => "lime-survey",
            Self::MentoringPlatform => "mentoring-platform",
            Self::MicrosoftForms => "microsoft-forms",
            Self::Odk => "odk",
            Self::Qualtrics => "qualtrics",
            Self::RedCap => "red-cap",
            Self::Salesforce => "salesforce",
            Self::SurveyMonkey => "survey-monkey",
            Self::Typeform => "typeform",
        }
    }

    /// The first exporter whose headers they are.
    fn of_headers(headers: &[String]) -> Self {
        if red_cap::wrote(headers) {
            return Self::RedCap;
        }
        let wrote = |exporter: &&Exporter| exporter.wrote(headers);
        let found = EXPORTERS.iter().find(wrote);
        found.map_or(Self::Plain, |exporter| exporter.profile)
    }

    /// As the headers say; where they say nothing, by the rows and the end of the text.
    pub(super) fn with_content(self, width: usize, rows: &[StringRecord], ending: &str) -> Self {
        match self {
            Self::Plain | Self::MentoringPlatform if salesforce::wrote(ending) => Self::Salesforce,
            Self::Plain if airtable::wrote(width, rows) => Self::Airtable,
            other => other,
        }
    }

    /// Takes the habits of the exporter into account, before answers are put together.
    pub(super) fn prepare(self, draft: &mut Draft) {
        if let Some(exporter) = self.exporter() {
            exporter.prepare(draft);
        }
    }

    /// Takes them into account after that.
    pub(super) fn divide(self, draft: &mut Draft) {
        if let Some(exporter) = self.exporter() {
            (exporter.divide)(draft);
        }
    }

    fn exporter(self) -> Option<&'static Exporter> {
        EXPORTERS.iter().find(|exporter| exporter.profile == self)
    }
}

/// The column that says of which of several forms each row is.
pub(super) fn instrument(profile: Profile, headers: &[String]) -> Option<usize> {
    (profile == Profile::RedCap).then(|| red_cap::instrument(headers))?
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
    /// Reads the heading of the records that begin with the header.
    pub fn of(records: &[ByteRecord]) -> Self {
        qualtrics::heading(records)
            .or_else(|| survey_monkey::heading(records))
            .or_else(|| so_sci::heading(records))
            .or_else(|| typeform::heading(records))
            .or_else(|| hxl::heading(records))
            .unwrap_or_else(|| {
                let rows = records.len().min(1);
                let headers = joined(&records[..rows]);
                Self {
                    profile: Profile::of_headers(&headers),
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
        Heading::of(&records)
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
            ("record_id,name,demographics_complete", Profile::RedCap),
            ("mentor,session_complete", Profile::Plain),
            ("Horodateur,Binôme", Profile::GoogleForms),
            ("PARENT_KEY,KEY,date", Profile::Odk),
            (
                "Connection,Mentor,Mentee,Last Activity",
                Profile::MentoringPlatform,
            ),
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
