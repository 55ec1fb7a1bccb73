# Settings changes in plain words: what was understood, and why something is impossible.

order-understood = Got it.
order-days = Nudges: <b>{ $days }</b>.
order-hours = Hours: <b>{ $windows }</b>.
order-pace = A nudge after <b>{ $minutes }</b> minutes of sitting.
order-budget = { $budget ->
    [one] At most <b>one</b> nudge a day.
   *[other] At most <b>{ $budget }</b> nudges a day.
}
order-goal = { $goal ->
    [one] Goal: <b>one</b> move a day.
   *[other] Goal: <b>{ $goal }</b> moves a day.
}
order-sound = { $sound ->
    [loud] Every nudge comes <b>with sound</b>.
    [silent] Every nudge comes <b>silently</b>.
   *[soft] <b>Softer</b>: the less important ones come silently.
}
order-pictures = { $pictures ->
    [always] Every movement comes <b>with its moving picture</b>.
    [never] <b>No moving pictures</b>. Tap /show whenever you want to see one.
   *[first] Moving pictures come <b>the first three times</b> of each movement; after that /show has them.
}
order-zone = You're on <b>{ $city }</b> time: { $time } now.
order-language = <b>English</b> from now on.
order-place = Where you are: <b>{ $place }</b>.
order-around = At hand: <b>{ $things }</b>.
order-place-for-now = “Back at the office” or “home again”, when that changes.
order-company = Joining in: <b>{ $who }</b>.
order-legs = { $legs ->
    [yes] Your legs <b>help</b>: movements that lift a knee or a foot may come.
    [a-little] Your legs help <b>a little</b>: easy movements that lift a knee or a foot may come.
   *[no] Your legs <b>don't help</b>: nothing comes that lifts a knee or a foot.
}
order-desk = { $minutes ->
    [0] <b>No desk</b> that goes up.
   *[other] ↕️ <b>Desk up for { $minutes } minutes</b>, twice a day at most, and then <i>down again</i>.
}
order-hot = 🥵 <b>Hot today</b>: until tonight, something cool may come up as well.
order-switched = { $what ->
    [chair_only] { $on ->
        [1] <b>Chair only</b>: everything I offer can be done seated.
       *[0] Not only the chair: standing moves are back.
    }
    [wants_strength] { $on ->
        [1] <b>Two strength days</b> a week.
       *[0] No strength days.
    }
    [rings] { $on ->
        [1] ▶️ <b>rings</b> when the time is up.
       *[0] ▶️ ends <b>without ringing</b>, in the message that counts.
    }
    [on_path] { $on ->
        [1] 🛤 <b>Programme on</b>, where you left it. /path shows where that is.
       *[0] <b>Just nudges</b>: no weeks, no rungs, no self-check. The path waits where you are.
    }
    [walks_only] { $on ->
        [1] <b>Walks only</b>: short walks, breathing, and other things that ask next to nothing.
       *[0] Not only walks: the other movements are back.
    }
    [older] { $on ->
        [1] <b>65 or older</b>: balance and strength in small steps, with something firm to hold.
       *[0] Not counted among those of 65 and older.
    }
    [floor_fine] { $on ->
        [1] <b>Floor is fine</b>: at home, movements on the floor or the bed may come.
       *[0] <b>No floor</b>: nothing on the floor or the bed any more.
    }
    [bites] { $on ->
        [1] 💡 <b>A learning bite</b> a week, in place of a nudge.
       *[0] <b>No more learning bites</b>. “Bites on” brings them back.
    }
    [wheelchair] { $on ->
        [1] <b>In a wheelchair</b>: I only bring what goes well in one.
       *[0] Not only what goes well in a wheelchair: the other movements are back.
    }
   *[wants_evening] { $on ->
        [1] A line in the evening when a streak is at risk.
       *[0] No line in the evening.
    }
}
order-sunday = The week in one message, Sundays at <b>{ $time }</b>.
order-sunday-off = No weekly review on Sundays.
order-quiet = Quiet from <b>{ $begins }</b> to <b>{ $ends }</b>.
order-meeting = Meeting from { $begins }: quiet until it ends <b>{ $ends }</b>.
order-resumed = ▶️ Back.
order-resumed-gently = ▶️ Back, and gently: at most two nudges a day in the first week.
order-safety = Nudges are paused for your safety, and that stays. When you want them back, it's /resume.
order-next = Next nudge: <b>{ $when }</b>.
order-undone = ↩️ As it was before.
order-undone-partly = ↩️ What you've changed since stays; the rest is as it was before.
button-order-undo = ↩️ Put it back
order-nudge-at = One nudge <b>{ $when }</b>, beside the others.
order-left-out = { $count ->
    [one] Left out from now on: <b>{ $movements }</b>. You can have it back in /settings, under 🧍 Body.
   *[other] Left out from now on: <b>{ $movements }</b>. You can have them back in /settings, under 🧍 Body.
}
order-only-kind = Nothing but this from now on: <b>{ $movements }</b>. “All movements again” brings back the rest.
order-all-movements = All movements may come again.
order-and-more = { $names } and { $more } more
order-impossible = { $why ->
    [time] No clock I know shows that time. Which one did you mean? I can do 00:00 to 23:59.
    [ends-first] That would end before it begins. Which hours did you mean? Say it like this: “only 9 to 12 and 14 to 17”.
    [stretches] That's a lot of parts for one day. Can you make do with { $stretches } at most?
    [no-days] That would leave no day at all. Which ones may I have? For a break, just say “pause”.
    [no-hours] That would leave no time to write in, quiet hours being quiet. Which hours suit you?
    [pace] I can do a nudge every { $least_pace } to { $most_pace } minutes. Which would you like?
    [budget] I can do 1 to { $budget } nudges a day. How many would you like?
    [fewest] It's already one a day, and less is a pause. Shall I? “Pause till Monday”, for example.
    [most] It's already { $budget } a day, the most I do. Shall I come sooner instead? “Every { $least_pace } minutes”, for example.
    [goal] A goal can be anything from 1 to { $goal } moves a day. Which one would you like?
    [desk] A desk can stay up { $least_stands } to { $most_stands } minutes at a time. How many would you like?
    [place] I don't know that place. Is there a bigger city near you?
    [language] I don't speak that one yet. I do speak { $languages }. Which one?
    [sunday] The weekly review comes between { $sunday_from } and { $sunday_until }. When would you like it?
    [past] By my clock that's already over. Until when did you mean?
    [holiday] A holiday can last up to { $days } days. Until when? For longer, say “pause for ever”.
    [meeting] I can do meetings of up to { $hours } hours. When does it end? For longer, say “pause until tomorrow”.
    [ahead] A pause begins when you say so, not on a later day. “Not on Fridays” keeps a weekday free, “meeting tomorrow 9 to 17” a single day.
    [nudge] I can come once at a time of yours within the next { $ahead } days. When would you like it?
    [night] That's in your quiet hours, { $quiet_from } to { $quiet_until }. When else shall I come?
    [resting] Nudges rest just now, so none can come then. /resume has them back.
    [highest] Your goal is { $goal } moves a day already, and that's the highest.
    [lowest] Your goal is one move a day already, and that's the lowest.
    [nothing-left] That would leave no movement to offer. What may I still suggest?
    [nothing-such] I never suggest that one anyway, so there's nothing to leave out.
   *[pause] A pause can be { $least_pause } minutes to { $days } days long. How long? Until you say: “pause for ever”.
} Nothing has changed.
button-pictures = 🎞 Pictures
pictures-ask = <b>🎞 Pictures</b>

    Shall movements be shown moving? A little film is about 100 kB. /show always has the one for the latest nudge.
pictures-always = always
pictures-first = the first three times
pictures-never = never, save data
button-sound = 🔊 Sound
sound-ask = <b>🔊 Sound</b>

    May nudges be heard? Soft: the less important ones come silently.
sound-soft = soft
sound-loud = all of them
sound-silent = none
