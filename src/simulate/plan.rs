//! What a synthetic programme is to be like: every assumption that its truth rests on.

use chrono::{Datelike, NaiveDate};

use super::calendar::{after, day, days_between};

/// A programme to be simulated. The default is the one in `sample_data/`.
///
/// The same plan gives the same programme, byte for byte, on every machine.
#[derive(Clone, Debug, PartialEq)]
pub struct SimulationPlan {
    /// Name of the programme, for its configuration and its read-me.
    pub programme: String,
    /// Where all random numbers come from.
    pub seed: u64,
    /// How many pairs there are.
    pub pairs: u32,
    /// The first day on which a pair can start where there are no `cohorts`.
    pub from: NaiveDate,
    /// The day on which the records are exported; later dates are appointments and deadlines only.
    pub as_of: NaiveDate,
    /// The intakes, all equally large; none leaves the cohort blank and spreads starts over the whole time.
    pub cohorts: Vec<Cohort>,
    /// The sites, all equally large; none leaves the site blank.
    pub sites: Vec<Site>,
    /// How many pairs of a hundred behave in which way.
    pub behaviours: BehaviourMix,
    /// Days between meetings that pairs agree on, each with its weight.
    pub agreed_gaps: [(u32, i64); 6],
    /// How often things happen.
    pub rates: Rates,
    /// Session records that a pair should have on average: the agreed frequencies are stretched or
    /// squeezed to fit (never below a day). None leaves the frequencies as programmes agree them.
    pub sessions_per_pair: Option<u32>,
    /// Titles of the stages that session records speak of, in order; none leaves the stage blank.
    pub stages: Vec<String>,
}

/// An intake, and what is really different about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cohort {
    /// As it stands in the records.
    pub name: String,
    /// First day on which a pair can start.
    pub opens: NaiveDate,
    /// Last day on which a pair can start, late joiners excepted.
    pub closes: NaiveDate,
    /// Added to each goal's probability of being attained.
    pub attainment_shift: f64,
    /// Multiplies the hazard of closing early.
    pub hazard_factor: f64,
}

/// A site, and what is really different about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// As it stands in the records.
    pub name: String,
    /// Added to each goal's probability of being attained.
    pub attainment_shift: f64,
    /// Multiplies the hazard of closing early.
    pub hazard_factor: f64,
}

/// How a pair meets and writes down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// Meets as agreed, give or take a tenth.
    Regular,
    /// Meets at gaps from a third of what was agreed to three times that.
    Irregular,
    /// Meets as agreed, but hardly in the summer and around the new year.
    Seasonal,
    /// Meets as agreed, but writes down little more than half of it, and briefly.
    LooselyLogged,
}

impl Behaviour {
    /// Every behaviour, in the order of [`BehaviourMix`].
    pub const ALL: [Self; 4] = [
        Self::Regular,
        Self::Irregular,
        Self::Seasonal,
        Self::LooselyLogged,
    ];

    /// The word for it in the truth table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Irregular => "irregular",
            Self::Seasonal => "seasonal",
            Self::LooselyLogged => "loosely_logged",
        }
    }
}

/// Relative weights of the behaviours; all 0 means that every pair is loosely logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BehaviourMix {
    /// Weight of [`Behaviour::Regular`].
    pub regular: u32,
    /// Weight of [`Behaviour::Irregular`].
    pub irregular: u32,
    /// Weight of [`Behaviour::Seasonal`].
    pub seasonal: u32,
    /// Weight of [`Behaviour::LooselyLogged`].
    pub loosely_logged: u32,
}

impl BehaviourMix {
    /// Every pair behaves in this one way.
    #[must_use]
    pub fn only(behaviour: Behaviour) -> Self {
        let weight = |of| u32::from(behaviour == of);
        Self {
            regular: weight(Behaviour::Regular),
            irregular: weight(Behaviour::Irregular),
            seasonal: weight(Behaviour::Seasonal),
            loosely_logged: weight(Behaviour::LooselyLogged),
        }
    }
}

