"""Safety first: messages about a body in trouble, in the real bot, over HTTP."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.incoming import admission
from bot.sandbox import Sandbox
from bot.settings import Settings
from jobs.actions import body
from jobs.schedule import unanswered
from jobs.workers.claim import REMINDERS, claim
from storage import people
from storage.engine.place import file_of
from storage.tables import NudgeKind
from tests.clock import SteppingClock
from tests.conftest import to_the_next_plan, until_next_nudge
from tests.people import Human, until
from tests.rows import every_row, rows_of

pytestmark = pytest.mark.promise("quiet")

A = "I'm stopping movement tips here. What you describe needs medical help now"
B = "I won't suggest exercises for this."
C = "That deserves a proper look from a physio or doctor"
E = "I'm really glad you said that."
P = "No movement tips for this one."
SOFT = "If that ever changes, please get help fast."
YOUNG = "I'm made for people of 16 and over."
ASKS = "Have you been seen? Want nudges back?"


def without_emoji(text: str) -> bool:
    return not any(ord(each) >= 0x2190 for each in text)


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


async def live_through(app: App, clock: SteppingClock, days: float) -> None:
    """Advance the time, with a tick every hour."""
    for _ in range(int(days * 24)):
        clock.advance(timedelta(hours=1))
        await app.tick.run()


@pytest.mark.parametrize(
    "typed",
    [
        "my chest hurts",
        "/pause 3 my chest hurts",
        "/start my chest hurts",
        "/my chest hurts",
        "/nonsense chest pain",
    ],
)
async def test_an_emergency_outranks_every_command(
    app: App, ann: Human, clock: SteppingClock, typed: str
) -> None:
    await ann.begins()
    shown = await ann.types(typed)
    assert shown.startswith(A)
    assert without_emoji(shown)
    assert ann.buttons == ["I'm safe / resume later", "Emergency numbers"]
    person = await app.db.read(people.get, ann.chat_id)
    assert person.is_safety_paused
    assert person.pause.paused_until_at is None


async def test_after_an_emergency_no_nudge_comes_until_it_is_wanted(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.types("I can't pee and both my legs are numb")
    before = len(ann.messages)
    await live_through(app, clock, 5)
    assert len(ann.messages) == before
    await ann.taps("I'm safe")
    assert "Nudges stay paused until you want them back." in ann.screen
    assert any(message.text.startswith(A) for message in ann.messages)  # the words stay on the screen
    assert "Nudges are back on. Next one:" in await ann.taps("Yes, nudges back on")
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused
    await until_next_nudge(app, clock, ann)


async def test_resume_ends_a_safety_pause_too(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("I fainted")
    assert "Back. Next nudge" in await ann.types("/resume")
    person = await app.db.read(people.get, ann.chat_id)
    assert not person.is_safety_paused
    await until_next_nudge(app, clock, ann)


async def test_a_shorter_pause_does_not_end_a_safety_pause(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("I fainted")
    assert "Quiet until you say /resume" in await ann.types("/pause 1")
    await live_through(app, clock, 3)
    assert not ann.nudges_shown()
    assert (await app.db.read(people.get, ann.chat_id)).is_safety_paused


async def test_a_later_that_was_waiting_is_cancelled(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("⏰ Later")
    await ann.types("my groin is numb")
    await live_through(app, clock, 1)
    assert len(ann.nudges_shown()) == 1


async def test_buttons_of_an_open_nudge_offer_no_movement_meanwhile(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    shown = ann.screen
    await ann.types("I have a fever")
    await ann.taps("🔁 Another")
    assert ann.toast == "Movements are paused for your safety. /resume brings them back."
    await ann.taps("⏰ Later")
    assert ann.toast == "Movements are paused for your safety. /resume brings them back."
    assert ann.nudge_messages()[0].text == shown
    assert "Today: 1 of 4." in await ann.taps("✅ Done")  # what was done counts


async def test_a_nudge_that_was_decided_but_not_sent_stays_unsent(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    person = await app.db.read(people.get, ann.chat_id)
    assert person.plan.next_nudge_at is not None
    clock.advance(person.plan.next_nudge_at - clock.now())
    await app.db.write(claim, clock.now(), 500, app.catalogue, app.parts.random, REMINDERS)
    await ann.types("my chest hurts")
    await app.tick.run()  # as after a crash: what was claimed is taken up
    assert not ann.nudges_shown()


async def test_a_doctor_today_is_asked_about_once_after_three_days_and_never_at_night(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    clock.advance(timedelta(hours=14, minutes=30))  # 22:30: three days later it is quiet too
    assert (await ann.types("my calf is swollen and hot")).startswith(B)
    assert ann.buttons == []
    await live_through(app, clock, 2.9)
    assert ASKS not in ann.screen
    await to_the_next_plan(app, clock, ann)
    assert ann.screen == ASKS
    assert f"{clock.now():%a %H:%M}" == "Fri 08:00"
    assert ann.buttons == ["Yes, nudges back on", "Not yet"]
    await live_through(app, clock, 8)
    assert [m.text for m in ann.messages].count(ASKS) == 1
    assert not ann.nudges_shown()
    assert await ann.taps("Not yet") == "All right. Nudges stay paused until you say /resume."
    assert not await to_the_next_plan(app, clock, ann)


async def test_yes_after_three_days_brings_the_nudges_back(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("I have a fever")
    await live_through(app, clock, 3.1)
    assert "Nudges are back on." in await ann.taps("Yes, nudges back on")
    await until_next_nudge(app, clock, ann)


async def test_who_resumes_before_is_not_asked(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await ann.types("I have a fever")
    await ann.types("/resume")
    await live_through(app, clock, 4)
    assert ASKS not in [message.text for message in ann.messages]


async def test_the_question_is_claimed_sent_and_noted_like_a_nudge_and_counts_as_none(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    nudged_at = (await app.db.read(people.get, ann.chat_id)).sent.nudged_at
    await ann.types("I have a fever")
    await live_through(app, clock, 3.1)
    rows = await app.db.read(rows_of, ann.chat_id)
    assert [row for row in rows["nudges"] if NudgeKind.CHECK_BACK in row]
    person = await app.db.read(people.get, ann.chat_id)
    assert (person.sent.open_nudge_id, person.sent.nudged_at, person.pause.check_back_at) == (
        None,
        nudged_at,
        None,
    )
    assert unanswered.ignored_in_row(person) == 0


async def test_a_crisis_pauses_for_a_day_and_ends_by_itself(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    clock.advance(timedelta(hours=1))
    shown = await ann.types("I want to die")
    assert shown.startswith(E)
    assert without_emoji(shown)
    assert ann.buttons == []
    await live_through(app, clock, 23 / 24)
    assert (await app.db.read(people.get, ann.chat_id)).is_safety_paused
    assert not ann.nudges_shown()
    await live_through(app, clock, 1 / 24)
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused
    await until_next_nudge(app, clock, ann)
    assert clock.now().day == 5


async def test_a_crisis_ends_for_who_was_never_planned_for(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.types("/start")
    await ann.types("I want to die")
    clock.advance(timedelta(hours=25))
    await ann.types("/today")
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused


async def test_a_crisis_does_not_shorten_what_lasts_longer(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    await ann.types("I fainted")
    await ann.types("I want to die")
    await live_through(app, clock, 2)
    assert not ann.nudges_shown()


async def test_a_pause_for_safety_keeps_the_streak(app: App, ann: Human, clock: SteppingClock) -> None:
    await ann.begins()
    await until_next_nudge(app, clock, ann)
    await ann.taps("✅ Done")
    await ann.types("I have a fever")
    await live_through(app, clock, 7)
    await ann.types("/resume")
    await until_next_nudge(app, clock, ann)
    assert "Streak: 2 days." in await ann.taps("✅ Done")


async def test_no_hurry_leaves_the_nudges_on_and_offers_a_chair(
    app: App, ann: Human, clock: SteppingClock
) -> None:
    await ann.begins()
    assert (await ann.types("my back pain has been there for weeks")).startswith(C)
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused
    await ann.taps("Chair-only ideas")
    assert ann.screen == "Seated ideas only from now on."
    assert (await app.db.read(people.get, ann.chat_id)).body.chair_only
    await ann.taps("Any position again")
    assert ann.screen == "Ideas in any position again."
    assert not (await app.db.read(people.get, ann.chat_id)).body.chair_only
    await until_next_nudge(app, clock, ann)


async def test_pregnancy_has_words_of_its_own(app: App, ann: Human) -> None:
    await ann.begins()
    assert (await ann.types("I'm pregnant and bleeding")).startswith(P)
    assert (await app.db.read(people.get, ann.chat_id)).pause.check_back_at is not None


async def test_what_is_denied_gets_a_line_and_the_message_is_dealt_with(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/help no chest pain")
    await until(lambda: len(ann.messages) >= 3)
    texts = [message.text for message in ann.messages][-2:]
    assert texts[0] == SOFT
    assert "nudge you out of your chair" in texts[1]
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused


@pytest.mark.parametrize(("label", "is_paused"), [("Just from the seat", False), ("It stays", True)])
async def test_numb_from_the_seat_is_asked_about_once(
    app: App, ann: Human, label: str, is_paused: bool
) -> None:
    await ann.begins()
    assert await ann.types("numb bum from sitting") == "Numb just from the seat, or does it stay?"
    shown = await ann.taps(label)
    assert shown.startswith(A if is_paused else "Then stand up and move about a little.")
    assert (await app.db.read(people.get, ann.chat_id)).is_safety_paused is is_paused


async def test_a_stranger_gets_the_words_and_nothing_is_kept(app: App, ann: Human, sandbox: Sandbox) -> None:
    before = await app.db.read(every_row)
    for typed, words in (
        ("my chest hurts", A),
        ("I'm 14", YOUNG),
        ("/start I'm 13", YOUNG),
        ("I want to die", E),
    ):
        seen = len(ann.messages)
        await ann.types(typed)
        assert ann.messages[seen].text.startswith(words)
    assert await app.db.read(every_row) == before
    await ann.taps("Emergency numbers")
    assert ann.screen.startswith("Emergency: 112, 999 or 911.")


async def test_both_the_persons_language_and_the_one_they_wrote_in(
    app: App, sandbox: Sandbox, ann: Human
) -> None:
    await ann.begins()
    shown = await ann.types("ich bekomme keine Luft")
    assert shown.startswith(A)
    assert "Ruf bitte den Notruf 112" in shown
    await ann.taps("Emergency numbers")
    assert "116 117" in ann.screen
    otto = Human(sandbox, 9, "Otto", "de-AT")
    assert (await otto.types("ich bekomme keine Luft")).startswith("Ich unterbreche die Bewegungstipps.")
    assert otto.buttons == ["Bin in Sicherheit / später weiter", "Notrufnummern"]


@pytest.mark.parametrize("is_known", [True, False])
async def test_an_age_alone_is_no_case_for_a_doctor(app: App, ann: Human, is_known: bool) -> None:
    if is_known:
        await ann.begins()
    before = len(ann.messages)
    assert (await ann.types("I'm 14")).startswith(YOUNG)
    assert ann.buttons == ["I'm under 16"]
    assert not any(message.text.startswith(B) for message in ann.messages[before:])
    if is_known:
        assert (await app.db.read(people.get, ann.chat_id)).is_safety_paused


@pytest.mark.parametrize(("typed", "answer"), [("I'm 14, my chest hurts", A), ("I'm 14, my knee hurts", B)])
async def test_an_age_hides_no_sign(app: App, ann: Human, typed: str, answer: str) -> None:
    await ann.begins()
    before = len(ann.messages)
    await ann.types(typed)
    await until(lambda: any(message.text.startswith(YOUNG) for message in ann.messages))
    assert any(message.text.startswith(answer) for message in ann.messages[before:])


async def test_no_promise_is_made_about_nudges_that_stay_as_they_are(ann: Human) -> None:
    await ann.begins()
    assert await ann.types("my hip locks") == (
        "That deserves a proper look from a physio or doctor — not an emergency, just worth booking."
        " Want chair-only ideas meanwhile?"
    )
    assert ann.buttons == ["Chair-only ideas"]


async def test_under_a_picture_it_counts_too(app: App, sandbox: Sandbox, ann: Human) -> None:
    await ann.begins()
    private = {"id": 7, "type": "private", "first_name": "Ann"}
    sender = {"id": 7, "is_bot": False, "first_name": "Ann", "language_code": "en"}
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    message = {"message_id": 800, "date": 1_709_539_200, "chat": private, "from": sender}
    sandbox.world.updates.push(
        "message", message | {"photo": photo, "caption": "my leg is swollen, my chest hurts"}
    )
    await ann.until_dealt_with()
    assert ann.screen.startswith(A)


@pytest.mark.telegrams_pace
async def test_an_emergency_is_never_one_message_too_many_and_overtakes_what_waits(
    app: App, sandbox: Sandbox, ann: Human, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "MESSAGES_A_MINUTE", 5)
    await ann.begins()
    for _ in range(8):
        sandbox.write(ann.chat_id, "/help")
    sandbox.write(ann.chat_id, "my chest hurts")
    await until(lambda: any(message.text.startswith(A) for message in ann.messages))
    assert sum("nudge you out of your chair" in message.text for message in ann.messages) <= 3
    assert (await app.db.read(people.get, ann.chat_id)).is_safety_paused


async def test_nothing_of_it_is_in_the_database_or_the_log(
    app: App, settings: Settings, ann: Human, clock: SteppingClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await ann.begins()
    for typed in (
        "numb groin, canaryword",
        "/pause 3 fever canaryword",
        "I want to die canaryword",
        "hip locks canaryword",
    ):
        await ann.types(typed)
    await live_through(app, clock, 4)
    await ann.until_dealt_with()
    kept = everything_in(file_of(settings.database_url).parent)
    assert b"people" in kept
    assert not any(word in kept for word in (b"canaryword", b"groin", b"fever"))
    ours = [r for r in caplog.records if r.name.split(".")[0] in ("bot", "jobs", "storage", "messages")]
    assert ours
    for record in ours:
        assert not any(word in record.getMessage() for word in ("canaryword", "groin", "fever", "die"))


async def test_flags_are_counted_without_a_level(app: App, ann: Human) -> None:
    await ann.begins()
    for typed in ("my chest hurts", "I want to die", "no chest pain", "hello"):
        await ann.types(typed)
    page = app.metrics.page(None).decode()
    assert "psoas_safety_flags_total 2.0" in page


@pytest.mark.parametrize(
    ("language", "typed", "logged"),
    [
        ("en", "ran 5k in the hills", "Logged: Run · 5 km"),
        ("en", "walked 20 min in the hils", "Logged: Walk"),
        ("de", "hab die treppe genommen", "Treppe"),
    ],
)
async def test_a_real_word_close_to_a_sign_is_none(
    app: App, sandbox: Sandbox, language: str, typed: str, logged: str
) -> None:
    human = Human(sandbox, 9, "Cleo", language)
    await human.begins()
    assert logged in await human.types(typed)
    assert not (await app.db.read(people.get, human.chat_id)).is_safety_paused


@pytest.mark.parametrize(
    "typed", ["just chill", "aww cute", "any hint?", "mir ist was eingefallen", "notifications help pls"]
)
async def test_an_ordinary_word_stops_no_nudges(app: App, ann: Human, typed: str) -> None:
    await ann.begins()
    screen = await ann.types(typed)
    assert not any(each in screen for each in (A, B, C, E, P))
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused


async def test_a_typo_alone_gives_way_to_a_sure_log_and_to_nothing_else(app: App, ann: Human) -> None:
    await ann.begins()
    assert "Walk" in await ann.types("walked 20 min chillss")
    assert B in await ann.types("chillss")
    assert A in await ann.types("walked 20 min, my chset hurts")  # two words
    assert A in await ann.types("walked 20 min and colapsed")  # an emergency never gives way


async def test_what_no_list_has_is_heard_by_its_likeness_and_pauses(app: App, ann: Human) -> None:
    await ann.begins()
    assert A in await ann.types("bladders full but i just cant get started, been trying all morning")
    assert (await app.db.read(people.get, ann.chat_id)).is_safety_paused


async def test_an_unsure_hunch_asks_in_a_line_and_the_message_is_read_as_usual(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("my back has troubled me for many weeks and does not improve")
    assert any("Is this new, strong or getting worse?" in message.text for message in ann.messages)
    assert not any(each in ann.screen for each in (A, B, C, E, P))
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused


@pytest.mark.parametrize(
    "question",
    [
        "I play football three times a week and the hip hurts",
        "I can't get down on the carpet any more",
        "not a word from you since yesterday",
        "finals in six weeks and I only sit over my books",
    ],
)
async def test_a_hunch_is_nothing_against_a_question_that_is_written_down(
    app: App, ann: Human, question: str
) -> None:
    await ann.begins()
    asked = app.parts.lexicons["en"].tip_asked(question)
    assert asked is not None
    assert asked.question in await ann.types(question)
    assert not any("new, strong or getting worse" in message.text for message in ann.messages)
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused


async def test_a_question_that_is_a_sign_leads_to_its_tip_below_the_words_of_the_sign(ann: Human) -> None:
    await ann.begins()
    assert B in await ann.types("groin pain when i run")
    await ann.taps("Groin pain when I run")
    assert "Please stop running on it." in ann.screen
    assert [label for label in ann.buttons if "🧘" in label] == []
    assert any(B in message.text for message in ann.messages)  # it stays


async def test_an_emergency_leads_nowhere_else(ann: Human) -> None:
    await ann.begins()
    await ann.types("my chest hurts")
    assert ann.buttons == ["I'm safe / resume later", "Emergency numbers"]


async def test_a_tip_whose_title_is_a_sign_opens_from_its_button(app: App, ann: Human) -> None:
    await ann.begins()
    await ann.types("/tip")
    await ann.taps("Sport")
    await ann.taps("Groin pain when I run")
    assert "Please stop running on it." in "".join(message.text for message in ann.messages)


async def test_after_an_operation_the_surgical_team_comes_first_and_no_movement_is_a_button(
    app: App, ann: Human
) -> None:
    await ann.begins()
    asked = await ann.types("hip op 3 weeks ago, can i do lunges")
    answer = ann.messages[-2]
    assert answer.text.startswith("Your surgical team comes first")
    assert answer.labels == []
    assert asked == "Has your team lifted the precautions?"  # before anything is left out
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused


async def test_who_falls_often_is_offered_to_leave_out_what_wobbles_and_nothing_is_kept_before_consent(
    app: App, ann: Human
) -> None:
    await ann.begins()
    offer = await ann.types("I fall a lot")
    assert ann.messages[-2].text.startswith("Falling often is worth a visit to a doctor")  # it comes first
    assert offer == "Shall I leave out what doesn't go with being wobbly?"
    assert (await app.db.read(people.get, ann.chat_id)).body.conditions == ()
    await ann.taps("Not really: leave out wobbly ones")
    assert ann.screen.startswith("Shall I ask about pregnancy")
    assert (await app.db.read(people.get, ann.chat_id)).body.conditions == ()
    await ann.taps("✅ Yes, ask me")
    assert (await app.db.read(people.get, ann.chat_id)).body.conditions == ("BAL",)
    assert "● Falls or poor balance" in ann.buttons


async def test_with_consent_one_tap_leaves_out_what_wobbles(app: App, ann: Human) -> None:
    await ann.begins()
    await app.db.write(body.consent, ann.chat_id, app.clock.now())
    await ann.types("I fall a lot")
    await ann.taps("Not really: leave out wobbly ones")
    assert ann.screen.startswith("Left out from now on")
    person = await app.db.read(people.get, ann.chat_id)
    assert person.body.conditions == ("BAL",)
    assert not person.is_safety_paused


async def test_a_clot_once_asks_about_the_legs_and_only_a_yes_pauses(app: App, ann: Human) -> None:
    await ann.begins()
    asked = await ann.types("I had a blood clot")
    assert asked == "Thanks for telling me. Is one of your legs swollen, red, hot or painful right now?"
    assert (await app.db.read(people.get, ann.chat_id)).is_minding(app.clock.now())
    assert await ann.taps("No, nothing like that") == SOFT
    assert ann.screen == "Is it still being treated?"  # one question at a time
    await ann.taps("No")
    await ann.taps("✅ Yes, leave out")
    person = await app.db.read(people.get, ann.chat_id)
    assert person.body.vetoes == ("ball-on-wall-glutes",)
    assert not person.is_safety_paused
    await ann.types("I had a blood clot")
    assert (await ann.taps("Yes, it is")).startswith(B)
    assert (await app.db.read(people.get, ann.chat_id)).is_safety_paused


async def test_falls_are_answered_first_and_what_wobbles_may_be_left_out_below(app: App, ann: Human) -> None:
    await ann.begins()
    offer = await ann.types("I fell twice this month")
    assert ann.messages[-2].text.startswith(B)
    assert offer == "Shall I leave out what doesn't go with being wobbly?"
    assert (await app.db.read(people.get, ann.chat_id)).is_safety_paused
    await ann.taps("✅ Yes, leave out")
    assert "what doesn't go with being wobbly is out" in (await ann.taps("✅ Yes, keep it")).casefold()
    person = await app.db.read(people.get, ann.chat_id)
    assert person.body.conditions == ("BAL",)
    assert person.is_safety_paused  # what a doctor should see stays so


async def test_incontinence_alone_is_no_emergency(app: App, ann: Human) -> None:
    await ann.begins()
    offer = await ann.types("stress incontinence")
    answer = ann.messages[-2]
    assert "a pelvic-health physio is the right person" in answer.text
    assert answer.labels == []
    assert offer.startswith("Shall I leave out what doesn't go with leaking or heaviness?")
    assert not (await app.db.read(people.get, ann.chat_id)).is_safety_paused
