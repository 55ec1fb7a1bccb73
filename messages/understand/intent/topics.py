"""Topics: the classes of the intent ear; those of settings are called as in `settings_change.meaning`."""

# What is no wish: a question for the tips, small talk, a move that was made or was not, a greeting, a plan.
NOTHING = ("question", "outside", "log", "no-log", "greeting", "plan")

# Wishes for a movement: how one is done, another than it, it never again, or some of a kind.
REQUESTS = ("show-me", "easier", "harder", "another", "never", "kind")

# Settings that need a value beside their topic.
VALUED = (
    "pace", "budget", "goal", "hours", "days-only", "days-not", "days-also", "not-before", "not-after",
    "quiet", "sunday-at", "zone", "language", "around", "around-not", "pause", "meeting", "nudge-at",
    "leave-out", "only-kind", "take-back",
)  # fmt: skip

# Settings that their topic says all about.
FIXED = (
    "fewer", "more", "goal-lower", "goal-raise", "sound-soft", "sound-loud", "sound-silent", "place-home",
    "place-office", "chair-on", "chair-off", "strength-on", "strength-off", "evening-on", "evening-off",
    "sunday-on", "sunday-off", "pause-open", "resume",
)  # fmt: skip

# Screens by topic: the command that shows it. What of it has no screen, a tip tells best.
SHOWN = {
    "show-settings": "settings",
    "show-streak": "streak",
    "show-today": "today",
    "show-next": "today",
    "show-week": "week",
    "show-month": "week",
    "show-plans": "plans",
    "show-export": "export",
    "show-delete": "delete",
    "show-help": "help",
    "show-zone": "zone",
    "show-language": "language",
    "show-privacy": "privacy",
    "show-goal": "goal",
    "show-pause": "pause",
}
UNSHOWN = ("show-stop", "show-meetings")

# Where a value is missing, or one of several is meant: the screen that asks for it.
ASKED_BY = {
    "pace": "pace",
    "budget": "budget",
    "goal": "goal",
    "hours": "hours",
    "not-before": "hours",
    "not-after": "hours",
    "days-only": "hours",
    "days-not": "hours",
    "days-also": "hours",
    "quiet": "quiet",
    "sunday-at": "sunday",
    "pause": "pause",
    "zone": "zone",
    "language": "language",
}

TOPICS = (*NOTHING, *REQUESTS, *VALUED, *FIXED, *SHOWN, *UNSHOWN)
