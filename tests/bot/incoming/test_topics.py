"""Private chats with topics: every answer arrives in the topic it was asked in."""

from datetime import timedelta

import pytest

from bot.app import App
from bot.outgoing import keeping
from bot.outgoing.effects import Edit, Effect, Follow, Offer, Send
from bot.sandbox import CannotDo, Message, Sandbox
from messages.replies.reply import Reply
from tests.clock import SteppingClock
from tests.conftest import until_next_nudge
from tests.people import Human, until


class Topic:
    """One person in one topic of their chat with the bot."""

    def __init__(self, human: Human, name: str) -> None:
        self.human = human
        self.id = human.sandbox.open_topic(human.chat_id, name)

    @property
    def messages(self) -> list[Message]:
        return [m for m in self.human.messages if m.topic_id == self.id]

    async def types(self, text: str) -> list[Message]:
        """What the bot writes then, wherever it does."""
        before = self.human.messages[-1].id if self.human.messages else 0
        self.human.sandbox.write(self.human.chat_id, text, self.id)
        await self.human.until_dealt_with()
        await until(lambda: any(m.id > before for m in self.human.messages))
        return [m for m in self.human.messages if m.id > before]


@pytest.fixture
async def topic(app: App, ann: Human) -> Topic:
    await ann.begins()
    topic = Topic(ann, "Moving")
    Topic(ann, "Another")
    await ann.until_dealt_with()
    return topic


@pytest.mark.parametrize(
    "text",
    [
        "walked 20 min",
        "every 45 minutes",
        "what is the psoas",
        "crushing chest pain",
        "qwertz",
        "hi",
        "/help",
        "/today",
        "/move",
        "/export",
        "/log",
        "/zone",
        "when I make coffee, then 10 calf raises, at 10:30",
    ],
)
async def test_an_answer_comes_in_the_topic_it_was_asked_in(topic: Topic, text: str) -> None:
    came = await topic.types(text)
    assert came
    assert {m.topic_id for m in came} == {topic.id}


async def test_so_do_a_picture_and_a_file(topic: Topic) -> None:
    came = await topic.types("/week")
    await until(lambda: any(m.photo for m in topic.messages))
    assert {m.topic_id for m in came} == {topic.id}
    await topic.types("/export")
    assert any(m.document for m in topic.messages)


async def test_and_a_line_a_change_and_what_a_button_brings(topic: Topic) -> None:
    ann = topic.human
    ann.sandbox.bring(
        ann.chat_id, "voice", {"file_id": "x", "file_unique_id": "x", "duration": 1}, "", topic.id
    )
    await ann.until_dealt_with()
    assert ann.messages[-1].topic_id == topic.id
    await topic.types("walked 20 min")
    typed = [m for m in ann.sandbox.messages(7) if not m.from_bot][-1]
    ann.sandbox.edit(7, typed.id, "walked 25 min")
    await ann.until_dealt_with()
    assert "25 minutes" in ann.screen
    assert ann.messages[-1].topic_id == topic.id
    await topic.types("qwertz")
    for label in ("Help", "A movement now"):
        await ann.taps(label)
        await until(lambda: ann.messages[-1].topic_id == topic.id)
    assert ann.messages[-1] in ann.nudge_messages()


async def test_outside_of_topics_nothing_has_one(topic: Topic) -> None:
    await topic.types("walked 20 min")
    await topic.human.types("walked 30 min")
    assert topic.human.messages[-1].topic_id is None


async def test_somebody_is_led_in_the_topic_where_they_asked(
    topic: Topic, app: App, clock: SteppingClock
) -> None:
    await until_next_nudge(app, clock, topic.human)
    assert topic.human.messages[-1].topic_id is None
    came = await topic.types("/go")
    assert came[-1].topic_id == topic.id
    await topic.human.until_dealt_with()


async def test_a_topic_that_has_gone_loses_no_answer(topic: Topic) -> None:
    ann = topic.human
    ann.sandbox.write(7, "walked 20 min", topic.id)
    ann.sandbox.person(7).topics.remove(topic.id)
    await ann.until_dealt_with()
    assert "Logged: Walk" in ann.screen
    assert ann.messages[-1].topic_id is None


@pytest.mark.parametrize(
    "effect",
    [
        Send(7, Reply("hi"), topic_id=5),
        Edit(7, 1, Reply("hi"), topic_id=5),
        Offer(7, Reply("hi"), 1, None, topic_id=5),
        Follow(7, None, 1, "walk-1", "en", topic_id=5),
    ],
    ids=lambda effect: type(effect).__name__,
)
def test_an_answer_that_waits_over_a_restart_knows_its_topic(effect: Effect) -> None:
    assert keeping.read(*keeping.written(effect)) == effect


async def test_one_too_many_is_said_in_the_topic(topic: Topic) -> None:
    for _ in range(40):
        topic.human.sandbox.write(7, "hi", topic.id)
    await until(lambda: any("a lot of messages" in m.text for m in topic.human.messages))
    said = [m for m in topic.human.messages if "a lot of messages" in m.text]
    assert [m.topic_id for m in said] == [topic.id]


async def test_the_sandbox_is_strict_about_topics(
    topic: Topic, sandbox: Sandbox, clock: SteppingClock
) -> None:
    with pytest.raises(CannotDo, match="has no topic 999"):
        sandbox.write(7, "hi", 999)
    clock.advance(timedelta(minutes=1))
    await topic.types("hi")
    sent = [c for c in sandbox.calls if c.method == "sendMessage" and c.parameters.get("message_thread_id")]
    assert sent[-1].status == 200
