//! Rows of totals say nothing of what columns hold, and are no data.

use crate::support::Workspace;

const PAIRS: &str = "pair_id,mentor,mentee,started_on\nP1,Ann,Bo,2026-01-05\nP2,Cy,Di,2026-01-05\n";

const MARCH: &str = "\
pair_id,Date,Start,Finish,Held,Mentee absent,Mentor absent,Cancelled,Rescheduled
P1,2026-03-02,10:00,11:00,x,,,,
P1,2026-03-09,,,,x,,,
P1,2026-03-16,,,,x,,,
P1,2026-03-23,10:00,10:30,x,,,,
P2,2026-03-03,,,,,,x,
P2,2026-03-10,,,,,,x,
P2,2026-03-17,09:15,10:00,x,,,,
P2,2026-03-24,,,,,x,,
P2,2026-03-31,,,,,,,x
";

fn attendance(total: &str) -> Vec<[String; 3]> {
    let sessions = format!("{MARCH}{total}");
    let workspace = Workspace::new(&[("pairs.csv", PAIRS), ("sessions.csv", &sessions)]);
    let reports = workspace.reported(&["--as-of", "2026-04-15"]);
    let columns = ["sessions_held", "attendance_den", "hours_held"];
    ["P1", "P2"]
        .map(|pair| reports.pair(pair))
        .map(|pair| columns.map(|column| pair[column].clone()))
        .into()
}

#[test]
fn totals_below_ticks_leave_them_ticks() {
    let expected = [["2", "4", "1.5"], ["1", "2", "0.75"]];
    for total in [
        "",
        "Total,,,,3,2,1,2,1\n",
        "Grand total (9 records),,,,3,2,1,2,1\n",
        "Total meetings,,,,3,2,1,2,1\n",
        ",,,,3,2,1,2,1\n",
        "Subtotal,,,,3,2,1,2,1\nTotal,,,,3,2,1,2,1\n",
    ] {
        assert_eq!(attendance(total), expected, "{total}");
    }
}
