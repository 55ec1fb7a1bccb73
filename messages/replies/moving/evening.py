"""Evening line: sent when a streak is at risk, to people who asked for it."""

from collections.abc import Collection

from messages.content.movements import Movement
from messages.language import Language
from messages.replies.moving.nudge import Pictured, answers, explained, length, see
from messages.replies.reply import Reply

# Evening movements, each with its own line; the caller checks which of them suit the person.
LINES = ("seated-march", "belly-breathing", "constructive-rest", "walk-1")


def line(
    say: Language,
    movement: Movement | None,
    nudge_id: int,
    tomorrow_days: int,
    *,
    conditions: Collection[str] | None = None,
    pictured: Pictured = Pictured.IN_WORDS,
) -> Reply:
    """One small movement, or (None) a rest pass instead. `tomorrow_days` is the streak including today."""
    if movement is None:
        return Reply(say("evening-rest-pass"))
    text = say("evening-line", which=movement.id, days=tomorrow_days)
    told = say(
        "evening", line=text, name=say.movements[movement.id].name, length=length(say, movement.seconds)
    )
    rows = answers(say, nudge_id, 0, may_put_off=False)
    opening = f"{told}\n{see(say, pictured)}"
    return explained(say, movement, opening, rows, conditions, pictured)
