//! Invented names. No list of real people was used: given names are common ones from several
//! languages, family names were made up, some with accents and apostrophes because real ones have them.

const GIVEN: [&str; 64] = [
    "Ada",
    "Aino",
    "Amara",
    "André",
    "Anneke",
    "Asel",
    "Beatriz",
    "Bo",
    "Caoimhe",
    "Chidi",
    "Chloé",
    "Dagný",
    "Daniel",
    "Dilnoza",
    "Elif",
    "Élodie",
    "Emeka",
    "Esther",
    "Farid",
    "Fatou",
    "Françoise",
    "Gábor",
    "Grace",
    "Hamid",
    "Hana",
    "Ibrahim",
    "Inês",
    "Ivo",
    "Jamila",
    "João",
    "Jürgen",
    "Kaito",
    "Katya",
    "Kwame",
    "Lars",
    "Leïla",
    "Luz",
    "Magda",
    "Mateo",
    "Mei",
    "Miloš",
    "Nadia",
    "Ngozi",
    "Niamh",
    "Noor",
    "Olu",
    "Omar",
    "Paola",
    "Priya",
    "Quentin",
    "Rafał",
    "Rosa",
    "Ruth",
    "Samir",
    "Siobhán",
    "Sven",
    "Tariq",
    "Thandi",
    "Uma",
    "Viktor",
    "Wanjiru",
    "Yara",
    "Zeynep",
    "Zoë",
];

const FAMILY: [&str; 96] = [
    "Abernoth",
    "Almswick",
    "Aspenholt",
    "Bellamoor",
    "Birkelund-Aas",
    "Brackwyn",
    "Bréval",
    "Briarsley",
    "Caldermoss",
    "Carrowin",
    "Čermavský",
    "Clavendish",
    "Corvane",
    "Cottersby",
    "D'Arvelle",
    "Dawnbrook",
    "Dellacombe",
    "Dessaint",
    "Dovrenko",
    "Dunmarrow",
    "Eastmere",
    "Eikeland-Roe",
    "Elderfen",
    "Élantier",
    "Emberlin",
    "Eskwith",
    "Fairhollow",
    "Farrowby",
    "Fenwether",
    "Fjordevik",
    "Foxcombe",
    "Galvánez",
    "Garrowend",
    "Glimmerdale",
    "Gorsefield",
    "Grünhald",
    "Hallorane",
    "Harcastle",
    "Hazelrig",
    "Hedgeworth",
    "Hollinbeck",
    "Hvíldal",
    "Ilmarsson",
    "Inverlea",
    "Ivorstone",
    "Jasperley",
    "Jörnvall",
    "Junipero",
    "Kalmarov",
    "Kestrelby",
    "Kingsmarsh",
    "Kovářek",
    "Larkhaven",
    "Lindenroth",
    "Łozewicz",
    "Lutterfold",
    "Maplethwaite",
    "Marquébec",
    "Meadowcroft",
    "Mirandole",
    "Mossgrave",
    "Nightingate",
    "Norrevang",
    "Núñavel",
    "O'Brannick",
    "Oakenshaw",
    "Okoronta",
    "Orsolano",
    "Pemberlow",
    "Penhallick",
    "Pikesley",
    "Quarrendon",
    "Quillfeather",
    "Ravensholm",
    "Redfernley",
    "Rosswick",
    "Rydermark",
    "Saltmarsh",
    "Şanlıdağ",
    "Silverthorne",
    "Søndergren",
    "Stoneacre",
    "Tamarinde",
    "Thistleby",
    "Torvaldine",
    "Umberlow",
    "Underhay",
    "Valdemoro",
    "Vasquillon",
    "Wexmoor",
    "Whitlocke",
    "Winterbourne",
    "Yarrowdale",
    "Ystradwen",
    "Zelinkova",
    "Zweibrück",
];

const PLAIN: u64 = (GIVEN.len() * FAMILY.len()) as u64;
/// Shares no factor with `PLAIN` (2¹¹ × 3), so that steps of it visit every name once.
const STEP: u64 = 2_741;

/// The name of person number `index` when the list is entered at `offset`.
///
/// No two indices share a name: after the plain ones come double-barrelled family names, after
/// those a number.
pub(super) fn name(index: u64, offset: u64) -> String {
    let place = (index % PLAIN * STEP + offset % PLAIN) % PLAIN;
    let given = entry(&GIVEN, place);
    let family = entry(&FAMILY, place / GIVEN.len() as u64);
    match index / PLAIN {
        0 => format!("{given} {family}"),
        round if round < FAMILY.len() as u64 => {
            format!("{given} {family}-{}", entry(&FAMILY, place + round))
        }
        round => format!("{given} {family} {round}"),
    }
}

fn entry<const N: usize>(table: &[&'static str; N], index: u64) -> &'static str {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the remainder is below N, which fits a usize"
    )]
    table[(index % N as u64) as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_people_share_a_name() {
        let names: BTreeSet<_> = (0..40_000).map(|index| name(index, 77)).collect();
        assert_eq!(names.len(), 40_000);
        let far = 600_000;
        assert_ne!(name(far, 0), name(far % PLAIN, 0));
    }

    #[test]
    fn another_offset_gives_other_names() {
        assert_ne!(name(0, 0), name(0, 1));
    }
}
