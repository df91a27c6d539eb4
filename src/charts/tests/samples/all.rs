//! Every chart in every strain.

use super::*;

/// The charts by the name of the file of each.
pub(in crate::charts::tests) fn all() -> Vec<(String, Box<dyn Chart>)> {
    let mut all: Vec<(String, Box<dyn Chart>)> = Vec::new();
    let mut put = |name: &str, chart: Box<dyn Chart>| all.push((name.to_owned(), chart));
    for groups in [1, 3, 12, 40] {
        put(&format!("dots-{groups}"), Box::new(dots(groups, false)));
        let lanes_of = u32::try_from(groups).expect("a small number");
        put(
            &format!("lanes-{groups}"),
            Box::new(lanes(lanes_of, groups == 12)),
        );
        put(
            &format!("outcomes-{groups}"),
            Box::new(outcomes(groups, false)),
        );
        put(
            &format!("months-{groups}"),
            Box::new(months(u32::try_from(groups).expect("a small number"))),
        );
        put(&format!("ladder-{groups}"), Box::new(ladder(groups, false)));
    }
    put("dots-names", Box::new(dots(4, true)));
    put("dots-differences", Box::new(differences()));
    for groups in [1, 3, 12] {
        put(&format!("forest-{groups}"), Box::new(forest(groups, false)));
    }
    put("forest-names", Box::new(forest(3, true)));
    for stages in [2, 4, 9, 16] {
        let chart = transitions(stages, false);
        put(&format!("transitions-{stages}"), Box::new(chart));
    }
    put("transitions-names", Box::new(transitions(4, true)));
    put("outcomes-names", Box::new(outcomes(4, true)));
    put("ladder-names", Box::new(ladder(4, true)));
    put("ladder-9", Box::new(ladder(9, false)));
    put("months-18", Box::new(months(18)));
    put("months-120", Box::new(months(120)));
    put("gaps-short", Box::new(gaps(60)));
    put("gaps-long", Box::new(gaps(300)));
    put("gaps-one", Box::new(gaps_of(&[30], None, Some(30.0))));
    put(
        "gaps-same",
        Box::new(gaps_of(&[14; 50], Some(14.0), Some(14.0))),
    );
    put(
        "gaps-years",
        Box::new(gaps_of(&[800, 1_500, 2_000], Some(1_500.0), Some(7.0))),
    );
    put("states", Box::new(states()));
    for groups in [1, 3, 6] {
        put(
            &format!("retention-{groups}"),
            Box::new(retention(groups, false)),
        );
        put(
            &format!("new-goals-{groups}"),
            Box::new(new_goals(groups, false)),
        );
    }
    for groups in [1, 6] {
        let chart = incidence(groups, groups > 1);
        put(&format!("incidence-{groups}"), Box::new(chart));
    }
    put("funnel", Box::new(funnel(false)));
    put("funnel-names", Box::new(funnel(true)));
    put("retention-names", Box::new(retention(4, true)));
    put("sparkline", Box::new(spark()));
    put("strip", Box::new(strip()));
    all
}
