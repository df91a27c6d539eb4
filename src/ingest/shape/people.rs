//! Who is meant, where one name stands in two columns or a form asks for "you" and "your
//! partner".

use super::derived::two_people;
use super::{Draft, Making, numbered_people};
use crate::ingest::columns::{self, Column, Header};
use crate::programme::{Respondent, Table};

/// Makes the columns of the mentor and the mentee.
pub(super) fn join(draft: &mut Draft) {
    for (title, column, names) in PARTIES {
        let known = if has(draft, column) { 1 } else { names.len() };
        let mut parties = names.iter().take(known);
        if let Some(parts) = parties.find_map(|party| first_and_last(draft, party)) {
            for part in parts {
                draft.hide(part);
            }
            draft.make(title, Making::Joined(parts.to_vec()));
        }
        numbered_people::join(draft, title);
    }
    both_in_one(draft);
    by_role(draft);
    by_partner(draft);
}

/// Headers of a column that names the mentor and the mentee.
const BOTH: [&str; 9] = [
    "mentormentee",
    "mentormenteenames",
    "mentorandmentee",
    "mentormenteepair",
    "mentorandmenteenames",
    "namesofmentorandmentee",
    "mentormenteename",
    "pairnames",
    "pairmentormentee",
];

/// Mentor and mentee in one column, if every cell of it names two.
fn both_in_one(draft: &mut Draft) {
    let Some(column) = position(draft, |key| BOTH.contains(&key)) else {
        return;
    };
    let names_two = |cell| two_people(cell).is_some();
    let all_do = draft.cells(column).next().is_some() && draft.cells(column).all(names_two);
    if !all_do || has(draft, Column::Mentor) || has(draft, Column::Mentee) {
        return;
    }
    draft.hide(column);
    for (title, second) in [("Mentor", false), ("Mentee", true)] {
        draft.make(title, Making::OneOfTwo { column, second });
    }
}

fn position(draft: &Draft, wanted: impl Fn(&str) -> bool) -> Option<usize> {
    (0..draft.headers.len())
        .find(|column| !draft.names[*column].is_empty() && wanted(&asked(draft, *column)))
}

/// A header as it is compared: without tags, and without the number of its question.
pub(super) fn asked(draft: &Draft, column: usize) -> String {
    Header::new(&draft.headers[column]).key
}

fn has(draft: &Draft, wanted: Column) -> bool {
    draft
        .names
        .iter()
        .any(|name| columns::meaning(name, Table::Sessions) == Some(wanted))
}

const FIRST: [&str; 6] = [
    "firstname",
    "givenname",
    "forename",
    "first",
    "namefirst",
    "namefirstname",
];
const LAST: [&str; 6] = [
    "lastname",
    "surname",
    "familyname",
    "last",
    "namelast",
    "namelastname",
];

/// The two of a pair, by what programmes call them; other names than ours only where nothing else
/// says who it is.
const PARTIES: [(&str, Column, &[&str]); 2] = [
    (
        "Mentor",
        Column::Mentor,
        &["mentor", "coach", "volunteer", "big"],
    ),
    (
        "Mentee",
        Column::Mentee,
        &["mentee", "student", "youth", "child", "little", "protege"],
    ),
];

/// First and last name of a party in two columns.
fn first_and_last(draft: &Draft, party: &str) -> Option<[usize; 2]> {
    let named = |parts: [&'static str; 6]| {
        move |key: &str| {
            let part = key
                .strip_prefix(party)
                .map(|rest| rest.strip_prefix(party).unwrap_or(rest))
                .or_else(|| key.strip_suffix(party));
            part.is_some_and(|part| {
                let part = part.trim_end_matches("ofthe").trim_end_matches("of");
                parts
                    .iter()
                    .any(|name| part == *name || part.strip_prefix('s') == Some(name))
            })
        }
    };
    let (first, last) = (
        position(draft, named(FIRST))?,
        position(draft, named(LAST))?,
    );
    Some([first, last])
}

/// Headers under which a form asks who answers.
const OWN: [&str; 14] = [
    "name",
    "user",
    "userfullname",
    "username",
    "yourname",
    "yourfullname",
    "fullname",
    "myname",
    "whatisyourname",
    "whatisyourfullname",
    "nameofrespondent",
    "respondentname",
    "participantname",
    "yournamefirstandlast",
];

/// Headers under which a form asks for the other one of the pair.
const PARTNER: [&str; 21] = [
    "nameoftheotherperson",
    "nameoftheotherpersonofthepair",
    "otherperson",
    "otherpersonofthepair",
    "partner",
    "partnername",
    "yourpartner",
    "yourpartnersname",
    "nameofyourpartner",
    "mentoringpartner",
    "yourmentoringpartner",
    "nameofyourmentoringpartner",
    "whoisyourmentoringpartner",
    "yourmentoringpartnersname",
    "nameofyourmentormentee",
    "nameofyourmentorormentee",
    "yourmentorormentee",
    "pairedwith",
    "pairedto",
    "matchedwith",
    "matchedto",
];

