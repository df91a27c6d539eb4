//! The forms that come back, and how mentor and mentee see what was achieved.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::calendar::{after, days_between};
use super::goals::Goal;
use super::life::Life;
use super::records::{
    Achieved, Ending, EvaluationRow, GoalStatus, NeedsAnalysis, Phase, Respondent, Text,
};
use super::rng::{Purpose, Rng};
use super::sessions::rating;
use super::wording::{
    BARRIERS, INTERESTS, MENTEE_BENEFITS, MENTOR_BENEFITS, NEEDS, REASONS_NOT_ACHIEVED,
    SUPPORT_NEEDED, TARGETS, WORK_ISSUES,
};

/// The forms of a pair in the order in which they were due.
pub(super) fn draw(life: &Life<'_>, goals: &[Goal]) -> Vec<EvaluationRow> {
    let rng = &mut life.stream(Purpose::Forms);
    let opportunity = rng.chance(0.35);
    let mut forms = Vec::new();
    for (phase, due, returned) in due_forms(life) {
        for respondent in [Respondent::Mentee, Respondent::Mentor] {
            let filled_in = after(due, rng.between(0, 18));
            let returned = rng.chance(returned) && filled_in <= life.plan.as_of;
            let desk = Desk {
                life,
                goals,
                phase,
                respondent,
                filled_in,
                opportunity,
                rng: &mut *rng,
            };
            let form = desk.form();
            forms.extend(returned.then_some(form));
        }
    }
    forms
}

/// Which forms are due, when, and how likely each is to come back.
fn due_forms(life: &Life<'_>) -> Vec<(Phase, NaiveDate, f64)> {
    let rates = &life.plan.rates;
    let half = after(life.starts, days_between(life.starts, life.planned_end) / 2);
    let mut due = vec![(Phase::Baseline, after(life.starts, 3), rates.start_forms)];
    if life.never_starts {
        return due;
    }
    due.push((
        Phase::Mid,
        half,
        if half <= life.last_day() {
            rates.mid_forms
        } else {
            0.0
        },
    ));
    let share = match life.ending {
        Ending::AsPlanned => rates.end_forms,
        Ending::Early => rates.end_forms / 2.0,
        Ending::Faded | Ending::Running => 0.0,
    };
    due.push((Phase::End, life.last_day(), share));
    due
}

/// Where one form is filled in.
struct Desk<'a> {
    life: &'a Life<'a>,
    goals: &'a [Goal],
    phase: Phase,
    respondent: Respondent,
    filled_in: NaiveDate,
    /// There is an opportunity for partnership.
    opportunity: bool,
    rng: &'a mut Rng,
}

