//! What is written down about each meeting.

use std::borrow::Cow;

use super::goals::Goal;
use super::life::Life;
use super::meetings::Meeting;
use super::plan::Behaviour;
use super::records::{SessionRow, Status};
use super::rng::{Purpose, Rng};
use super::wording::{ACTIONS, ISSUES, LEARNINGS, MODES};

/// The session records of a pair, in the order of its meetings.
pub(super) fn draw(life: &Life<'_>, meetings: &[Meeting], goals: &[Goal]) -> Vec<SessionRow> {
    let rng = &mut life.stream(Purpose::Records);
    let mut desk = Desk::of(life, goals, rng);
    meetings
        .iter()
        .filter(|meeting| meeting.recorded)
        .map(|meeting| desk.record(meeting))
        .collect()
}

/// Where one pair's records are written: what carries over from one record to the next.
struct Desk<'a> {
    life: &'a Life<'a>,
    goals: &'a [Goal],
    rng: &'a mut Rng,
    /// Index of the current stage.
    stage: usize,
    minutes: u32,
    mode: &'static str,
    /// The issue that this pair keeps coming back to.
    own_issue: (&'static str, &'static str),
    /// Probability that a field which could be filled in is.
    care: f64,
    /// New goals up to this number have been mentioned.
    mentioned: u32,
}

impl<'a> Desk<'a> {
    fn of(life: &'a Life<'a>, goals: &'a [Goal], rng: &'a mut Rng) -> Self {
        let care = if life.behaviour == Behaviour::LooselyLogged {
            0.45
        } else {
            0.88
        };
        let minutes = life.agreed_minutes;
        let (mode, own_issue) = (rng.weighted(&MODES), rng.pick(&ISSUES));
        Self {
            life,
            goals,
            rng,
            stage: 0,
            minutes,
            mode,
            own_issue,
            care,
            mentioned: 0,
        }
    }

    fn record(&mut self, meeting: &Meeting) -> SessionRow {
        let blank = self.blank(meeting);
        if meeting.took_place() {
            self.held(meeting, blank)
        } else {
            blank
        }
    }

    /// What even a meeting that did not take place leaves behind.
    fn blank(&mut self, meeting: &Meeting) -> SessionRow {
        SessionRow {
            pair_id: self.life.seat.pair_id.clone(),
            date: meeting.date,
            status: meeting.status,
            start: self.filled(0.8).then(|| {
                self.rng
                    .pick(&[540, 600, 630, 780, 840, 900, 960, 1_020, 1_050])
            }),
            minutes: None,
            mode: None,
            stage: None,
            progress: None,
            goal_progress: [None; 5],
            issues: None,
            solutions: None,
            learnings: None,
            actions: None,
            next_meeting: None,
            new_goal: None,
            rating: None,
        }
    }

    fn held(&mut self, meeting: &Meeting, blank: SessionRow) -> SessionRow {
        let issue = self.issue();
        let progress = self.filled(0.95);
        SessionRow {
            status: self.status_as_entered(),
            minutes: self.filled(1.0).then(|| self.length()),
            mode: Some(self.mode_today()),
            stage: self.stage_today(meeting),
            progress: self.overall_progress(meeting).filter(|_| progress),
            goal_progress: self.goal_progress(meeting, progress),
            issues: issue.map(|(issue, _)| Cow::Borrowed(issue)),
            solutions: issue.map(|(_, solution)| Cow::Borrowed(solution)),
            learnings: self
                .filled(0.7)
                .then(|| Cow::Borrowed(self.rng.pick(&LEARNINGS))),
            actions: self
                .filled(0.8)
                .then(|| Cow::Borrowed(self.rng.pick(&ACTIONS))),
            next_meeting: self.filled(0.92).then_some(meeting.next),
            new_goal: self.new_goal(meeting),
            rating: self.filled(0.6).then(|| self.rating()),
            ..blank
        }
    }

