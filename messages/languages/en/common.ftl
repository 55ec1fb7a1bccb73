# Everything the bot says in English. Values arrive escaped; tags are Telegram's HTML.
# At most one joke and one emoji in a message. Never guilt, comparison, fear or promises.

when-today = today at { $time }
when-yesterday = yesterday at { $time }
when-tomorrow = tomorrow at { $time }
when-tomorrow-morning = tomorrow morning
when-day = { $day } at { $time }
when-never = when you ask for it

on-day = { $weekday } { $day } { $month }
on-short-day = { $day } { $month }
list-more = { $first }, { $next }
list-last = { $first } and { $last }

day-so-far = { $moves ->
    [0] Nothing logged yet today; the goal is { $goal }.
   *[other] { $left ->
        [0] { $over ->
            [0] Today: { $moves } of { $goal }, goal met.
           *[other] Today: { $moves }, goal of { $goal } met.
        }
       *[other] Today: { $moves } of { $goal }.
    }
}
streak-now = { $days ->
    [0] A streak starts with one.
    [one] Streak: 1 day.
   *[other] Streak: { $days } days.
}

hello-again = Good to see you.
help = <b>Save Our Psoas</b> (the p is silent)

    I nudge you out of your chair a few times a day, with one small movement each time. Tap ✅ when you've done it. One a day keeps the streak; { $goal } a day is your goal.

    Just say it: “now”, “walked 20 min”, “done”, “every 45 minutes”, “quiet until 3”, “is sitting bad?” Or:

    /tip · a tip, or the answer to your question; you can just type it, too
    /log · log a movement by tapping; or type it: “20 min walk”, “10 squats”, “swam yesterday evening”, or just “done”
    /move · one movement right now, and the way to all of them; or type “show me everything for the hips”, “my favourites”
    /yesterday · log yesterday; the streak heals
    /go · I count you through the movement of the last nudge
    /today · what you've done, and when I'll write next
    /streak · days in a row
    /week · the last seven days, and pictures of your year, strength and variety
    /path · where you are in the twelve weeks, and what this week is for; or “just nudge me”
    /undo · take back the last one
    /pause and /resume · quiet, for as long as you like; send me an invitation (.ics) and I'm quiet during the meeting
    /settings · hours, pace, goal, body, plans of your own
    /zone and /language · where you are, and how I speak
    /privacy · what I keep; /export sends you all of it, /delete removes it

    I'm a movement reminder, not a clinician. Keep everything comfortable and stop if it hurts. In an emergency call your local number (112, 999 or 911).
help-operator = This bot is run by { $who }.
unknown = { $which ->
    [0] That one's beyond me, and I'd rather say so than guess. Other words might do it, or one of these:
    [1] I don't know that one. What I'm good at:
    [2] Hm, you've lost me there. Say it another way, or take one of these:
    [3] No idea, honestly; legs are more my thing. Here's what I can do:
   *[other] I can't make that out, sorry. Try other words, or start here:
}
unknown-doctor = If something hurts or feels wrong, please ask a doctor; in an emergency call 112, 999 or 911.
button-way = { $to ->
    [move] 🤸 A movement now
    [log] 📝 Log
    [pause] ⏸ Quiet
   *[help] 💬 Help
}
greeting = { $which ->
    [hello] Hello! Good to hear from you.
    [thanks] { $wheelchair ->
        [1] You're welcome. Your shoulders thank you, too.
       *[0] You're welcome. Your legs thank you, too.
    }
   *[bye] See you! I'll be here.
}
say-start = We haven't met yet. Press /start and I'll be your legs' advocate.
old-button = That button is from another time. /today shows where you stand.
too-much = That's a lot of messages. Give me a minute to catch up. If it's an emergency, don't wait for me: call your local number (112, 999 or 911).
enough-exports = You've got plenty of me in files by now. The next export works { $when }.
enough-pictures = My brushes need to dry. The next picture works { $when }.
too-fast = You're faster than I can count. That tap didn't make it: wait a minute, then tap again.
sorry = Something went wrong on my side. Nothing you logged before is lost; please try once more.

command-start = Hello, or hello again
command-tip = A tip, or ask me anything
command-today = Today's moves and the next nudge
command-streak = Days in a row
command-week = The week, with pictures
command-path = Where you are in the twelve weeks
command-check = The self-check, three minutes
command-undo = Take back the last move
command-pause = Quiet for a while
command-resume = Back to nudging
command-settings = Hours, pace, zone, goal
command-export = Everything I keep about you
command-help = How this works
description = I get people out of their chairs: a few nudges a day, one small movement each, and a streak that forgives. Press Start: the first one takes a minute.
short-description = Small movements, right when you've sat too long. The p is silent.