impl Default for BehaviourMix {
    fn default() -> Self {
        Self {
            regular: 50,
            irregular: 20,
            seasonal: 15,
            loosely_logged: 15,
        }
    }
}

/// Probabilities, from 0 to 1 unless a field says otherwise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rates {
    /// A pair starts after its intake has closed, at any time until the export.
    pub late_joiner: f64,
    /// A pair never meets.
    pub never_starts: f64,
    /// A mentee has been matched before, with another mentor, and is so in two pairs.
    pub matched_twice: f64,
    /// A running pair stops early, per month of its life.
    pub early_closure_per_month: f64,
    /// A pair that stops early tells nobody: no closure is recorded.
    pub fades_silently: f64,
    /// A pair that told nobody is noticed by the office and closed as out of contact, some months
    /// after it stopped.
    pub noticed: f64,
    /// A recorded closure has a reason that says neither planned nor early.
    pub unclear_closure: f64,
    /// A pair asks to rest for one to three months.
    pub pauses: f64,
    /// A meeting that is due, and neither cancelled nor moved, is attended by both.
    pub attendance: f64,
    /// A meeting that is due is cancelled.
    pub cancelled: f64,
    /// A meeting that is due is moved to another day.
    pub rescheduled: f64,
    /// A meeting that was missed or cancelled is made up for within a week.
    pub made_up: f64,
    /// A goal would be attained if its pair met never and ran its planned course.
    pub attainment: f64,
    /// Added to `attainment` for each meeting that the pair means to have a month, up to four.
    pub attainment_per_monthly_meeting: f64,
    /// A new goal emerges, per month of a pair's life after its first month.
    pub new_goal_per_month: f64,
    /// A date that could be recorded is left out (of a goal, a form).
    pub undated: f64,
    /// The form at the start comes back, from each of mentor and mentee.
    pub start_forms: f64,
    /// The form half-way comes back.
    pub mid_forms: f64,
    /// The form at the end comes back if the mentoring ended as planned; half of that if early.
    pub end_forms: f64,
}

impl Default for Rates {
    fn default() -> Self {
        Self {
            late_joiner: 0.12,
            never_starts: 0.06,
            matched_twice: 0.03,
            early_closure_per_month: 0.02,
            fades_silently: 0.35,
            noticed: 0.0,
            unclear_closure: 0.06,
            pauses: 0.10,
            attendance: 0.86,
            cancelled: 0.03,
            rescheduled: 0.03,
            made_up: 0.0,
            attainment: 0.68,
            attainment_per_monthly_meeting: 0.06,
            new_goal_per_month: 0.06,
            undated: 0.03,
            start_forms: 0.85,
            mid_forms: 0.65,
            end_forms: 0.82,
        }
    }
}

impl SimulationPlan {
    /// A programme in which every pair behaves in one way, to try on it how early a silent pair is
    /// found. What makes that hard or easy is as studies and coordinators tell of it:
    ///
    /// * 39 of 100 pairs end within a year that should not (38 in Kupersmidt, Stump, Stelter and
    ///   Rhodes, “Predictors of premature match closure in youth mentoring relationships”, 2017);
    /// * few of these say so (“very few matches closed with a formal procedure”, OJJDP, “Prediction
    ///   and prevention of premature closures of mentoring relationships”, 2018), and the office, which
    ///   goes through its register now and then, finds most of them some months later;
    /// * rhythms lie between weekly and every two months, and most meetings that fall through are
    ///   made up for within a week. How many, nobody has counted: these are assumptions.
    #[must_use]
    pub fn of_one_behaviour(behaviour: Behaviour) -> Self {
        let default = Self::default();
        Self {
            behaviours: BehaviourMix::only(behaviour),
            agreed_gaps: [(15, 7), (25, 14), (10, 21), (30, 30), (10, 42), (10, 60)],
            rates: Rates {
                early_closure_per_month: 0.04,
                fades_silently: 0.8,
                noticed: 0.8,
                made_up: 0.7,
                ..default.rates
            },
            ..default
        }
    }

