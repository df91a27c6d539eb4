"""Hand-computed cases for the reference, and properties that hold on any programme.

python3 -m unittest discover -s tests/oracle/measures
"""

import contextlib
import csv
import io
import random
import tempfile
import unittest
from datetime import date, timedelta
from pathlib import Path

import compare
from definitions import goals, outputs
from definitions.inputs import Table, assemble, read_inputs, rules_from
from definitions.support import LISTED
from definitions.texts import Answer, fold, is_filled, parse_answer, parse_frequency
from hostile.files import write_programme


def table(rows):
    columns = tuple(dict.fromkeys(k for row in rows for k in row))
    cells = [{c: str(row.get(c, "")) for c in columns} for row in rows]
    return Table(columns, tuple({**row, None: line} for line, row in enumerate(cells, 2)))


def tables_of(rows):
    return {name: table([{"pair_id": "P1", **r} for r in given]) for name, given in rows.items()}


def results(as_of, config=None, **rows):
    inputs = assemble(tables_of(rows), rules_from(config or {}))
    return inputs, outputs.measure(inputs, date.fromisoformat(as_of))


def pair(as_of, config=None, pair_id="P1", **rows):
    """The shown cells of one pair; `rows` are tables, P1 unless a row says otherwise."""
    _, (programme, measured) = results(as_of, config, **rows)
    shown = {r["pair_id"]: r for r in outputs.pair_rows(programme, measured)}
    return {k: outputs.show(v) for k, v in shown[pair_id].items()}


def goal_table(as_of, config=None, **rows):
    _, (_, measured) = results(as_of, config, **rows)
    return [{k: outputs.show(v) for k, v in g.items()} for g in outputs.goal_rows(measured)]


def held(*days, **cells):
    return [{"date": day, "status": "held", **cells} for day in days]


PAIR = {"started_on": "2025-01-01", "closed_on": ""}


class Case(unittest.TestCase):
    def cells(self, row, **expected):
        self.assertEqual({k: row[k] for k in expected}, expected)

    def share(self, row, name, numerator, denominator):
        self.cells(row, **{f"{name}_num": str(numerator), f"{name}_den": str(denominator)})

    def event(self, row, name, days, outcome):
        self.cells(row, **{f"{name}_days": str(days), f"{name}_outcome": outcome})

    def no_share(self, row, name):
        self.share(row, name, "", "")

    def no_event(self, row, name):
        self.event(row, name, "", "")


class Texts(Case):
    def test_folding_ignores_case_accents_and_space(self):
        self.assertEqual(fold("  RÉSUMÉ  in order "), fold("resume in ORDER"))
        self.assertNotEqual(fold("Batch 5"), fold("Batch 50"))

    def test_nothing_said(self):
        self.assertEqual(
            [is_filled(t) for t in ("", " - ", "...", "N/A", "none", "ok")], [False] * 5 + [True]
        )

    def test_answers(self):
        self.assertEqual(parse_answer("2 of 3"), Answer("partly", 2, 3))
        self.assertEqual(parse_answer("3/3").outcome, "attained")
        self.assertEqual(parse_answer("0 of 4").outcome, "not_attained")
        self.assertEqual([parse_answer(t) for t in ("4 of 3", "0 of 0", "perhaps", "")], [None] * 4)
        self.assertEqual(
            [parse_answer(t).outcome for t in ("0%", "99 %", "100%")], ["not_attained", "partly", "attained"]
        )

    def test_frequencies(self):
        texts = ("weekly", "2 weeks", "every 10 days", "14", "0", "now and then")
        self.assertEqual([parse_frequency(t) for t in texts], [7, 14, 10, 14, None, None])


class Clock(Case):
    def test_recorded_start_and_open_end(self):
        row = pair("2025-03-01", pairs=[PAIR])
        self.cells(row, started_on="2025-01-01", started_on_inferred="false", ended_on="", active_days="59")

    def test_start_inferred_from_the_earliest_record_of_any_kind(self):
        rows = dict(
            pairs=[{"started_on": "", "closed_on": ""}],
            sessions=[{"date": "2025-02-10", "status": "cancelled"}],
            goals=[{"goal": "1", "set_on": "2025-02-08"}],
            evaluations=[{"date": "2025-02-09", "goals_achieved": ""}],
        )
        self.cells(
            pair("2025-03-01", **rows), started_on="2025-02-08", started_on_inferred="true", active_days="21"
        )
        self.cells(pair("2025-02-07", **rows), started_on="", active_days="", state="never_started")

    def test_a_pair_that_starts_later_is_left_out(self):
        inputs, (_, measured) = results("2024-12-31", pairs=[PAIR])
        self.assertEqual(measured, [])

    def test_closed_after_the_date_is_open_and_before_the_start_not_understood(self):
        self.cells(pair("2025-03-01", pairs=[{**PAIR, "closed_on": "2025-03-02"}]), ended_on="")
        self.cells(pair("2025-03-02", pairs=[{**PAIR, "closed_on": "2025-03-02"}]), ended_on="2025-03-02")
        self.cells(pair("2025-03-02", pairs=[{**PAIR, "closed_on": "2024-12-31"}]), ended_on="")

    def test_pauses_and_breaks_that_overlap_count_once(self):
        config = {"break": [{"from": "2025-01-21", "to": "2025-02-10"}]}
        paused = {**PAIR, "paused_from": "2025-01-11", "paused_until": "2025-01-31"}
        # 11 January to 9 February rested: 30 of 59 days.
        self.cells(pair("2025-03-01", config, pairs=[paused]), active_days="29")

    def test_pause_that_ends_before_it_begins_is_none(self):
        paused = {**PAIR, "paused_from": "2025-01-11", "paused_until": "2025-01-10"}
        self.cells(pair("2025-03-01", pairs=[paused]), active_days="59")

    def test_pause_before_the_start_is_clipped(self):
        paused = {**PAIR, "paused_from": "2024-12-01", "paused_until": "2025-01-11"}
        self.cells(pair("2025-03-01", pairs=[paused]), active_days="49")

    def test_open_pause_runs_to_the_first_held_session_after_it_began(self):
        paused = {**PAIR, "paused_from": "2025-01-11", "paused_until": ""}
        sessions = held("2025-01-11", "2025-02-20") + [{"date": "2025-02-01", "status": "missed"}]
        self.cells(pair("2025-03-01", pairs=[paused], sessions=sessions), active_days="19", state="on_track")
        self.cells(
            pair("2025-02-19", pairs=[paused], sessions=sessions),
            active_days="10",
            state="paused",
            signals="",
        )

    def test_without_a_register_the_records_say_which_pairs_there_are(self):
        sessions = [*held("2025-02-01"), {"pair_id": "P2", "date": "2025-03-01", "status": "held"}]
        _, (_, measured) = results("2025-02-15", sessions=sessions)
        self.assertEqual([r.history.pair.pair_id for r in measured], ["P1"])

    def test_with_a_register_other_pairs_are_set_aside(self):
        _, (_, measured) = results(
            "2025-03-15", pairs=[PAIR], sessions=[{"pair_id": "P2", "date": "2025-03-01"}]
        )
        self.assertEqual([r.history.pair.pair_id for r in measured], ["P1"])

    def test_cohort_is_the_half_year_only_where_none_is_given(self):
        self.cells(pair("2025-08-01", pairs=[{"started_on": "2025-07-01"}]), cohort="2025 H2")
        self.cells(pair("2025-08-01", pairs=[{"started_on": "2025-07-01", "cohort": "A"}]), cohort="A")

    def test_attributes_come_from_the_register_else_from_the_latest_row(self):
        sessions = [{"date": "2025-02-01", "mentor": "Old"}, {"date": "2025-03-01", "mentor": "New"}]
        self.cells(pair("2025-02-15", sessions=sessions), mentor="New")
        self.cells(pair("2025-02-15", pairs=[{**PAIR, "mentor": "Reg"}], sessions=sessions), mentor="Reg")


