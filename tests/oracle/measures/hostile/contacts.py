"""What the coordinator noted of contacts with a pair."""

from datetime import timedelta

from .shape import EXPORTED

OUTCOMES = ("reached", "will meet", "needs help", "", "no answer", "left message", "Voicemail", "bounced")


def contact_rows(random, pair):
    """Calls over the whole life of a pair and after it, some of them noted twice."""
    if random.random() < 0.5:
        return []
    rows = [contact_row(random, pair) for _ in range(random.choice([1, 1, 2, 4]))]
    return rows + [dict(row) for row in rows if random.random() < 0.1]


def contact_row(random, pair):
    life = max(1, (EXPORTED - pair.began).days + 60)
    day = pair.began + timedelta(days=random.randrange(life))
    if random.random() < 0.5:
        day = EXPORTED - timedelta(days=random.randrange(-5, 40))
    snoozed = random.random() < 0.25
    return {
        "pair_id": pair.pair_id,
        "contacted_on": "" if snoozed and random.random() < 0.2 else day,
        "contacted_by": random.choice(["Kim", "Lee", ""]),
        "outcome": random.choice(OUTCOMES),
        "note": random.choice(["", "=1+1", "ring again, please"]),
        "snooze_until": day + timedelta(days=random.choice([-3, 1, 20, 60, 120])) if snoozed else "",
    }

