today = <b>{ $day }</b>
    { $bar } { $moves } of { $goal }
today-move = { $time } · { $name }
today-next = Next nudge: { $when }.
today-paused = Paused until { $when }. The streak is safe.
today-paused-open = Paused until you say /resume. The streak is safe.
streak = <b>{ $days ->
    [0] No streak right now. One movement starts one.
    [one] 1 day. See you at the next one.
   *[other] { $days } days in a row.
}</b>
    { $row }
streak-best = Best so far: { $days ->
    [one] 1 day.
   *[other] { $days } days.
}
streak-passes = { $passes ->
    [0] Both of this week's rest passes are spent; they come back by themselves.
    [one] 1 rest pass left: a missed day is forgiven automatically.
   *[other] { $passes } rest passes left: a missed day is forgiven automatically.
}
streak-strength = Strength: { $points } of 100.
streak-legend = 🟩 moved · 🛟 rest pass · ⬜ missed · ➖ day off · 🔲 today
pause-ask = How long shall I be quiet? Your streak waits with you.
pause-unreadable = I read days or a time here, like /pause 3 or /pause 1h30. Nothing has changed; these work too:
pause-whole-days = I only do whole days, like /pause 3; for hours, try /pause 1h30. Nothing has changed; these work too:
pause-bounds = That's too short or too long for me: { $minutes } minutes to { $days } days, please. Nothing has changed; these work too:
button-pause-today = Until tomorrow
button-pause-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
button-pause-week = A week
button-pause-open = Until I say
paused = ⏸ Quiet until <b>{ $when }</b>. Days off don't touch the streak.
paused-today = ⏸ Quiet until <b>{ $when }</b>.
paused-open = ⏸ Quiet until you say /resume. Days off don't touch the streak.
button-resume = ▶️ Resume now
resumed = ▶️ Back. Next nudge: <b>{ $when }</b>.
resumed-gently = ▶️ Back, and gently: at most two nudges a day in the first week. Next one: <b>{ $when }</b>.