class Sessions(Case):
    def test_without_a_status_column_a_dated_record_is_held(self):
        self.cells(pair("2025-03-01", pairs=[PAIR], sessions=[{"date": "2025-01-10"}]), sessions_held="1")

    def test_a_blank_status_is_unknown_unless_told(self):
        sessions = [{"date": "2025-01-10", "status": ""}, {"date": "2025-01-11", "status": "lorem"}]
        self.cells(pair("2025-03-01", pairs=[PAIR], sessions=sessions), sessions_held="0")
        self.cells(
            pair("2025-03-01", {"blank_status": "held"}, pairs=[PAIR], sessions=sessions), sessions_held="1"
        )

    def test_records_of_one_day_are_one_meeting(self):
        sessions = [
            {"date": "2025-01-10", "status": "missed", "minutes": "30"},
            {"date": "2025-01-10", "status": "held", "minutes": "60"},
        ]
        row = pair("2025-03-01", pairs=[PAIR], sessions=sessions)
        self.cells(row, sessions_held="1", hours_held="1")
        self.share(row, "attendance", 1, 1)

    def test_start_times_that_differ_make_two_meetings(self):
        sessions = [
            {"date": "2025-01-10", "start": "09:00", "end": "09:30"},
            {"date": "2025-01-10", "start": "15:00", "end": "16:00"},
            {"date": "2025-01-11", "start": "09:00", "end": ""},
            {"date": "2025-01-11", "start": "", "end": ""},
        ]
        row = pair("2025-03-01", pairs=[PAIR], sessions=sessions)
        self.cells(row, sessions_held="3", hours_held="1.5", median_gap_days="1")

    def test_sessions_after_the_end_do_not_count_before_the_start_do(self):
        closed = {**PAIR, "closed_on": "2025-02-01"}
        row = pair("2025-03-01", pairs=[closed], sessions=held("2024-12-30", "2025-02-01", "2025-02-02"))
        self.cells(row, sessions_held="2", median_gap_days="33")
        self.event(row, "to_first_meeting", 0, "reached")