impl Desk<'_> {
    fn form(mut self) -> EvaluationRow {
        let blank = self.blank();
        if self.phase == Phase::Baseline {
            self.start_form(blank)
        } else {
            self.later_form(blank)
        }
    }

    fn blank(&mut self) -> EvaluationRow {
        let undated = self.rng.chance(self.life.plan.rates.undated / 2.0);
        EvaluationRow {
            pair_id: self.life.seat.pair_id.clone(),
            date: (!undated).then_some(self.filled_in),
            respondent: self.respondent,
            phase: self.phase,
            analysis: None,
            goals: [const { None }; 5],
            goals_achieved: None,
            reason_not_achieved: None,
            new_goals: None,
            new_goal_details: None,
            partnership: None,
            partnership_support: None,
            partnership_barriers: None,
            benefits: Vec::new(),
            ratings: self.ratings(),
        }
    }

    fn start_form(&mut self, blank: EvaluationRow) -> EvaluationRow {
        let analysis = NeedsAnalysis {
            needs: self.rng.pick(&NEEDS),
            interests: self.rng.pick(&INTERESTS),
            issues: self.rng.pick(&WORK_ISSUES),
            targets: self.rng.pick(&TARGETS),
        };
        EvaluationRow {
            analysis: Some(analysis),
            ..blank
        }
    }

    fn later_form(&mut self, blank: EvaluationRow) -> EvaluationRow {
        let goals = self.goals();
        let overall = overall(&goals).filter(|_| self.rng.chance(0.85));
        let not_yet = matches!(overall, Some(Achieved::Partly | Achieved::No));
        let arose = self.new_goals();
        let sees_one = self.sees_partnership();
        EvaluationRow {
            goals,
            goals_achieved: overall,
            reason_not_achieved: (not_yet && self.rng.chance(0.8))
                .then(|| self.rng.pick(&REASONS_NOT_ACHIEVED)),
            new_goals: arose,
            new_goal_details: if arose == Some(true) {
                self.newest_goal()
            } else {
                None
            },
            partnership: sees_one,
            partnership_support: (sees_one == Some(true)).then(|| self.rng.pick(&SUPPORT_NEEDED)),
            partnership_barriers: (sees_one == Some(false)).then(|| self.rng.pick(&BARRIERS)),
            benefits: self.benefits(),
            ..blank
        }
    }

    /// Goals 1–5 as set by the day of the form, most of them with an answer.
    fn goals(&mut self) -> [Option<(Text, Option<Achieved>)>; 5] {
        let mut cells = [const { None }; 5];
        let answers_each = self.rng.chance(0.88);
        for goal in self
            .goals
            .iter()
            .filter(|goal| goal.set <= self.filled_in && goal.registered)
        {
            let seen = seen(
                goal.standing(self.filled_in, self.life.stopped),
                self.respondent,
                self.rng,
            );
            if let Some(cell) = cells.get_mut(goal.number as usize - 1) {
                *cell = Some((goal.text.clone(), seen.filter(|_| answers_each)));
            }
        }
        cells
    }

    /// Declared as it is nine times of ten; every twelfth respondent does not answer.
    fn new_goals(&mut self) -> Option<bool> {
        let arose = self
            .goals
            .iter()
            .any(|goal| goal.is_new && goal.set <= self.filled_in);
        let answer = if self.rng.chance(0.9) { arose } else { !arose };
        self.rng.chance(0.92).then_some(answer)
    }

    fn newest_goal(&self) -> Option<Text> {
        let newest = self
            .goals
            .iter()
            .rev()
            .find(|goal| goal.is_new && goal.set <= self.filled_in);
        newest
            .map(|goal| goal.text.clone())
            .or(Some(Cow::Borrowed("Too early to say which")))
    }

    fn sees_partnership(&mut self) -> Option<bool> {
        let sees = if self.rng.chance(0.85) {
            self.opportunity
        } else {
            !self.opportunity
        };
        (self.phase == Phase::End || self.rng.chance(0.3)).then_some(sees)
    }

    fn benefits(&mut self) -> Vec<&'static str> {
        let offered = match self.respondent {
            Respondent::Mentor => &MENTOR_BENEFITS,
            Respondent::Mentee => &MENTEE_BENEFITS,
        };
        offered
            .iter()
            .filter(|_| self.rng.chance(0.3))
            .copied()
            .collect()
    }

    /// The quality of the relationship shows more clearly in later forms than at the start.
    fn ratings(&mut self) -> [Option<u32>; 5] {
        let quality = match self.phase {
            Phase::Baseline => f64::midpoint(self.life.quality, 3.6),
            Phase::Mid | Phase::End => self.life.quality,
        };
        let mut ratings = [0; 5].map(|_: u32| rating(quality, self.rng));
        ratings[4] = 6 - ratings[4];
        ratings.map(|rating| self.rng.chance(0.96).then_some(rating))
    }
}

/// How a respondent sees a goal: mentors somewhat more kindly than mentees.
fn seen(standing: GoalStatus, by: Respondent, rng: &mut Rng) -> Option<Achieved> {
    use Achieved::{No, Partly, Yes};
    let kindness = if by == Respondent::Mentor { 14 } else { 6 };
    match standing {
        GoalStatus::Attained => Some(rng.weighted(&[(88 + kindness, Yes), (12, Partly)])),
        GoalStatus::Partly | GoalStatus::InProgress => {
            Some(rng.weighted(&[(kindness, Yes), (80, Partly), (14, No)]))
        }
        GoalStatus::NotAttained => Some(rng.weighted(&[(kindness, Partly), (90, No)])),
        GoalStatus::Dropped => None,
    }
}

/// Yes if every goal that has an answer was achieved, no if none was even in part.
fn overall(goals: &[Option<(Text, Option<Achieved>)>]) -> Option<Achieved> {
    let answers: Vec<_> = goals
        .iter()
        .flatten()
        .filter_map(|(_, answer)| *answer)
        .collect();
    match answers.first()? {
        &first if answers.iter().all(|&answer| answer == first) => Some(first),
        _ => Some(Achieved::Partly),
    }
}
