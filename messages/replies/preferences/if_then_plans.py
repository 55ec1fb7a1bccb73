"""If-then plan replies: the list, one plan, and its nudge with every answer."""

from collections.abc import Collection, Sequence
from datetime import time
from html import unescape

from messages.language import Language
from messages.replies import callback_data
from messages.replies.common import day_so_far, milestone_line, streak_now
from messages.replies.moving.nudge import hello
from messages.replies.reply import Again, Button, Reply, Rows, grid
from storage.values import DayTotals, Intention

Words = tuple[str, str] | None  # cue and action; None if deleted since


def hub(say: Language, plans: Sequence[Intention], most: int, quiet: Collection[int] = ()) -> Reply:
    """All plans with their times, and room for another; `quiet` lists plans that fall in quiet hours."""
    lines = [
        say(
            "plan-line-quiet" if each.number in quiet else "plan-line",
            time=f"{each.at_from:%H:%M}",
            words=_sentence(each.cue, each.action),
        )
        for each in plans
    ]
    buttons = [
        # Labels are not HTML, so undo the escaping.
        Button(
            unescape(say("button-plan", time=f"{each.at_from:%H:%M}", action=_short(each.action))),
            callback_data.data("plan", each.number),
        )
        for each in plans
    ]
    if len(plans) < most:
        buttons.append(Button(say("button-plan-new"), callback_data.data("plan-new")))
    back = Button(say("button-back"), callback_data.data("settings"))
    text = say("plans") + "".join("\n" + line for line in lines)
    return Reply(text, (*grid(buttons, 1), (back,)), again=Again("plans"))


def ask(say: Language) -> Reply:
    return Reply(say("plan-ask"), (_back(say),))


def unclear(say: Language) -> Reply:
    return Reply(say("plan-unclear"), (_back(say),))


def too_long(say: Language, longest: int) -> Reply:
    return Reply(say("plan-too-long", longest=longest), (_back(say),))


def enough(say: Language, most: int) -> Reply:
    return Reply(say("plans-enough", most=most), (_back(say),))


def plan(say: Language, shown: Intention, times: Sequence[time], rests: bool = False) -> Reply:
    """One plan, to reschedule or delete; `rests` while a pause silences it."""
    words = _sentence(shown.cue, shown.action)
    text = say("plan", words=words, time=f"{shown.at_from:%H:%M}", rests=int(rests))
    return Reply(text, _other_times(say, shown, times), again=_plan_again(shown))


def quiet(say: Language, shown: Intention, times: Sequence[time], begins: time, ends: time) -> Reply:
    """The plan's time is in quiet hours: ask for another."""
    text = say(
        "plan-quiet",
        words=_sentence(shown.cue, shown.action),
        time=f"{shown.at_from:%H:%M}",
        begins=f"{begins:%H:%M}",
        ends=f"{ends:%H:%M}",
    )
    return Reply(text, _other_times(say, shown, times), again=_plan_again(shown))


def _plan_again(shown: Intention) -> Again:
    return Again("plan", (str(shown.number),))


def _nudge_again(nudge_id: int) -> Again:
    return Again("plan-nudge", (str(nudge_id),))


def _other_times(say: Language, shown: Intention, times: Sequence[time]) -> Rows:
    buttons = [
        Button(
            say("button-chosen" if each == shown.at_from else "button-choice", value=f"{each:%H:%M}"),
            callback_data.data("plan-at", shown.number, f"{each:%H%M}"),
        )
        for each in times
    ]
    drop = Button(say("button-plan-drop"), callback_data.data("plan-drop", shown.number))
    return (*grid(buttons, 4), (drop, *_back(say)))


def nudge(
    say: Language, words: Words, nudge_id: int, *, may_put_off: bool, ends_pause: bool = False
) -> Reply:
    """The plan's nudge: their own words, with a nudge's answers."""
    later = [Button(say("button-later"), callback_data.data("later", nudge_id))] if may_put_off else []
    done = Button(say("button-done"), callback_data.data("done", nudge_id))
    not_now = Button(say("button-not-now"), callback_data.data("not-now", nudge_id))
    text = hello(say, ends_pause) + say("plan-nudge", words=_said(say, words))
    return Reply(text, ((done, *later, not_now),))


def done(
    say: Language, words: Words, nudge_id: int, totals: DayTotals, milestone: str | None = None
) -> Reply:
    day, streak = day_so_far(say, totals), streak_now(say, totals)
    text = say("plan-done", words=_said(say, words), day=day, streak=streak)
    if milestone is not None:
        text += "\n" + milestone_line(say, milestone)
    undo = Button(say("button-undo"), callback_data.data("undo", nudge_id))
    return Reply(text, ((undo,),), again=_nudge_again(nudge_id))


def undone(say: Language, nudge_id: int, totals: DayTotals) -> Reply:
    text = say("plan-undone", day=day_so_far(say, totals), streak=streak_now(say, totals))
    return Reply(text, ((Button(say("button-done"), callback_data.data("done", nudge_id)),),))


def later(say: Language, words: Words, nudge_id: int, at: str) -> Reply:
    text = say("plan-later", words=_said(say, words), time=at)
    return Reply(text, _after_all(say, nudge_id), again=_nudge_again(nudge_id))


def not_now(say: Language) -> Reply:
    return Reply(say("not-now"))


def _after_all(say: Language, nudge_id: int) -> Rows:
    return ((Button(say("button-done-after-all"), callback_data.data("done", nudge_id)),),)


def _said(say: Language, words: Words) -> str:
    return say("plan-gone") if words is None else _sentence(*words)


def _sentence(cue: str, action: str) -> str:
    return f"{cue[:1].upper()}{cue[1:]}: {action}"


def _short(action: str) -> str:
    return action if len(action) <= 30 else action[:29].rstrip() + "…"


def _back(say: Language) -> tuple[Button, ...]:
    return (Button(say("button-plans-back"), callback_data.data("plans")),)