class Cadence(Case):
    def test_gaps_rates_and_coverage(self):
        # Held 11 January, 1 and 2 February; on 31 March the gaps are 21, 1 and 57 days, 90 days active.
        row = pair(
            "2025-04-01", pairs=[PAIR], sessions=held("2025-01-11", "2025-02-01", "2025-02-02", minutes="40")
        )
        self.cells(row, sessions_held="3", hours_held="2", median_gap_days="11", longest_gap_days="58")
        self.cells(
            row,
            sessions_per_month="1.014583",
            delivery_ratio="1",
            benchmark_met="true",
            days_since_contact="58",
        )
        self.share(row, "on_cadence", 21 + 1 + 38, 21 + 1 + 58)
        self.event(row, "to_first_meeting", 10, "reached")

    def test_paused_days_are_taken_out_of_gaps(self):
        paused = {**PAIR, "paused_from": "2025-01-21", "paused_until": "2025-01-31"}
        row = pair("2025-02-20", pairs=[paused], sessions=held("2025-01-11", "2025-02-10"))
        self.cells(row, median_gap_days="20", longest_gap_days="20", contact_gap="10", active_days="40")

    def test_young_pairs_have_no_rates(self):
        row = pair(
            "2025-01-28", {"cadence": {"expected_gap_days": 28}}, pairs=[PAIR], sessions=held("2025-01-05")
        )
        self.cells(
            row,
            active_days="27",
            sessions_per_month="",
            delivery_ratio="",
            benchmark_met="",
            median_gap_days="",
        )

    def test_never_met(self):
        row = pair("2025-03-01", pairs=[PAIR], sessions=[{"date": "2025-01-09", "status": "missed"}])
        self.cells(
            row,
            sessions_held="0",
            hours_held="",
            sessions_per_month="0",
            delivery_ratio="0",
            benchmark_met="false",
        )
        self.cells(row, longest_gap_days="", days_since_contact="", state="never_started")
        self.no_share(row, "on_cadence")
        self.share(row, "attendance", 0, 1)
        self.event(row, "to_first_meeting", 59, "censored")

    def test_met_only_on_the_day_has_no_coverage(self):
        self.no_share(pair("2025-01-05", pairs=[PAIR], sessions=held("2025-01-05")), "on_cadence")

    def test_attendance_leaves_cancelled_and_scheduled_out(self):
        statuses = [
            "held",
            "missed",
            "missed_by_mentee",
            "missed_by_mentor",
            "cancelled",
            "scheduled",
            "rescheduled",
            "",
        ]
        sessions = [{"date": f"2025-01-1{n}", "status": s} for n, s in enumerate(statuses)]
        self.share(pair("2025-03-01", pairs=[PAIR], sessions=sessions), "attendance", 1, 4)

    def test_appointments_kept_within_grace(self):
        sessions = [
            {"date": "2025-01-01", "status": "held", "next_meeting": "2025-01-15"},  # met on the 18th: kept
            {"date": "2025-01-18", "status": "held", "next_meeting": "2025-01-25"},  # met on the 29th: late
            {"date": "2025-01-29", "status": "held", "next_meeting": "2025-02-20"},  # met before: kept
            {
                "date": "2025-02-05",
                "status": "held",
                "next_meeting": "2025-02-26",
            },  # grace over on the 1st: not kept
            {"date": "2025-02-06", "status": "held", "next_meeting": "2025-02-27"},  # grace not over
        ]
        self.share(pair("2025-03-01", pairs=[PAIR], sessions=sessions), "appointments_kept", 3, 4)

    def test_next_meeting_agreed_leaves_out_the_last_date_of_ended_pairs(self):
        sessions = held("2025-01-05", next_meeting="2025-01-20") + held(
            "2025-01-20", next_meeting="2025-01-19"
        )
        self.share(pair("2025-03-01", pairs=[PAIR], sessions=sessions), "next_meeting_agreed", 1, 2)
        closed = {**PAIR, "closed_on": "2025-02-01"}
        self.share(pair("2025-03-01", pairs=[closed], sessions=sessions), "next_meeting_agreed", 1, 1)

    def test_record_completeness_over_the_columns_there_are(self):
        sessions = [
            {
                "date": "2025-01-05",
                "goal_1_progress": "",
                "goal_2_progress": "0",
                "issues": "n/a",
                "learnings": "much",
            },
            {
                "date": "2025-01-06",
                "goal_1_progress": "",
                "goal_2_progress": "",
                "issues": "-",
                "learnings": "",
            },
        ]
        self.share(pair("2025-03-01", pairs=[PAIR], sessions=sessions), "record_completeness", 2, 6)

    def test_minimum_dosage_only_if_configured(self):
        rows = dict(pairs=[PAIR], sessions=held("2025-01-05", minutes="120"))
        self.cells(pair("2025-03-02", **rows), minimum_dosage_met="")
        # 2 h in 60 days = 1.0146 h a month.
        self.cells(
            pair("2025-03-02", {"cadence": {"minimum_hours_per_month": 1}}, **rows), minimum_dosage_met="true"
        )
        self.cells(
            pair("2025-03-02", {"cadence": {"minimum_hours_per_month": 1.1}}, **rows),
            minimum_dosage_met="false",
        )

    def test_to_first_meeting_needs_a_recorded_start(self):
        row = pair("2025-03-01", pairs=[{"started_on": "", "closed_on": ""}], sessions=held("2025-01-05"))
        self.no_event(row, "to_first_meeting")
        ended = pair("2025-03-01", pairs=[{**PAIR, "closed_on": "2025-02-01"}], sessions=[])
        self.event(ended, "to_first_meeting", 31, "competing")

    def test_without_session_records_nothing_of_it(self):
        row = pair("2025-03-01", pairs=[PAIR], goals=[{"goal": "1"}])
        self.cells(
            row, sessions_held="", state="", signals="", contact_gap="", stage_rank="", expected_gap_days="30"
        )
        self.no_event(row, "to_first_meeting")
        self.no_event(row, "to_stage_first_meeting")


