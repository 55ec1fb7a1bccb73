# Pauses, holidays and meetings.

button-pause-hours = { $hours ->
    [one] 1 hour
   *[other] { $hours } hours
}
button-holiday = 🏖 Holiday
button-pause-weeks = { $weeks ->
    [one] 1 week
   *[other] { $weeks } weeks
}
button-date = { $weekday } { $day }
button-earlier-days = ‹ Earlier
button-later-days = Later ›
button-pause-back = ‹ Pause
holiday-ask = <b>🏖 Holiday</b>

    Which day are you back? I'm quiet until it begins; { $days } days at most. Streak and strength wait just as they are.
paused-holiday = 🏖 Enjoy it. Quiet until <b>{ $when }</b>. Streak and strength wait just as they are.
pause-over = Welcome back from your break; everything waited for you.
pause-over-gently = Two nudges a day to start, for a week.

meeting-quiet = Quiet { $when }.
meeting-open = ↩️ { $when } is open for nudges again.
meeting-hours = { $day } { $begins }–{ $ends }
meeting-day = all of { $day }
meeting-days = { $day } { $begins } – { $last } { $ends }
meeting-shortened = I only took the beginning of anything longer; for a holiday there's /pause.
meeting-more = … and { $count } more, the last one { $last }.
meeting-since = Anything from { $day } { $time } on isn't in yet: send me the file again nearer the time.
meeting-zone-guessed = One time was in a zone I don't know, so I took it as yours. If that's off by hours, ↩️ takes it back.
meeting-unreadable = { $count ->
    [one] I couldn't read one entry, so it isn't in.
   *[other] I couldn't read { $count } entries, so they aren't in.
}
meeting-older = I already have a newer version of that meeting, so that one stays.
meeting-none-left = None of it is left; it's all open already.
button-take-all-back = ↩️ All of these
meeting-first-only = How it repeats is beyond me, so I took the first time only.
button-take-back = ↩️ { $day } { $time }
calendar-large = That file is too large for me: 256 KB at most. One invitation at a time works best.
calendar-lost = The file didn't come through. Please send it again.
calendar-unreadable = I can't read that file as a calendar. An invitation (.ics) straight from your calendar works best; nothing has changed.
calendar-empty = There is no meeting in that file, so nothing has changed.
calendar-answer = That's someone's reply to an invitation, so nothing has changed.
calendar-off = That one is cancelled, and I wasn't going to be quiet for it anyway. Nothing has changed.
calendar-past = There is nothing in it for the next 30 days, so nothing has changed.

resting = Nudges are paused until { $when }.
resting-open = Nudges are paused until you want them back.
button-wake = Nudges back on