    /// `count` intakes at equal distances from `from` to `as_of`, each open for six weeks and named
    /// after the month in which it opens.
    #[must_use]
    pub fn intakes(from: NaiveDate, as_of: NaiveDate, count: u32) -> Vec<Cohort> {
        let whole = days_between(from, as_of).max(0);
        (0..i64::from(count))
            .map(|n| intake_opening(after(from, whole * n / i64::from(count))))
            .collect()
    }
}

fn intake_opening(opens: NaiveDate) -> Cohort {
    Cohort {
        name: format!("{} {}", opens.year(), MONTHS[opens.month0() as usize % 12]),
        opens,
        closes: after(opens, 42),
        attainment_shift: 0.0,
        hazard_factor: 1.0,
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The nine stages of the mentoring process, as the sample's platform writes them.
pub(super) const MENTORING_PROCESS: [&str; 9] = [
    "Introduction",
    "Foundation",
    "Orientation",
    "Collaboration",
    "Problem solving",
    "Personal framework",
    "Professional framework",
    "Professional development",
    "Transition",
];

const SAMPLE_FROM: NaiveDate = day(2025, 4, 1);
const SAMPLE_AS_OF: NaiveDate = day(2026, 9, 30);

impl Default for SimulationPlan {
    fn default() -> Self {
        Self {
            programme: "Bridgework Mentoring".to_owned(),
            seed: 66,
            pairs: 150,
            from: SAMPLE_FROM,
            as_of: SAMPLE_AS_OF,
            cohorts: sample_cohorts(),
            sites: sample_sites(),
            behaviours: BehaviourMix::default(),
            agreed_gaps: [(10, 7), (30, 14), (20, 21), (40, 30), (0, 42), (0, 60)],
            rates: Rates::default(),
            sessions_per_pair: None,
            stages: MENTORING_PROCESS.map(str::to_owned).to_vec(),
        }
    }
}

/// Three intakes half a year apart; the second keeps its pairs better.
fn sample_cohorts() -> Vec<Cohort> {
    let mut cohorts = SimulationPlan::intakes(SAMPLE_FROM, SAMPLE_AS_OF, 3);
    for (cohort, name) in cohorts
        .iter_mut()
        .zip(["2025 spring", "2025 autumn", "2026 spring"])
    {
        name.clone_into(&mut cohort.name);
    }
    if let Some(second) = cohorts.get_mut(1) {
        second.hazard_factor = 0.6;
    }
    cohorts
}

/// Two sites; at the second one in ten goals fewer is attained.
fn sample_sites() -> Vec<Site> {
    let site = |name: &str, shift| Site {
        name: name.to_owned(),
        attainment_shift: shift,
        hazard_factor: 1.0,
    };
    vec![site("Harbour", 0.0), site("Hillside", -0.1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_spans_eighteen_months_in_three_intakes() {
        let plan = SimulationPlan::default();
        let opens: Vec<_> = plan.cohorts.iter().map(|cohort| cohort.opens).collect();
        assert_eq!(opens, [day(2025, 4, 1), day(2025, 9, 30), day(2026, 3, 31)]);
        assert_eq!(days_between(plan.from, plan.as_of), 547);
    }

    #[test]
    fn intakes_are_named_after_their_month() {
        let intakes = SimulationPlan::intakes(day(2024, 1, 1), day(2025, 1, 1), 2);
        let names: Vec<_> = intakes.iter().map(|intake| intake.name.as_str()).collect();
        assert_eq!(names, ["2024 January", "2024 July"]);
        assert!(SimulationPlan::intakes(day(2024, 1, 1), day(2025, 1, 1), 0).is_empty());
    }
}
