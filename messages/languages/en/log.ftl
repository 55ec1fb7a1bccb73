# Logs: what was understood, undo, and corrections.

logged = ✅ <b>Logged:</b> { $moves }
logged-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
logged-count = × { $count }
logged-steps = { $count }
logged-distance = { $km } km
logged-metres = { $metres } m
logged-left-out = Counted { $counted } of { $all }: { $moves } is too long ago. I count today, yesterday and the day before.
logged-unused = I didn't know what to do with { $numbers }, so I left that out.
logged-other-day = It counts for { $day }.
log-undone = ↩️ Taken back: { $moves }
nudge-called-off = ✅ You've moved already, so I've called this one off: { $name }.

log-ask = What did you do? One tap logs it; the ones you log most come first.
log-hint = Or just type it, like “20 min walk yesterday evening”.
log-what = Lovely. What was it? There's no nudge open, so tell me in a few words or tap.
log-unclear = I couldn't read a movement in that. What was it?
log-beyond = { $why ->
    [minutes] More than ten hours in one go? I take up to 600 minutes at a time. How long was it really? Tell me again, like “swam 45 min”.
    [count] That's more than I can count: up to { $count } repetitions, or { $steps } steps. How many were there? Tell me again, like “20 squats”.
    [metres] That's further than I can measure, at most { $km } km. How far was it? Tell me again, like “ran 5 km”.
   *[old] That's too long ago for me: I count today, yesterday and the day before. Have you done anything since?
}
log-too-old = { $moves }: that's too long ago for me. I count today, yesterday and the day before. Have you done anything since?
log-unclear-when = I got “{ $moves }”, but not when that was, so I haven't counted it yet. Which day was it? I count today, yesterday and the day before.
log-unclear-how-much = I got “{ $moves }”, but I'm not sure how much it was, so I haven't counted it yet. Tell me again, like “20 min walk”?
log-unclear-who = “{ $moves }”: was that you? I haven't counted it yet.
log-one-by-one = Tell me again, one message each.
yesterday-ask = What did you do yesterday? One tap logs it for { $day }.
nudge-yesterday = Moved yesterday and didn't say? /yesterday
fix-ask = What shall I correct in “{ $moves }”?
fix-which = Which one shall I correct?
fix-minutes = How long was “{ $moves }”?
fix-kind = What was “{ $moves }” really?
fix-day = On which day was “{ $moves }”?
fix-gone = That one is gone, so there's nothing to correct.
button-kind = { $name }
button-fix = ✏️ Fix
button-fix-minutes = ⏱ Minutes
button-fix-kind = 🏃 What
button-fix-day = 📅 Day
button-fix-back = ‹ Back
button-minutes = { $minutes } min
button-day = { $day }
button-today = Today
button-yesterday = Yesterday
button-log-bare = ✅ Just “{ $name }”
button-log-me = ✅ Yes, that was me
button-log-again = ✅ Log it after all
button-log-more = More ›
button-log-yesterday = 📅 I moved yesterday
move-nothing = There's nothing I may offer you right now. /settings, Body, shows what I leave out.

command-log = Log a movement by tapping
command-move = A movement now, or all of them
command-yesterday = Log yesterday