    fn filled(&mut self, often: f64) -> bool {
        self.rng.chance(self.care * often)
    }

    /// Loosely logged appointments are sometimes never ticked off.
    fn status_as_entered(&mut self) -> Status {
        let forgotten = self.rng.chance(0.06) && self.life.behaviour == Behaviour::LooselyLogged;
        if forgotten {
            Status::Scheduled
        } else {
            Status::Held
        }
    }

    fn length(&mut self) -> u32 {
        let minutes =
            i64::from(self.minutes) + self.rng.weighted(&[(60, 0), (15, -15), (15, 15), (10, 30)]);
        u32::try_from(minutes).unwrap_or(0).max(15)
    }

    fn mode_today(&mut self) -> &'static str {
        if self.rng.chance(0.8) {
            self.mode
        } else {
            self.rng.weighted(&MODES)
        }
    }

    /// Most meetings stay in the stage or go on to the next; some skip one, some go back.
    fn stage_today(&mut self, meeting: &Meeting) -> Option<String> {
        let titles = &self.life.plan.stages;
        let last = titles.len().saturating_sub(1);
        let closing = meeting.date >= self.life.planned_end || meeting.next > self.life.planned_end;
        let step = self.rng.weighted(&[(52, 0), (36, 1), (7, 2), (5, -1)]);
        let title = titles
            .get(self.stage)
            .filter(|_| self.rng.chance(self.care + 0.08))
            .cloned();
        self.stage = if closing {
            last
        } else {
            self.stage.saturating_add_signed(step).min(last)
        };
        title
    }

    fn overall_progress(&self, meeting: &Meeting) -> Option<u32> {
        let set: Vec<_> = self
            .goals_on(meeting)
            .map(|goal| goal.progress(meeting.date))
            .collect();
        let count = u32::try_from(set.len()).ok().filter(|&count| count > 0)?;
        Some(set.iter().sum::<u32>() / count / 5 * 5)
    }

    fn goal_progress(&mut self, meeting: &Meeting, recorded: bool) -> [Option<u32>; 5] {
        let mut progress = [None; 5];
        if recorded && self.filled(0.8) {
            for goal in self
                .goals
                .iter()
                .filter(|goal| goal.set <= meeting.date && goal.registered)
            {
                if let Some(cell) = progress.get_mut(goal.number as usize - 1) {
                    *cell = Some(goal.progress(meeting.date));
                }
            }
        }
        progress
    }

    fn goals_on(&self, meeting: &Meeting) -> impl Iterator<Item = &'a Goal> {
        let date = meeting.date;
        self.goals.iter().filter(move |goal| goal.set <= date)
    }

    fn issue(&mut self) -> Option<(&'static str, &'static str)> {
        let own = self.rng.chance(0.25);
        let other = self.rng.pick(&ISSUES);
        self.filled(0.7)
            .then_some(if own { self.own_issue } else { other })
    }

    /// A new goal is mentioned at the first meeting on or after the day on which it emerged.
    fn new_goal(&mut self, meeting: &Meeting) -> Option<super::records::Text> {
        let mentioned = self.mentioned;
        let goal = self
            .goals_on(meeting)
            .find(|goal| goal.is_new && goal.number > mentioned)?;
        self.mentioned = goal.number;
        self.filled(0.75).then(|| goal.text.clone())
    }

    /// The quality of the relationship, one up or down.
    fn rating(&mut self) -> u32 {
        rating(self.life.quality, self.rng)
    }
}

/// A rating from 1 to 5 around `quality`: one step or none from it either way.
pub(super) fn rating(quality: f64, rng: &mut Rng) -> u32 {
    let noisy = quality + rng.pick(&[-0.9, -0.5, -0.2, 0.0, 0.0, 0.2, 0.5, 0.9]);
    (1..5)
        .find(|&step| noisy < f64::from(step) + 0.5)
        .unwrap_or(5)
}
