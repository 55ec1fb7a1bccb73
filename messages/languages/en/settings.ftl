settings = <b>⚙️ Settings</b>

    <b>Days:</b> { $days }
    <b>Hours:</b> { $windows }
    <b>Pace:</b> after { $pace } minutes of sitting
    <b>Nudges:</b> at most { $budget } a day
    <b>Goal:</b> { $goal ->
        [one] 1 move a day
       *[other] { $goal } moves a day
    }
    <b>Time zone:</b> { $city }, { $time } now
settings-next = Next nudge: { $when }.
button-hours = 🕘 Days and hours
button-pace = ⏱ Pace
button-budget = 🔔 Nudges a day
button-goal = 🎯 Goal
button-zone = 🌍 Time zone
button-pause = ⏸ Pause
button-sunday = 📬 Weekly review
button-evening = 🌙 Evening line
sunday = <b>📬 Weekly review</b>

    The week in one message, with a picture: what you did, what went well, one idea. Now: { $time }.
sunday-off = off
evening-ask = <b>🌙 Evening line</b>

    At 18:00 on an active day without a move yet, if a streak of three days or more is at risk: one line at most. It takes the place of a nudge.
evening-on = on
evening-off = off
button-rings = 🛎 Bell
rings-ask = <b>🛎 Bell</b>

    When ▶️ has counted you through a movement, the end can come as a new message that rings. Without it, the message that counts says so quietly.
button-back = ‹ Settings
hours = <b>🕘 Days and hours</b>

    Tap a day to switch it, a time slot to change it. Days off never break a streak. Nights stay quiet from { $quiet_from } to { $quiet_until }.
button-day-on = ● { $day }
button-day-off = ○ { $day }
button-window = { $window }
button-add-window = ➕ Another time slot
hours-from = From when?
hours-until = From { $time } until when?
button-drop-window = 🗑 Remove { $window }
one-day-stays = One day has to stay. For a break there's /pause.
one-window-stays = One time slot has to stay. For a break there's /pause.
button-quiet = 🌙 Quiet hours
night-quiet-from = 🌙 { $time }
night-quiet-until = ☀️ { $time }
quiet-ask = <b>🌙 Quiet hours</b>

    From { $begins } to { $ends } I don't write, whatever the hours say. 🌙 is when the quiet begins, ☀️ when it ends.
pace = <b>⏱ Pace</b>

    After how many minutes of sitting shall I write? Now: { $minutes }.
budget = <b>🔔 Nudges a day</b>

    How many at most? Now: { $budget }.
goal = <b>🎯 Goal</b>

    How many moves a day are you aiming for? The streak needs only one. Now: { $goal }.
button-chosen = ● { $value }
button-choice = { $value }
days-all = every day
days-range = { $first }–{ $last }