class Goals(Case):
    def outcome(self, as_of="2025-06-01", **rows):
        goals_found = goal_table(as_of, **{"pairs": [PAIR], **rows})
        return [
            (g["goal"], g["outcome"], g["outcome_source"], g["respondent"], g["attained_on"])
            for g in goals_found
        ]

    def test_the_mentee_decides_then_the_mentor(self):
        forms = [
            {"date": "2025-05-01", "respondent": "mentor", "phase": "end", "goal_1_achieved": "yes"},
            {"date": "2025-04-01", "respondent": "mentee", "phase": "end", "goal_1_achieved": "no"},
        ]
        self.assertEqual(self.outcome(evaluations=forms), [("1", "not_attained", "evaluation", "mentee", "")])
        self.assertEqual(
            self.outcome(evaluations=forms[:1]), [("1", "attained", "evaluation", "mentor", "2025-05-01")]
        )

    def test_the_latest_form_that_answers_and_own_before_all(self):
        forms = [
            {"date": "2025-03-01", "respondent": "mentee", "phase": "end", "goal_1_achieved": "partly"},
            {"date": "2025-04-01", "respondent": "mentee", "phase": "end", "goals_achieved": "yes"},
            {
                "date": "2025-05-01",
                "respondent": "mentee",
                "phase": "end",
                "goal_1_achieved": "no",
                "goals_achieved": "yes",
            },
            {"date": "2025-05-20", "respondent": "mentee", "phase": "end", "goal_2": "Other"},
        ]
        self.assertEqual(self.outcome("2025-03-15", evaluations=forms[:1])[0][1], "partly")
        self.assertEqual(self.outcome("2025-04-15", evaluations=forms[:2])[0][1], "attained")
        self.assertEqual([o[1] for o in self.outcome(evaluations=forms)], ["not_attained", "attained"])

    def test_baseline_says_nothing_and_mid_only_yes(self):
        goal = [{"goal": "1", "status": "in_progress"}]
        for phase, answer, expected in (
            ("baseline", "yes", "in_progress"), ("mid", "no", "in_progress"), ("mid", "partly", "in_progress"),
            ("mid", "yes", "attained"), ("", "no", "not_attained"), ("end", "no", "not_attained"),
        ):  # fmt: skip
            form = {"date": "2025-05-30", "respondent": "mentee", "phase": phase, "goal_1_achieved": answer}
            with self.subTest(phase=phase, answer=answer):
                self.assertEqual(self.outcome(goals=goal, evaluations=[form])[0][1], expected)

    def test_higher_answer_of_one_day(self):
        forms = [
            {"date": "2025-05-01", "phase": "end", "goal_1_achieved": a} for a in ("no", "yes", "partly")
        ]
        self.assertEqual(self.outcome(evaluations=forms)[0][1], "attained")

    def test_x_of_y_without_other_goals(self):
        row = pair(
            "2025-06-01",
            pairs=[PAIR],
            evaluations=[{"date": "2025-05-01", "phase": "end", "goals_achieved": "2 of 3"}],
        )
        self.share(row, "goals_attained", 2, 3)
        self.share(row, "goals_attained_settled", 2, 3)
        self.cells(row, goals_set="3", all_goals_attained="false", new_goal_observed="")
        self.event(row, "to_first_goal_attained", 120, "reached")

    def test_all_answer_without_other_goals_is_one_goal(self):
        form = {"date": "2025-05-01", "phase": "end", "goals_achieved": "60%"}
        self.assertEqual(self.outcome(evaluations=[form]), [("all", "partly", "evaluation", "", "")])

    def test_register_dates(self):
        rows = [
            {"goal": "1", "status": "in_progress", "attained_on": "2025-05-01"},
            {"goal": "2", "status": "attained", "attained_on": "2025-06-02"},
            {"goal": "3", "status": "not_attained", "attained_on": "2025-05-01"},
            {"goal": "4", "status": "", "attained_on": ""},
        ]
        self.assertEqual(
            [(o[1], o[4]) for o in self.outcome(goals=rows)],
            [("attained", "2025-05-01"), ("in_progress", ""), ("not_attained", ""), ("unknown", "")],
        )

    def test_undated_status_holds_only_near_the_export(self):
        rows = dict(goals=[{"goal": "1", "status": "attained"}], sessions=held("2025-05-01", "2025-06-15"))
        self.assertEqual(self.outcome("2025-06-01", **rows)[0][1], "attained")
        self.assertEqual(self.outcome("2025-05-31", **rows)[0][1], "unknown")
        row = pair("2025-06-01", pairs=[PAIR], **rows)
        self.no_event(row, "to_first_goal_attained")

    def test_an_isolated_date_does_not_move_the_export(self):
        rows = dict(goals=[{"goal": "1", "status": "attained"}], sessions=held("2025-06-01", "2025-08-01"))
        self.assertEqual(self.outcome("2025-05-20", **rows)[0][1], "attained")

    def test_progress_comes_last(self):
        sessions = held("2025-02-01", goal_1_progress="100") + held(
            "2025-03-01", goal_1_progress="100", goal_2_progress="30"
        )
        self.assertEqual(
            self.outcome(sessions=sessions),
            [("1", "attained", "progress", "", "2025-02-01"), ("2", "in_progress", "progress", "", "")],
        )
        self.cells(pair("2025-06-01", pairs=[PAIR], sessions=sessions), goal_progress="65")

    def test_overall_progress_only_where_no_goal_has_its_own(self):
        sessions = held("2025-02-01", progress="20") + held("2025-03-01", progress="45%")
        row = pair("2025-06-01", pairs=[PAIR], sessions=sessions, goals=[{"goal": "1"}])
        self.cells(row, goal_progress="45", goals_set="1", goal_outcome_known_num="0")

    def test_identity(self):
        register = [
            {"goal": "G-A", "text": "Find a role model", "set_on": "2025-01-05"},
            {"goal": "", "text": "Résumé"},
            {"goal": "2", "text": "Lead"},
            {"goal": "9", "text": "Too late", "set_on": "2025-07-01"},
        ]
        form = {"date": "2025-05-01", "phase": "end", "goal_1": "find a ROLE model", "goal_1_achieved": "yes", "goal_2_achieved": "no",
                "goal_3": "resume", "goal_3_achieved": "partly", "goal_4": "New one"}  # fmt: skip
        found = self.outcome(goals=register, evaluations=[form])
        self.assertEqual(
            sorted((g, o) for g, o, *_ in found),
            [("2", "not_attained"), ("4", "unknown"), ("G-A", "attained"), ("resume", "partly")],
        )

    def test_latest_set_row_of_one_goal_then_the_higher_status(self):
        rows = [
            {"goal": "1", "set_on": "2025-02-01", "status": "partly"},
            {"goal": "1", "set_on": "2025-01-01", "status": "attained"},
            {"goal": "1", "set_on": "2025-02-01", "status": "not_attained"},
        ]
        self.assertEqual(self.outcome(goals=rows)[0][1], "partly")

    def test_settled_by_end_by_end_form_or_by_due_date(self):
        register = [
            {"goal": "1", "status": "attained"},
            {"goal": "2", "status": "in_progress", "due_on": "2025-06-01"},
            {"goal": "3", "status": "dropped", "due_on": "2025-06-01"},
            {"goal": "4", "status": "in_progress"},
        ]
        self.share(pair("2025-06-01", pairs=[PAIR], goals=register), "goals_attained_settled", 0, 1)
        self.no_share(pair("2025-05-31", pairs=[PAIR], goals=register), "goals_attained_settled")
        ended = {**PAIR, "closed_on": "2025-05-01"}
        row = pair("2025-05-31", pairs=[ended], goals=register)
        self.share(row, "goals_attained_settled", 1, 3)
        self.share(row, "goals_attained", 1, 1)
        self.share(row, "goal_outcome_known", 1, 3)
        self.cells(row, goals_set="4", all_goals_attained="true")
        form = [{"date": "2025-05-30", "phase": "end"}]
        self.share(
            pair("2025-05-31", pairs=[PAIR], goals=register, evaluations=form), "goals_attained_settled", 1, 3
        )

    def test_first_goal_attained_counts_no_later_than_the_end(self):
        ended = {**PAIR, "closed_on": "2025-03-01"}
        form = [{"date": "2025-04-01", "phase": "end", "goal_1_achieved": "yes"}]
        self.event(
            pair("2025-06-01", pairs=[ended], evaluations=form), "to_first_goal_attained", 59, "reached"
        )
        form = [{"date": "2025-04-01", "phase": "end", "goal_1_achieved": "no"}]
        self.event(
            pair("2025-06-01", pairs=[ended], evaluations=form), "to_first_goal_attained", 59, "competing"
        )

    def test_gas(self):
        # Weights 1 and 2, levels +1 and −1: 50 − 10/√(0.7·5 + 0.3·9) = 45.983903.
        register = [
            {"goal": "1", "level": "+1"},
            {"goal": "2", "level": "-1", "weight": "2"},
            {"goal": "3", "level": "3"},
        ]
        self.cells(pair("2025-06-01", pairs=[PAIR], goals=register), gas_t_score="45.983903")
        form = [{"date": "2025-05-01", "phase": "end", "goal_1_level": "2", "goal_2_level": "2"}]
        # Σwx = 6, 50 + 60/√6.2 = 74.09658.
        self.cells(pair("2025-06-01", pairs=[PAIR], goals=register, evaluations=form), gas_t_score="74.09658")
        self.cells(
            pair("2025-06-01", pairs=[PAIR], goals=[{"goal": "1", "status": "attained"}]), gas_t_score=""
        )

    def test_no_goal_is_zero_no_source_is_null(self):
        self.cells(pair("2025-06-01", pairs=[PAIR], goals=[{"pair_id": "P2", "goal": "1"}]), goals_set="0")
        self.cells(pair("2025-06-01", pairs=[PAIR], sessions=held("2025-02-01")), goals_set="")


