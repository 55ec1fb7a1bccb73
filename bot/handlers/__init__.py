"""Which handler answers what? Every command and every button, in one readable list."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from telegram import CallbackQuery, Update

from bot.context import Context
from bot.handlers import admin, bites, brought, export, free_text, privacy, safety, start, tips
from bot.handlers.house import broadcast, door, invites, records, standard, words
from bot.handlers.house import people as house_people
from bot.handlers.moving import (
    desk,
    edit_log,
    library,
    log,
    log_in_words,
    nudge,
    progress,
    rungs,
    self_check,
    sundays,
)
from bot.handlers.preferences import (
    body,
    health,
    if_then_plans,
    language,
    meetings,
    pause,
    settings,
    settings_in_words,
    zone,
    zone_hint,
)
from bot.incoming.updates import Attached, Tapped, Typed, attached, edited, tapped, topic_of, typed
from bot.outgoing.effects import Effects, Toast, in_topic
from bot.screens.house import house_shown
from bot.screens.house.admins import awaited
from bot.screens.open_nudge import then_fitting
from bot.understanding import greeting_in, yields
from jobs.actions import presence
from messages.replies.callback_data import CannotRead, Tap
from messages.understand.red_flags.gate import Flag
from storage import people
from storage.house import questions
from storage.house.invites import CODE
from storage.people import Stranger

OnTyped = Callable[[Typed, Context], Awaitable[Effects]]
OnTapped = Callable[[Tapped, Context], Awaitable[Effects]]

COMMANDS: Mapping[str, OnTyped] = {
    "start": start.on_start,
    "tip": tips.on_tip,
    "learn": tips.on_learn_command,
    "today": progress.on_today,
    "streak": progress.on_streak,
    "move": log.on_move_command,
    "log": log_in_words.on_log_command,
    "yesterday": log.on_yesterday_command,
    "week": progress.on_week,
    "path": progress.on_path,
    "check": self_check.on_check_command,
    "privacy": privacy.on_privacy,
    "export": export.on_export,
    "delete": privacy.on_delete_command,
    "go": nudge.on_go_command,
    "show": nudge.on_show_command,
    "later": nudge.on_later_command,
    "undo": nudge.on_undo_command,
    "pause": pause.on_pause_command,
    "resume": pause.on_resume_command,
    "settings": settings.on_settings_command,
    "zone": zone.on_zone_command,
    "language": language.on_language_command,
    "help": free_text.on_help,
}

ADMIN = "admin"  # for everyone else, an unknown command


async def on_house_cancel(tapped: Tapped, context: Context) -> Effects:
    """Leave a question for a text: back to the screen it was asked on."""
    screen = HOUSE_SCREENS.get(tapped.tap.text())
    if screen is None:
        raise CannotRead(tapped.tap.action)
    await context.db.write(questions.drop, tapped.chat_id)
    return await screen(replace(tapped, tap=Tap(tapped.tap.action)), context)


HOUSE_SCREENS: Mapping[str, OnTapped] = {
    "list": door.on_list,
    "operator": words.on_operator,
    "people": house_people.on_people,
    "standard": standard.on_standard,
}

BUTTONS: Mapping[str, OnTapped] = {
    # under a nudge
    "done": nudge.on_done,
    "later": safety.unless_paused(nudge.on_later),
    "other": safety.unless_paused(nudge.on_other),
    "not-now": nudge.on_not_now,
    "undo": nudge.on_undo,
    "go": safety.unless_paused(nudge.on_go),
    "stop": nudge.on_stop,
    # a desk that goes up, and sitting down
    "desk-up": desk.on_up,
    "desk-down": desk.on_down,
    "desk-never": desk.on_never,
    "sit-down": desk.on_sit_down,
    "desk-not-now": desk.on_not_now,
    # the library
    "library": safety.unless_paused(library.on_library),
    "library-below": safety.unless_paused(library.on_below),
    "facet": safety.unless_paused(library.on_facet),
    "names": safety.unless_paused(library.on_names),
    "card": safety.unless_paused(library.on_card),
    "card-go": safety.unless_paused(library.on_go),
    "card-done": library.on_done,
    "card-undo": library.on_undo,
    "card-veto": then_fitting(library.on_veto),
    "card-unveto": library.on_unveto,
    "star": library.on_star,
    "favourite": library.on_favourite,
    # under "I don't know"
    "move": safety.unless_paused(log.on_move),
    "help": free_text.on_help_button,
    # under a question whether that is meant
    "agree": then_fitting(free_text.on_agreed),
    # logs
    "log": log.on_log,
    "told": log_in_words.on_told,
    "missed": log.on_missed,
    "yesterday": log.on_yesterday,
    "unlog": log.on_unlog,
    "relog": log.on_relog,
    "receipt": edit_log.on_receipt,
    "fix": edit_log.on_fix,
    "fix-minutes": edit_log.on_fix_minutes,
    "fix-kind": edit_log.on_fix_kind,
    "fix-day": edit_log.on_fix_day,
    # the first minute
    "many": start.on_many,
    "seat": then_fitting(start.on_seat),
    "clocks": zone.on_clocks,
    "time": zone.on_time,
    "clock": zone.on_clock,
    "zone": zone.on_zone,
    "begin": start.on_begin,
    "too-young": start.on_too_young,
    # tips
    "tips": tips.on_tips,
    "topic": tips.on_topic,
    "tip": tips.on_question,
    "how": tips.on_how,
    "learn": tips.on_learn,
    # learning bites
    "bite": safety.unless_paused(bites.on_answer),
    "bites": bites.on_switch,
    # pictures and the weekly review
    "picture": progress.on_picture,
    "aim": sundays.on_aim,
    "slow": sundays.on_slow,
    "fewer-nudges": sundays.on_fewer_nudges,
    "other-hours": progress.on_other_hours,
    "own-plans": progress.on_own_plans,
    "leave-out": sundays.on_leave_out,
    "strengthen": sundays.on_strengthen,
    "more-of": safety.unless_paused(sundays.on_more_of),
    "other-kinds": safety.unless_paused(sundays.on_other_kinds),
    "what-to-mind": sundays.on_what_to_mind,
    # the path
    "path": rungs.on_switch,
    "notch": safety.unless_paused(rungs.on_notch),
    "stay": rungs.on_stay,
    "rung": rungs.on_rung,
    # the self-check
    "check-in": safety.unless_paused(self_check.on_check_in),
    "check-go": safety.unless_paused(self_check.on_go),
    "check-no": self_check.on_no,
    "check": safety.unless_paused(self_check.on_check),
    "check-skip": safety.unless_paused(self_check.on_skip),
    # pauses and meetings
    "pause": pause.on_pause,
    "pause-minutes": pause.on_pause_minutes,
    "holiday": pause.on_holiday,
    "holiday-until": pause.on_holiday_until,
    "resume": pause.on_resume,
    "wake": pause.on_wake,
    "unmeet": meetings.on_take_back,
    "unmeet-all": meetings.on_take_all_back,
    # safety
    "safe": safety.on_safe,
    "numbers": safety.on_numbers,
    "numb": safety.on_numb,
    "clot": safety.on_clot,
    "unsteady": then_fitting(safety.on_unsteady),
    "seated": then_fitting(safety.on_seated),
    "seen": safety.on_seen,
    "about": tips.on_about,
    # settings
    "settings": settings.on_settings,
    "language": language.on_language,
    "hours": settings.on_hours,
    "days": settings.on_days,
    "from": settings.on_from,
    "until": settings.on_until,
    "span": settings.on_span,
    "drop": settings.on_drop,
    "quiet": settings.on_quiet,
    "quiet-from": settings.on_quiet_from,
    "quiet-until": settings.on_quiet_until,
    "pace": settings.on_pace,
    "budget": settings.on_budget,
    "goal": settings.on_goal,
    "sunday": settings.on_sunday,
    "evening": settings.on_evening,
    # settings, if-then plans
    "plans": if_then_plans.on_plans,
    "plan-new": if_then_plans.on_new,
    "plan": if_then_plans.on_plan,
    "plan-at": if_then_plans.on_at,
    "plan-drop": if_then_plans.on_drop,
    "sound": settings.on_sound,
    "rings": settings.on_rings,
    "pictures": settings.on_pictures,
    "unorder": then_fitting(settings_in_words.on_unorder),
    # their data
    "export": export.on_export_button,
    "delete": privacy.on_delete,
    # admins
    **admin.for_admins(
        admin.TAPS,
        broadcast.TAPS,
        door.TAPS,
        invites.TAPS,
        house_people.TAPS,
        records.TAPS,
        standard.TAPS,
        words.TAPS,
        {"house-cancel": on_house_cancel},
    ),
    # settings, body
    "body": body.on_body,
    "not-coming": body.on_not_coming,
    "conditions": body.on_conditions,
    "consent": then_fitting(body.on_consent),
    "condition": then_fitting(body.on_condition),
    "place": then_fitting(body.on_place),
    "around": then_fitting(body.on_around),
    "chair-only": then_fitting(body.on_chair_only),
    "wheelchair": then_fitting(body.on_wheelchair),
    "legs": then_fitting(body.on_legs),
    "walks-only": then_fitting(body.on_walks_only),
    "older": then_fitting(body.on_older),
    "company": then_fitting(body.on_company),
    "floor": then_fitting(body.on_floor),
    "desk": body.on_desk,
    "strength": body.on_strength,
    "vetoes": body.on_vetoes,
    "unveto": body.on_unveto,
    "veto": then_fitting(body.on_veto),
    # what they told about their body
    **health.TAPS,
}

# What an admin's next text answers, by the question that was asked.
ANSWERS: Mapping[str, OnTyped] = {**door.ANSWERS, **house_people.ANSWERS, **standard.ANSWERS}


async def handle(update: Update, context: Context) -> Effects:
    """Record what the update means and return what to show; the facts are committed on return.

    Private messages, their edits, taps on our own buttons and being blocked change something;
    `bot/incoming/update_kinds.py` says what happens to every other kind of update, and why.
    """
    is_tapped = update.callback_query is not None
    return in_topic(await _handled(update, context), topic_of(update), is_typed=not is_tapped)


async def _handled(update: Update, context: Context) -> Effects:
    if update.callback_query is not None:
        return await _on_query(update.callback_query, context)
    if update.my_chat_member is not None:
        return await start.on_member(update.my_chat_member, context)
    if (changed := edited(update)) is not None:
        return await _on_edited(changed, context)
    message, file = typed(update), attached(update)
    if message is not None:
        return await _on_typed(message, context, file)
    return () if file is None else await _on_attached(file, context)


async def _on_edited(message: Typed, context: Context) -> Effects:
    """Check an edit for red flags first; then update the log entry made from that message."""
    flag = await _flag_of(message, context)
    if flag is not None and not flag.is_soft:
        return await safety.on_flag(message, flag, context)
    try:
        return await brought.on_edited(message, context)
    except Stranger:
        return ()


async def _on_typed(message: Typed, context: Context, file: Attached | None) -> Effects:
    """Safety first: a red flag is answered as one, whatever else the message says or carries."""
    flag = await _flag_of(message, context)
    answer = () if flag is None else await safety.on_flag(message, flag, context)
    if flag is not None and not flag.is_soft:
        await safety.beside_alarm(_notice(message.chat_id, message.key, context), ())
        await safety.beside_alarm(log_in_words.keep_silently(message, context), None)
        return answer
    before = await context.db.read(people.find, message.chat_id)
    greeting = await _notice(message.chat_id, message.key, context)
    if greeting and (message.command == "start" or greeting_in(message, context)):
        return (*answer, *greeting)  # the welcome back already is the reply
    effects = await _on_attached(file, context) if file else await _on_words(message, context)
    if before is not None and before.pause.paused_from_at is not None:
        effects = await pause.told_to_be_paused(effects, message.chat_id, context)
    return (*answer, *effects, *greeting)


async def _flag_of(message: Typed, context: Context) -> Flag | None:
    """The red flag; one of a typo or a hunch yields to a confident log, setting or question.

    The code of an invite link is no sentence, whatever its letters happen to spell.
    """
    if message.command == "start" and CODE.fullmatch(message.words):
        return None
    flag = await safety.flag_of(message, COMMANDS, context)
    if flag is None or not (flag.gives_way or flag.is_hunch):
        return flag
    if await safety.beside_alarm(yields(flag, message, context), False):
        return await safety.flag_of(message, COMMANDS, context, may_mistype=False)
    return flag


async def _on_attached(file: Attached, context: Context) -> Effects:
    try:
        return await meetings.on_calendar(file, context)
    except Stranger:
        return await house_shown.stranger(file, context)


async def _on_words(message: Typed, context: Context) -> Effects:
    handler = COMMANDS.get(message.command or "", free_text.on_anything_else)
    if message.place is not None:
        handler = zone.on_location
    if message.brings:
        handler = brought.on_brought
    elif message.chat_id in context.admins:
        if message.command == ADMIN:
            handler = admin.on_admin
        elif message.command is None and (asked := await awaited(message, context)) is not None:
            return await _on_awaited(message, asked.what, context)
    try:
        return await handler(message, context)
    except Stranger:
        return await house_shown.stranger(message, context)


async def _on_awaited(message: Typed, what: str, context: Context) -> Effects:
    """The text that an admin was asked for."""
    if what.startswith(broadcast.TEXT):
        return await broadcast.on_text(message, what, context)
    if what in words.TEXTS:
        return await words.on_text(message, what, context)
    return await ANSWERS[what](message, context)


async def _notice(chat_id: int, key: str, context: Context) -> Effects:
    """Record activity at most once a minute per chat.

    Returns a welcome back after a long absence, and the same one if the update (`key`) is redelivered.
    """
    now = context.now()
    minute = chat_id, now.replace(second=0, microsecond=0)
    if minute in context.seen and (chat_id, key) not in context.seen:
        return ()
    back = None
    person = await context.db.read(people.find, chat_id)
    if person is not None and presence.is_news(person, now, key):
        with suppress(Stranger):  # deleted in between
            back = await context.db.write(presence.here, chat_id, now, key)
    context.seen(minute)
    context.seen((chat_id, key))
    return () if back is None else start.on_back(back, context)


async def _on_query(query: CallbackQuery, context: Context) -> Effects:
    say = context.say_to_stranger(query.from_user.language_code)
    try:
        tap = tapped(query)
        if tap is None:
            return ()
        greeting = await _notice(tap.chat_id, tap.key, context)
        is_odd = await zone_hint.is_at_an_odd_time(tap, context)
        handler = BUTTONS.get(tap.tap.action)
        if handler is None:
            return Toast(query.id, say("old-button")), *greeting
        effects = *await handler(tap, context), *greeting
        return *effects, *(await zone_hint.offer(tap, context) if is_odd else ())
    except CannotRead:
        return (Toast(query.id, say("old-button")),)
    except Stranger:
        return await house_shown.stranger_taps(query.from_user.id, query.id, say, context)
