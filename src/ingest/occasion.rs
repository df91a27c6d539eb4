//! Who answered the forms of a file, and when, where no column says it: the configuration, else
//! the name of the file.

use super::columns::{Column, TableMapping};
use crate::config::SourceConfig;
use crate::programme::{Phase, Respondent, Table, fold};
use crate::values::answers::{PhaseInName, phase, phase_in_name, respondent, respondent_in};

/// Who answered the forms of a file, and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Occasion {
    /// Who, where no column says it.
    pub respondent: Option<Respondent>,
    /// When, where no column says it.
    pub phase: Option<Phase>,
    /// Whether nothing says when, and the name of the file says more than one phase.
    pub several: bool,
    /// Whether the name of the file said one of them.
    by_name: bool,
}

impl Occasion {
    /// Looks for it: `names` are those of the sheet and the file, `main` is the table of the file.
    pub fn of(names: [&str; 2], main: Option<&TableMapping>, source: &SourceConfig) -> Self {
        let Some(forms) = main.filter(|main| main.table == Table::Evaluations) else {
            return Self::default();
        };
        let asks = |column| forms.header_of(column).is_none();
        let set = |column: Column| {
            let wanted = fold(&column.to_string());
            let mut set = source.set.iter();
            set.find(|(name, _)| fold(name) == wanted)
                .map(|(_, value)| value.as_str())
        };
        let (who, when) = (set(Column::Respondent), set(Column::Phase));
        let names = names.map(last_part);
        let who_by_name = || names.iter().find_map(|name| respondent_in(name));
        let in_names = names.map(phase_in_name);
        let by_name = |column, set: Option<&str>| asks(column) && set.is_none();
        let respondent = match who {
            Some(value) => respondent(value).or_else(|| respondent_in(value)),
            None => who_by_name(),
        };
        let phase = match when {
            Some(value) => phase(value).or_else(|| said_phase(&[phase_in_name(value)])),
            None => said_phase(&in_names),
        };
        let respondent = respondent.filter(|_| asks(Column::Respondent));
        let phase = phase.filter(|_| asks(Column::Phase));
        Self {
            respondent,
            phase,
            several: phase.is_none()
                && by_name(Column::Phase, when)
                && in_names.contains(&PhaseInName::Several),
            by_name: respondent.is_some() && by_name(Column::Respondent, who)
                || phase.is_some() && by_name(Column::Phase, when),
        }
    }

    /// What was taken from the name of the file, as a sentence.
    pub fn note(self) -> Option<String> {
        let who = self.respondent.map(|who| match who {
            Respondent::Mentor => "respondent = \"mentor\"",
            Respondent::Mentee => "respondent = \"mentee\"",
            Respondent::Coordinator | Respondent::Blank => "respondent = \"coordinator\"",
        });
        let when = self.phase.map(|when| match when {
            Phase::Baseline => "phase = \"baseline\"",
            Phase::Mid => "phase = \"mid\"",
            Phase::End | Phase::Blank => "phase = \"end\"",
        });
        let said: Vec<&str> = who.into_iter().chain(when).collect();
        self.by_name.then(|| {
            format!(
                "its name says of all its forms: {}; if that is wrong, say it under [source.set] in \
                 mentorstat.toml",
                said.join(", ")
            )
        })
    }
}

/// The first phase that a name says.
fn said_phase(names: &[PhaseInName]) -> Option<Phase> {
    names.iter().find_map(|name| match name {
        PhaseInName::One(phase) => Some(*phase),
        PhaseInName::Unsaid | PhaseInName::Several => None,
    })
}

/// What stands behind the last slash.
fn last_part(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