class Stages(Case):
    MODEL = "exploration-to-experimentation"

    def test_reaching_returning_skipping(self):
        days = [
            ("01-11", "Exploration"),
            ("02-01", "planning"),
            ("02-11", "LEARNING"),
            ("03-01", "learning"),
            ("03-02", "?"),
        ]
        sessions = [{"date": f"2025-{d}", "stage": s} for d, s in days]
        row = pair("2025-03-11", pairs=[PAIR], sessions=sessions)
        self.cells(
            row,
            stage_rank="3",
            current_stage="learning",
            days_in_stage="28",
            stage_returns="1",
            stages_skipped="0",
        )
        self.event(row, "to_stage_learning", 31, "reached")
        self.event(row, "to_stage_planning", 31, "reached")
        self.event(row, "to_stage_experimentation", 69, "censored")
        self.cells(row, final_stage_reached="")

    def test_skipped_and_final(self):
        sessions = [
            {"date": "2025-01-11", "stage": "Learning"},
            {"date": "2025-02-01", "stage": "Experimentation"},
        ]
        row = pair("2025-03-11", pairs=[{**PAIR, "closed_on": "2025-03-01"}], sessions=sessions)
        self.cells(row, stages_skipped="2", final_stage_reached="true", days_in_stage="")
        none = pair("2025-03-11", {"stage_model": self.MODEL}, pairs=[PAIR], sessions=held("2025-01-11"))
        self.cells(none, stage_rank="", current_stage="", stage_returns="", stages_skipped="")
        self.event(none, "to_stage_learning", 69, "censored")

    def test_of_one_day_the_higher_rank_comes_last(self):
        sessions = [
            {"date": "2025-01-11", "start": s, "stage": t}
            for s, t in (("15:00", "Exploration"), ("09:00", "Learning"))
        ]
        self.cells(
            pair("2025-03-11", pairs=[PAIR], sessions=sessions), current_stage="learning", stage_returns="0"
        )

    def test_the_model_that_knows_most_values_numbers_only_without_titles(self):
        named = [{"date": "2025-01-11", "stage": s} for s in ("Foundation",)]
        self.cells(pair("2025-03-11", pairs=[PAIR], sessions=named), stage_rank="2")
        layers = [
            *named,
            {"pair_id": "P2", "date": "2025-07-01", "status": "missed", "stage": "Meaning and impact"},
        ]
        self.cells(pair("2025-03-11", pairs=[PAIR], sessions=layers), stage_rank="")
        numbered = [{"date": "2025-01-11", "stage": "3"}]
        self.cells(pair("2025-03-11", pairs=[PAIR], sessions=numbered), current_stage="orientation")

    def test_derived_from_the_forms(self):
        ended = {**PAIR, "closed_on": "2025-04-01", "closure_reason": "completed"}
        rows = dict(
            pairs=[ended],
            sessions=held("2024-12-28", "2025-02-01"),
            evaluations=[{"date": "2025-05-01", "phase": "end"}],
        )
        row = pair("2025-05-02", **rows)
        self.cells(
            row, stage_rank="5", current_stage="evaluation_and_partnership", final_stage_reached="true"
        )
        for key, days in (("first_meeting", 0), ("subsequent_meetings", 31), ("final_meeting", 90)):
            self.event(row, f"to_stage_{key}", days, "reached")
        self.event(row, "to_stage_evaluation_and_partnership", 90, "reached")
        self.cells(
            pair("2025-01-15", **rows), stage_rank="2", current_stage="first_meeting", days_in_stage="14"
        )
        self.event(pair("2025-01-15", **rows), "to_stage_final_meeting", 14, "censored")

    def test_derived_early_closure_passes_by_the_final_meeting(self):
        ended = {**PAIR, "closed_on": "2025-04-01", "closure_reason": "lost interest"}
        row = pair("2025-05-02", pairs=[ended], sessions=held("2025-01-05"))
        self.cells(row, stage_rank="2", final_stage_reached="false", stages_skipped="0")
        self.event(row, "to_stage_final_meeting", 90, "competing")


