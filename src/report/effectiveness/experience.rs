//! Experience and reach: what people say of it, and how far the programme reaches.

use super::brief::Brief;
use super::key_figures;
use super::reach;
use super::said::{NOTHING_TO_COUNT, is_any, named, tallied, whole};
use crate::config::change_of;
use crate::programme::{Phase, Respondent};
use crate::report::document::{Block, Missing, Section};
use crate::report::issues;
use crate::report::wording::{Unit, count, counted, half_open, list, percent, sentence};
use crate::stats::Estimate;
use crate::summary::{Count, ExperienceTallies, FormCount, NamedCount};

/// The section and its details.
pub(super) fn sections(brief: &Brief<'_>) -> Vec<Section> {
    let section = Section::titled("experience", "Experience and reach");
    let Some(all) = brief.all() else {
        return vec![section.with(missing())];
    };
    let funnel = reach::figure(brief, &all.tallies.continuity.funnel);
    let mut told = if brief.summary.supplied.evaluations {
        told(brief, &all.tallies.experience, section)
    } else {
        section.with(missing())
    };
    told.blocks.extend(funnel.map(Block::Figure));
    let experience = &all.tallies.experience;
    let details = key_figures(brief, experience)
        .into_iter()
        .chain(Block::sentences(further(experience)))
        .chain(themes(brief).into_iter().flatten());
    told.with_details(details.collect())
}

/// What issues are about, where the programme has a codebook.
fn themes(brief: &Brief<'_>) -> Option<[Block; 2]> {
    let themes = brief.summary.themes.as_ref()?;
    let description = Block::Note(issues::DESCRIPTION.into());
    Some([Block::Table(issues::table(themes)), description])
}

fn told(brief: &Brief<'_>, experience: &ExperienceTallies, section: Section) -> Section {
    Section {
        headline: headline(brief, experience),
        description:
            "What mentors and mentees answered on evaluation forms, with how many of them answered."
                .into(),
        blocks: Block::sentences(sentences(experience))
            .into_iter()
            .collect(),
        ..section
    }
}

fn key_figures(brief: &Brief<'_>, experience: &ExperienceTallies) -> Option<Block> {
    let scales: Vec<String> = experience
        .scales
        .iter()
        .flat_map(|scale| [scale.key.clone(), change_of(&scale.key)])
        .collect();
    let ids: Vec<&str> = ["evaluation_returned", "partnership_opportunity"]
        .into_iter()
        .chain(scales.iter().map(String::as_str))
        .chain(["actions_completed", "actions_overdue"])
        .collect();
    key_figures::table(brief, "Experience: key figures", &ids)
}

fn missing() -> Block {
    Block::Missing(Missing {
        what: "Evaluation forms were not supplied.".into(),
        supply: "Add an export of the forms that mentors and mentees fill in at the end (pair, date, respondent, answers) to the input folder.".into(),
    })
}

fn headline(brief: &Brief<'_>, experience: &ExperienceTallies) -> String {
    match experience.mentee_response.value {
        Some(share) => format!(
            "{} of mentees whose pair has ended returned an evaluation",
            percent(share)
        ),
        None if brief.hides_figures() => {
            "Forms are recorded, but of too few pairs or mentors to be shown".into()
        }
        None if !brief.summary.supplied.closure => {
            "Nothing says when pairs ended, so how many returned an evaluation is not known".into()
        }
        None if nobody_asked(&experience.mentee_response) => {
            "No pair has ended yet, so no evaluation at the end is due".into()
        }
        None => "How many mentees returned an evaluation is not shown: too few pairs have ended, or have one, or have none".into(),
    }
}

/// Whether there is no pair that could have answered, rather than too few to show.
fn nobody_asked(response: &Estimate) -> bool {
    response.not_available.as_deref() == Some(NOTHING_TO_COUNT)
}

fn sentences(experience: &ExperienceTallies) -> Vec<String> {
    let said = [
        responses(experience).or_else(|| at_the_end(&experience.forms)),
        benefits("mentees", &experience.mentee_benefits),
        benefits("mentors", &experience.mentor_benefits),
    ];
    said.into_iter()
        .flatten()
        .map(|text| sentence(&text))
        .collect()
}

fn responses(experience: &ExperienceTallies) -> Option<String> {
    let both = [
        response("mentees", &experience.mentee_response),
        response("mentors", &experience.mentor_response),
    ];
    let said: Vec<_> = both.into_iter().flatten().collect();
    (!said.is_empty()).then(|| {
        format!(
            "of the pairs that have ended, {} returned a form after the start",
            list(&said)
        )
    })
}

/// Forms of the end, where no share of them can be taken.
fn at_the_end(forms: &[FormCount]) -> Option<String> {
    let of_end = forms.iter().filter(|forms| forms.phase == Phase::End);
    let said: Vec<String> = of_end
        .filter(|forms| forms.forms > 0)
        .map(|forms| {
            let who = match forms.respondent {
                Respondent::Mentee => "by mentees",
                Respondent::Mentor => "by mentors",
                Respondent::Coordinator => "by coordinators",
                Respondent::Blank => "by people of whom nothing says who they are",
            };
            let number = counted(forms.forms, "form", "forms");
            format!(
                "{number} {who}, of {}",
                tallied(forms.pairs, "pair", "pairs")
            )
        })
        .collect();
    (!said.is_empty()).then(|| format!("evaluations at the end are recorded: {}", list(&said)))
}

fn response(who: &str, estimate: &Estimate) -> Option<String> {
    let share = percent(estimate.value?);
    let of = estimate.numerator.zip(estimate.denominator);
    let of = of.map(|(part, all)| format!("{} of {}", count(whole(part)), count(whole(all))));
    let interval = half_open(estimate.lower, estimate.upper, Unit::Share);
    let rests_on: Vec<_> = of.into_iter().chain(interval).collect();
    let rests_on = match rests_on.as_slice() {
        [] => String::new(),
        known => format!(" ({})", known.join("; ")),
    };
    Some(format!("{share} of {who}{rests_on}"))
}

fn further(experience: &ExperienceTallies) -> Vec<String> {
    ideas(experience.ideas)
        .into_iter()
        .chain(reliability(experience))
        .map(|text| sentence(&text))
        .collect()
}

fn benefits(who: &str, benefits: &[NamedCount]) -> Option<String> {
    let benefits = benefits.iter();
    let benefits = named(
        benefits.map(|benefit| (benefit.title.as_str(), benefit.count)),
        4,
    )?;
    Some(format!(
        "benefits that {who} chose most, in pairs: {benefits}"
    ))
}

fn ideas(ideas: Option<Count>) -> Option<String> {
    let ideas = ideas.filter(|ideas| is_any(*ideas))?;
    let (one, many) = ("idea for a partnership was", "ideas for partnerships were");
    Some(format!("{} recorded", tallied(ideas, one, many)))
}

fn reliability(experience: &ExperienceTallies) -> impl Iterator<Item = String> + '_ {
    experience.scales.iter().filter_map(|scale| {
        let alpha = scale.alpha.value?;
        Some(format!(
            "internal consistency of {} (Cronbach's alpha): {alpha:.2}",
            scale.title
        ))
    })
}
