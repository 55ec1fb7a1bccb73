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