/// The one who answers: a name in one column or two.
fn own(draft: &Draft) -> Option<Vec<usize>> {
    let is = |parts: [&'static str; 6]| {
        move |key: &str| {
            let bare = key.strip_prefix("your").unwrap_or(key);
            parts[..3].contains(&bare)
        }
    };
    let said = |column: &usize| draft.cells(*column).any(|cell| !is_anonymous(cell));
    if let (Some(first), Some(last)) = (position(draft, is(FIRST)), position(draft, is(LAST)))
        && said(&first)
    {
        return Some(vec![first, last]);
    }
    (0..draft.headers.len())
        .filter(|column| !draft.names[*column].is_empty())
        .filter(|column| asks_own_name(&asked(draft, *column)))
        .find(said)
        .map(|column| vec![column])
}

fn asks_own_name(key: &str) -> bool {
    OWN.contains(&key) || key.ends_with("whatsyourname") || key.ends_with("whatisyourname")
}

fn is_anonymous(cell: &str) -> bool {
    cell.eq_ignore_ascii_case("anonymous")
}

/// "Your name", "your role", "your partner's name".
fn by_role(draft: &mut Draft) {
    let is_role =
        |name: &String| columns::meaning(name, Table::Evaluations) == Some(Column::Respondent);
    let own = own(draft).filter(|_| !has(draft, Column::Mentor) && !has(draft, Column::Mentee));
    let (Some(said), Some(own)) = (draft.names.iter().position(is_role), own) else {
        return;
    };
    let other = position(draft, |key| PARTNER.contains(&key));
    for (role, title) in [
        (Respondent::Mentor, "Mentor"),
        (Respondent::Mentee, "Mentee"),
    ] {
        let own = own.clone();
        draft.make(
            title,
            Making::OfRole {
                role,
                said,
                own,
                other,
            },
        );
    }
    draft.notes.push(format!(
        "whether `{}` is the mentor or the mentee says `{}`",
        draft.headers[own[0]],
        draft.headers.get(said).map_or("", String::as_str)
    ));
    for column in own.into_iter().chain(other) {
        draft.hide(column);
    }
}

/// A form that asks for the mentee is answered by the mentor, and the other way round.
fn by_partner(draft: &mut Draft) {
    let title = match (has(draft, Column::Mentor), has(draft, Column::Mentee)) {
        (false, true) if !has_email(draft, "mentor") => "Mentor",
        (true, false) if !has_email(draft, "mentee") => "Mentee",
        _ => return,
    };
    let other = if title == "Mentor" {
        "mentee"
    } else {
        "mentor"
    };
    let asks = position(draft, |key| key.contains(&format!("your{other}"))).is_some();
    if !asks && has(draft, Column::PairId) {
        return;
    }
    let own = own(draft).filter(|own| asks || own.iter().all(|column| holds_names(draft, *column)));
    let Some(own) = own else {
        return by_address(draft, title);
    };
    draft.notes.push(of_whoever_answers(draft, own[0], title));
    draft.make(title, Making::Joined(own.clone()));
    for column in own {
        draft.hide(column);
    }
}

/// Where a form keeps of whoever answers the address only, that is who it is.
fn by_address(draft: &mut Draft, title: &str) {
    const ADDRESSES: [&str; 5] = [
        "emailaddress",
        "email",
        "useremail",
        "adresseemail",
        "direcciondecorreoelectronico",
    ];
    let is_address = |column: &usize| {
        let mut cells = draft
            .cells(*column)
            .filter(|cell| !is_anonymous(cell))
            .peekable();
        cells.peek().is_some() && cells.all(|cell| cell.contains('@'))
    };
    let found = position(draft, |key| ADDRESSES.contains(&key)).filter(is_address);
    if let Some(column) = found {
        draft.notes.push(of_whoever_answers(draft, column, title));
        draft.names[column] = format!("{title} email");
    }
}

fn of_whoever_answers(draft: &Draft, column: usize, title: &str) -> String {
    format!(
        "the form asks for the other one of the pair only, so whoever answers, by `{}`, is the {}",
        draft.headers[column],
        title.to_lowercase()
    )
}

fn has_email(draft: &Draft, party: &str) -> bool {
    position(draft, |key| {
        key.starts_with(party) && key.ends_with("email")
    })
    .is_some()
}

/// Whether the cells of a column may be names of people; those of meetings are numbered.
fn holds_names(draft: &Draft, column: usize) -> bool {
    let is_name = |cell: &str| {
        !cell.contains(|c: char| c.is_ascii_digit()) && cell.contains(char::is_alphabetic)
    };
    draft
        .cells(column)
        .all(|cell| is_anonymous(cell) || is_name(cell))
}
