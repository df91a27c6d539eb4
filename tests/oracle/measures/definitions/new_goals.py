"""Family `new_goals`: goals that arose on the way, in the records and on the forms."""

from datetime import timedelta

from .forms import declared
from .goals import attained_share


def classify(history, goals):
    """Origin of each goal: as recorded, else by its first date; `all` belongs to neither."""
    dates = [g.first_date for g in goals if g.first_date]
    limit = min(dates) + timedelta(days=history.rules.new_after_days) if dates else None
    for goal in goals:
        if goal.origin is None and goal.key[0] != "all" and goal.first_date:
            goal.origin = "new" if goal.first_date > limit else "initial"


def measures(history, goals):
    """Expects goals whose origins are known."""
    placed = [g for g in goals or [] if g.origin]
    new = [g for g in placed if g.origin == "new"]
    said = declared(history.forms, "new_goals")
    observed = bool(new) if placed else None
    known = [v for v in (said, observed) if v is not None]
    emerged = any(known) if known else None
    return {
        "new_goal_declared": said,
        "new_goal_observed": observed,
        "new_goal_emerged": emerged,
        "new_goals": len(new) if placed else None,
        "to_first_new_goal": to_first(history, new, emerged),
        "new_goals_attained": attained_share(new),
        "new_goal_sources_agree": said == observed if len(known) == 2 else None,
    }


def to_first(history, new, emerged):
    if emerged is None:
        return None
    if not emerged:
        return history.event(None)
    days = [g.first_date for g in new if g.first_date] or declaring_days(history)
    return history.event(min(days)) if days else None


def declaring_days(history):
    return [f.day for f in history.forms if f.day and f.speaks_of_results and f.yes_no("new_goals")]