class NewGoals(Case):
    def test_new_by_date_or_by_origin(self):
        register = [
            {"goal": "1", "set_on": "2025-01-05"},
            {"goal": "2", "set_on": "2025-02-04"},  # 30 days: initial
            {"goal": "3", "set_on": "2025-02-05"},  # 31 days: new
            {"goal": "4", "set_on": "2025-05-05", "origin": "initial"},
        ]
        row = pair("2025-06-01", pairs=[PAIR], goals=register)
        self.cells(
            row, new_goals="1", new_goal_observed="true", new_goal_emerged="true", new_goal_declared=""
        )
        self.event(row, "to_first_new_goal", 35, "reached")
        self.assertEqual(
            [g["origin"] for g in goal_table("2025-06-01", pairs=[PAIR], goals=register)],
            ["initial", "initial", "new", "initial"],
        )

    def test_sessions_name_new_goals_once(self):
        register = [
            {"goal": "1", "text": "Plan", "set_on": "2025-01-05"},
            {"goal": "2", "text": "Résumé", "set_on": "2025-05-01"},
        ]
        sessions = [
            {"date": "2025-03-01", "new_goal": "Network"},
            {"date": "2025-03-08", "new_goal": " NETWORK "},
            {"date": "2025-01-20", "new_goal": "resume"},
            {"date": "2025-03-09", "new_goal": "n/a"},
        ]
        found = goal_table("2025-06-01", pairs=[PAIR], goals=register, sessions=sessions)
        self.assertEqual(
            [(g["goal"], g["origin"]) for g in found], [("new:1", "new"), ("1", "initial"), ("2", "initial")]
        )
        row = pair("2025-06-01", pairs=[PAIR], goals=register, sessions=sessions)
        self.cells(row, new_goals="1", goals_set="3")
        self.no_share(row, "new_goals_attained")

    def test_declared(self):
        forms = [
            {"date": "2025-02-01", "respondent": "mentor", "phase": "mid", "new_goals": "yes"},
            {"date": "2025-04-01", "respondent": "mentor", "phase": "end", "new_goals": "no"},
            {"date": "2025-05-01", "respondent": "mentee", "phase": "baseline", "new_goals": "yes"},
        ]
        row = pair("2025-06-01", pairs=[PAIR], evaluations=forms)
        self.cells(
            row, new_goal_declared="false", new_goal_emerged="false", new_goal_observed="", new_goals=""
        )
        self.event(row, "to_first_new_goal", 151, "censored")
        row = pair("2025-03-01", pairs=[PAIR], evaluations=forms)
        self.cells(row, new_goal_declared="true", new_goal_sources_agree="")
        self.event(row, "to_first_new_goal", 31, "reached")

    def test_sources_agree(self):
        rows = dict(pairs=[PAIR], goals=[{"goal": "1", "set_on": "2025-01-05"}])
        form = {"date": "2025-05-01", "phase": "end"}
        self.cells(
            pair("2025-06-01", evaluations=[{**form, "new_goals": "yes"}], **rows),
            new_goal_sources_agree="false",
        )
        self.cells(
            pair("2025-06-01", evaluations=[{**form, "new_goals": "no"}], **rows),
            new_goal_sources_agree="true",
        )

    def test_new_goals_attained(self):
        register = [
            {"goal": "1", "origin": "new", "status": "attained"},
            {"goal": "2", "status": "not_attained"},
        ]
        row = pair("2025-06-01", pairs=[PAIR], goals=register)
        self.share(row, "new_goals_attained", 1, 1)
        self.no_event(row, "to_first_new_goal")


class Continuity(Case):
    def ended(self, as_of="2025-12-31", **cells):
        return pair(
            as_of,
            pairs=[{**PAIR, "planned_end_on": "", "closure_reason": "", **cells}],
            sessions=held("2025-01-05"),
        )

    def test_how_a_pair_ended(self):
        for cells, state, early in (
            ({"closure_reason": "graduated"}, "completed", "false"),
            ({"closure_reason": "Mentor moved"}, "closed_early", "true"),
            ({"closure_reason": "other"}, "closed_early", "true"),
            ({"closure_reason": "lorem", "planned_end_on": "2025-01-02"}, "ended", ""),
            ({"planned_end_on": "2025-04-01"}, "completed", "false"),
            ({"planned_end_on": "2025-04-02"}, "closed_early", "true"),
            ({}, "ended", ""),
        ):
            with self.subTest(cells):
                self.cells(self.ended(closed_on="2025-04-01", **cells), state=state, closed_early=early)

    def test_match_length_and_early_closure(self):
        row = self.ended(closed_on="2025-04-01", closure_reason="completed")
        self.event(row, "match_length", 90, "reached")
        self.event(row, "to_early_closure", 90, "competing")
        self.event(self.ended(closed_on="2025-04-01"), "to_early_closure", 90, "reached")
        self.event(self.ended(), "match_length", 364, "censored")
        self.no_event(self.ended(started_on=""), "match_length")

    def test_retention(self):
        self.cells(
            self.ended(closed_on="2025-04-01", closure_reason="other"),
            retained_90d="true",
            retained_180d="false",
            retained_365d="",
        )
        self.cells(
            self.ended(closed_on="2025-03-31", closure_reason="completed"), retained_90d="", retained_180d=""
        )
        self.cells(self.ended(closed_on="2025-03-31"), retained_90d="false")
        self.cells(self.ended("2025-04-01"), retained_90d="true", retained_180d="")
        self.cells(self.ended("2025-03-31"), retained_90d="")

    def test_without_a_closure_column_no_end_can_be_known(self):
        row = pair("2025-12-31", pairs=[{"started_on": "2025-01-01"}], sessions=held("2025-01-05"))
        self.cells(row, retained_90d="", closed_early="")
        self.no_event(row, "match_length")


