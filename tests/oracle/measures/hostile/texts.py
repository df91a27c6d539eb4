"""Words for free-text cells, and ways of writing one text differently."""

GOAL_TEXTS = (
    "Find a role model", "Lead a meeting", "Résumé in order", "Speak up, calmly", "Learn to delegate",
    "Build a network", "Plan the next step", "Finish the course", "Write a paper", "Manage time",
)  # fmt: skip
ISSUES = ("No time", "Café is loud", "Workload", "Unclear role", 'The "new" system', "Travel, far")
LEARNINGS = ("Listen first", "Ask open questions", "Line one\nline two")
ACTIONS = ("Call Kim", "Read chapter 2", "Draft plan; send it")
NOTHING = ("", "", "n/a", "None", "-", "...")


def variant(random, text):
    """The same text once folded."""
    return random.choice(
        [text, text, text.upper(), f"  {text} ", text.replace(" ", "  "), text.replace("é", "e")]
    )


def maybe(random, texts, chance):
    """One of the texts, or a way of saying nothing."""
    return variant(random, random.choice(texts)) if random.random() < chance else random.choice(NOTHING)
