"""Forms: what is prepared for many reads the same as what is made for one."""

import json
from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as st

from bot.outgoing.media.forms import Form
from jobs.workers.ports import PLACE, Numbered
from messages.language import everything_said
from messages.replies.moving import nudge as replies
from messages.replies.moving.nudge import Pictured
from messages.replies.reply import Reply

CATALOGUE, LANGUAGES = everything_said()
SOME = st.sampled_from([each.id for each in CATALOGUE])


@given(SOME, st.sampled_from(sorted(LANGUAGES)), st.integers(1, 10**12), st.booleans(), st.integers(0, 3))
def test_prepared_words_are_those_of_the_nudge(
    movement_id: str, code: str, number: int, may_put_off: bool, others: int
) -> None:
    def made(nudge_id: int, pictured: Pictured = Pictured.MOVING) -> Reply:
        movement, how = CATALOGUE[movement_id], {"others": others, "may_put_off": may_put_off, "line": 2}
        return replies.nudge(LANGUAGES[code], movement, nudge_id, **how, pictured=pictured)  # type: ignore[arg-type]

    shared, own = made(PLACE), made(number)
    assert Numbered(shared, number).reply == own
    prepared, alone = Form.of(shared, with_loop=True), Form.of(own, with_loop=True)
    assert prepared.filled(7, number, True, "file") == alone.filled(7, 0, True, "file")
    told = {
        name: values[0] for name, values in parse_qs(prepared.filled(7, number, True, "f+1").decode()).items()
    }
    words = "caption" if prepared.loop else "text"
    assert (told["chat_id"], told[words], told["disable_notification"]) == ("7", own.text, "true")
    assert told.get("animation", "f+1") == "f+1"
    data = [
        button["callback_data"]
        for row in json.loads(told["reply_markup"])["inline_keyboard"]
        for button in row
    ]
    assert data == [button.data for row in own.rows for button in row]