class Experience(Case):
    def test_forms_returned(self):
        ended = {**PAIR, "closed_on": "2025-04-01"}
        forms = [
            {"date": "2025-04-02", "respondent": r, "phase": p}
            for r, p in (("mentor", "end"), ("mentee", "baseline"))
        ]
        self.share(pair("2025-06-01", pairs=[ended], evaluations=forms), "evaluation_returned", 1, 2)
        self.share(pair("2025-04-01", pairs=[ended], evaluations=forms), "evaluation_returned", 0, 2)
        self.no_share(pair("2025-06-01", pairs=[PAIR], evaluations=forms), "evaluation_returned")
        self.no_share(pair("2025-06-01", pairs=[ended]), "evaluation_returned")

    def test_scales(self):
        config = {"scale": [{"name": "trust", "items": ["a", "b"], "min": 1, "max": 5, "reversed": ["b"]}]}
        forms = [
            {"date": "2025-01-05", "respondent": "mentee", "phase": "baseline", "a": "2", "b": "4"},  # 2
            {"date": "2025-05-05", "respondent": "mentee", "phase": "end", "a": "5", "b": "1"},  # 5
            {"date": "2025-05-06", "respondent": "mentee", "phase": "end", "a": "", "b": "9"},  # nothing
            {"date": "2025-05-05", "respondent": "mentor", "phase": "end", "a": "4", "b": ""},  # 4
        ]
        row = pair("2025-06-01", config, pairs=[PAIR], evaluations=forms)
        self.cells(row, trust="4.5", trust_change="3")

    def test_actions(self):
        actions = [
            {"scheduled_on": "2025-02-01", "completed_on": "2025-02-20", "status": ""},
            {"scheduled_on": "2025-02-01", "status": "open"},
            {"scheduled_on": "2025-02-02", "status": "completed"},
            {"scheduled_on": "2025-02-03", "status": "cancelled"},
            {"scheduled_on": "2025-05-01", "completed_on": "2025-02-10"},
            {"scheduled_on": "", "status": "open"},
        ]
        rows = dict(pairs=[PAIR], actions=actions, sessions=held("2025-02-01", "2025-03-15"))
        row = pair("2025-03-01", **rows)
        self.share(row, "actions_completed", 2, 3)
        self.cells(row, actions_overdue="1")
        row = pair("2025-02-15", **rows)  # completion without a date is not known yet
        self.share(row, "actions_completed", 0, 2)
        self.cells(row, actions_overdue="2")
        self.cells(pair("2025-03-01", pairs=[PAIR]), actions_overdue="")


class Support(Case):
    def state(self, as_of, sessions, **cells):
        row = pair(as_of, pairs=[{**PAIR, **cells}], sessions=sessions)
        return row["state"], row["signals"]

    def test_figures(self):
        row = pair("2025-03-02", pairs=[PAIR], sessions=held("2025-01-11", "2025-01-21"))
        # own gap (2·30 + 10)/3, 40 days without contact.
        self.cells(
            row,
            contact_gap="40",
            own_gap="23.333333",
            contact_ratio="1.714286",
            state="watch",
            signals="no_contact",
        )

    def test_states(self):
        self.assertEqual(
            self.state("2025-01-21", [{"date": "2025-01-02", "status": "missed"}])[0], "too_early"
        )
        self.assertEqual(
            self.state("2025-01-22", [{"date": "2025-01-02", "status": "missed"}])[0], "never_started"
        )
        self.assertEqual(self.state("2025-03-07", held("2025-01-06"))[0], "watch")  # exactly 2 own gaps
        self.assertEqual(self.state("2025-03-08", held("2025-01-06"))[0], "stalled")
        self.assertEqual(self.state("2025-02-20", held("2025-01-06"))[0], "on_track")  # exactly 1.5
        self.assertEqual(self.state("2025-02-21", held("2025-01-06"))[0], "watch")

    def test_overdue(self):
        sessions = held("2025-01-25", next_meeting="2025-02-01")
        self.assertEqual(self.state("2025-02-08", sessions), ("on_track", ""))
        self.assertEqual(self.state("2025-02-09", sessions), ("watch", "missed_next_meeting"))
        self.assertEqual(self.state("2025-03-13", sessions)[0], "stalled")

    def test_missed_twice_and_rated_low(self):
        sessions = held("2025-01-05", rating="2") + [
            {"date": d, "status": "missed"} for d in ("2025-01-12", "2025-01-19")
        ]
        self.assertEqual(self.state("2025-01-25", sessions), ("watch", "repeated_absence;low_rating"))
        sessions += held("2025-01-20", rating="3")
        self.assertEqual(self.state("2025-01-25", sessions), ("on_track", ""))

    def test_no_progress_and_the_same_issue(self):
        sessions = held("2025-01-05", "2025-01-12", "2025-01-19", goal_1_progress="20", issues="Café")
        self.assertEqual(self.state("2025-01-25", sessions), ("watch", "no_progress;issue_recurs"))
        sessions += held("2025-01-20", goal_1_progress="30", issues="CAFE")
        self.assertEqual(self.state("2025-01-25", sessions), ("on_track", "issue_recurs"))

    def test_nothing_agreed_no_goal_actions_overdue(self):
        rows = dict(
            pairs=[PAIR],
            sessions=held("2025-02-20", next_meeting="2025-02-27") + held("2025-02-27", next_meeting=""),
            goals=[{"pair_id": "P2", "goal": "1"}],
            actions=[{"scheduled_on": "2025-02-01", "status": ""}] * 2,
        )
        row = pair("2025-03-02", **rows)
        self.cells(row, state="watch", signals="no_next_meeting_agreed;no_goals_set;actions_overdue")
        self.cells(
            pair("2025-03-01", **rows), active_days="59", signals="no_next_meeting_agreed;actions_overdue"
        )

    def test_stuck_beyond_the_upper_quartile_of_ten(self):
        others = [f"Q{n}" for n in range(10)]
        pairs = [{"pair_id": p, **PAIR} for p in ("P1", *others)]
        sessions = held("2025-01-01", stage="Learning")
        for n, other in enumerate(others, 1):  # 1…10 days in Learning: upper quartile 7.75
            end = date(2025, 1, 1) + timedelta(days=n)
            for day, stage in (("2025-01-01", "Learning"), (end, "Planning")):
                sessions.append({"pair_id": other, "date": day, "status": "held", "stage": stage})
        self.cells(
            pair("2025-01-12", pairs=pairs, sessions=sessions), signals="stuck_in_stage", days_in_stage="11"
        )
        self.cells(pair("2025-01-11", pairs=pairs, sessions=sessions), signals="stuck_in_stage")
        self.cells(pair("2025-01-11", pairs=pairs[:-1], sessions=sessions), signals="")

    def test_ended_pairs_have_no_contact_figures(self):
        row = pair("2025-03-02", pairs=[{**PAIR, "closed_on": "2025-02-01"}], sessions=held("2025-01-11"))
        self.cells(
            row,
            contact_gap="",
            own_gap="",
            contact_ratio="",
            signals="",
            state="ended",
            days_since_contact="",
        )

    def test_order_of_the_list(self):
        pairs = [{"pair_id": p, **PAIR} for p in "ABCDE"] + [{"pair_id": "F", "started_on": "2024-01-01"}]
        sessions = [
            {"pair_id": p, **s}
            for p, d in zip("ABCD", ("05-20", "03-05", "03-01", "04-10"))
            for s in held(f"2025-{d}")
        ]
        inputs, (_, measured) = results("2025-06-01", pairs=pairs, sessions=sessions)
        rows = outputs.support_rows(inputs, measured)
        # A is on track; F, silent for 517 days, is presumed ended.
        self.assertEqual([r["pair_id"] for r in rows], ["E", "C", "B", "D", "F"])
        self.assertEqual(
            [r["state"] for r in rows], ["never_started", "stalled", "stalled", "watch", "never_started"]
        )


class Properties(Case):
    """On random programmes: nothing depends on row order or on what came later."""

    SEEDS = range(1, 13)

    def programme(self, seed):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        write_programme(seed, 25, folder.name)
        return read_inputs(folder.name)

    def shown(self, inputs, as_of):
        programme, measured = outputs.measure(inputs, as_of)
        return [
            {k: outputs.show(v) for k, v in row.items()} for row in outputs.pair_rows(programme, measured)
        ]

    def rearranged(self, inputs, keep=lambda row: True):
        tables = {}
        for name, original in inputs.tables.items():
            rows = [r for r in original.rows if keep(r)]
            random.Random(1).shuffle(rows)
            tables[name] = Table(original.columns, tuple(rows))
        return assemble(tables, inputs.rules)

    def unnamed(self, rows):
        """Without the attributes that any row may give, whatever its date."""
        return [{k: v for k, v in row.items() if k not in ("mentor", "mentee", "cohort")} for row in rows]

    def test_row_order_does_not_matter(self):
        for seed in self.SEEDS:
            inputs = self.programme(seed)
            for as_of in (date(2025, 6, 30), date(2026, 1, 10)):
                self.assertEqual(self.shown(inputs, as_of), self.shown(self.rearranged(inputs), as_of), seed)

    def test_an_earlier_report_equals_one_from_an_earlier_export(self):
        as_of = date(2025, 9, 30)
        for seed in self.SEEDS:
            inputs = self.programme(seed)
            inputs.rules.exported_on = date(2026, 1, 15)
            inputs.rules.stage_model = outputs.stages.choose_model(inputs).name
            then = self.rearranged(
                inputs, lambda row: (row.get("date") or row.get("set_on") or "") <= as_of.isoformat()
            )
            self.assertEqual(
                self.unnamed(self.shown(inputs, as_of)), self.unnamed(self.shown(then, as_of)), seed
            )

    def test_the_generator_reaches_every_rule(self):
        states, signals, outcomes, filled = set(), set(), set(), set()
        for seed in range(1, 31):
            inputs = self.programme(seed)
            programme, measured = outputs.measure(inputs, date(2026, 1, 10))
            for result, row in zip(measured, outputs.pair_rows(programme, measured)):
                states.add(result.state)
                signals.update(result.signals or [])
                outcomes.update((g.outcome, g.source) for g in result.goals)
                filled.update(k for k, v in row.items() if outputs.show(v))
        self.assertLessEqual(
            {"completed", "closed_early", "ended", "paused", "too_early", "on_track", *LISTED}, states
        )
        self.assertLessEqual(set(outputs.support.SIGNALS), signals)
        self.assertLessEqual({(o, "evaluation") for o in goals.KNOWN}, outcomes)
        self.assertLessEqual({(o, "register") for o in (*goals.KNOWN, "dropped", "in_progress")}, outcomes)
        self.assertLessEqual(
            {("attained", "progress"), ("in_progress", "progress"), ("unknown", "")}, outcomes
        )
        measures = outputs.cells(outputs.registry(programme.rules, programme.stage_model), {})
        self.assertEqual({m for m in measures if not m.startswith("to_stage")} - filled, set())


class Comparison(Case):
    def test_numbers_are_compared_as_numbers(self):
        self.assertTrue(compare.same("own_gap", "23.3333", "23.333333"))
        self.assertFalse(compare.same("own_gap", "23.333", "23.333333"))
        self.assertTrue(compare.same("own_gap", "23.333333", "23.333333333"))
        self.assertTrue(compare.same("own_gap", "23.3333333", "23.333333"))
        self.assertTrue(compare.same("contact_gap", "40.0", "40"))
        self.assertFalse(compare.same("contact_gap", "", "0"))
        self.assertFalse(compare.same("benchmark_met", "true", "false"))

    def test_goals_are_aligned_by_label_then_text_then_order(self):
        mine = [{"pair_id": "P", "goal": "x", "text": "Lead"}, {"pair_id": "P", "goal": "1", "text": ""}]
        theirs = [
            {"pair_id": "P", "goal": "1", "text": "Plan"},
            {"pair_id": "P", "goal": "lead", "text": "LEAD"},
        ]
        found = [(m["goal"], t["goal"]) for _, m, t in compare.aligned("goals.csv", mine, theirs)]
        self.assertEqual(found, [("1", "1"), ("x", "lead")])

    def test_a_changed_cell_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            for side, state in (("a", "watch"), ("b", "stalled")):
                for name in compare.SOFT:
                    path = Path(folder, side, name)
                    path.parent.mkdir(exist_ok=True)
                    with open(path, "w", encoding="utf-8", newline="") as file:
                        csv.writer(file).writerows(
                            [["pair_id", "goal", "text", "state"], ["P1", "", "", state]]
                        )
            with contextlib.redirect_stdout(io.StringIO()):
                self.assertEqual(compare.compare(Path(folder, "a"), Path(folder, "b")), 3)
                self.assertEqual(compare.compare(Path(folder, "a"), Path(folder, "a")), 0)


if __name__ == "__main__":
    unittest.main()
