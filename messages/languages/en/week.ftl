# The weekly review, the evening line and milestones. Never a comparison with others, never blame.
week = <b>🕘 Your last seven days</b>
    { $row }
    { $moves ->
        [0] No moves logged.
        [one] 1 move on 1 day.
       *[other] { $moves } moves on { $days ->
            [one] 1 day.
           *[other] { $days } days.
        }
    }
week-stands = { $days ->
    [0] A streak starts with one.
    [one] Streak: 1 day.
   *[other] Streak: { $days } days.
} Strength: { $strength } of 100.
week-well = { $well ->
    [goals] Went well: you met your goal on { $goal_days } days.
    [planes] Went well: all three planes this week. Show-off.
    [more] Went well: more moves than the week before.
    [days] Went well: you moved on { $days } different days.
    [some] Went well: you moved, and that is the part that counts.
   *[fresh] A quiet one. The next week is a fresh page.
}

suggest-goal = You've met your goal on most of the last 14 days. Shall we aim for { $goal } a day? The streak still needs only one.
button-suggest-goal = 🎯 Aim for { $goal } a day
suggest-pace = Nudges often came at a bad moment. Shall I wait { $pace } minutes between them?
button-suggest-pace = ⏱ Every { $pace } minutes
suggest-hours = Do the hours still fit your days? One tap shows them.
button-suggest-hours = 🕘 Other hours
goal-taken = 🎯 { $goal } a day it is. You can change it back in /settings.
pace-taken = ⏱ { $pace } minutes it is. You can change it back in /settings.

evening = <b>{ $line }</b>
    { $name } · { $length }
evening-line = { $which ->
    [seated-march] Still time today: ten quiet marches each leg keep it rolling.
    [belly-breathing] Low-battery evening? Five slow breaths count.
    [constructive-rest] Quick save before bed: lie down, knees up, done.
   *[walk-1] Day { $days } is one small lap away. Fancy it?
}
evening-rest-pass = Busy day? Use a rest pass — no harm done. It spends itself.

milestone-streak = { $number ->
    [7] 🎉 7 days of unfolding. Take a bow — from the hips.
    [30] 🎉 30 days! Your hips are starting a fan club.
    [40] 🎉 40 days. Somewhere in there it stopped being an experiment.
    [50] 🎉 50 days. Half a hundred, all of it you.
    [60] 🎉 60 days. Keeping at it suits you.
    [66] 🎉 66 days, about two months of little moves. This is starting to be you.
    [75] 🎉 75 days. You could set a calendar by you.
    [90] 🎉 90 days. A whole season of little moves.
    [365] 🎉 365 days. A whole year of moving; applause is in order.
   *[other] 🎉 { $number } days in a row. Nicely kept.
}
milestone-moves = { $number ->
    [10] 🎉 Ten. Your chair is asking questions.
    [25] 🎉 25 small yeses.
    [150] 🎉 150. That's a lot of getting round to it.
    [250] 🎉 250. Somebody print a certificate.
    [500] 🎉 500 times you. Thank you for the company.
    [1000] 🎉 A thousand. We'll need a bigger counter.
   *[other] 🎉 { $number } breaks banked. Applause, by you, for you.
}
milestone-different = 🎉 { $number ->
   *[20] 20 different ones. Collector!
}
milestone-planes = 🎉 { $number ->
   *[1] Three directions in a week. A compass would blush.
}
milestone-phase = 🎉 Step { $number } of five: done your way.
milestone-week = 🎉 { $number ->
   *[12] Twelve weeks. The programme bows to you.
}
milestone-comebacks = 🎉 { $number ->
   *[10] Ten come-backs. That's the real skill.
}
milestone-hips = 🎉 { $number ->
   *[100] A hundred for the hips. Psoas: saved, for today.
}

export-everything = Everything I keep about you, as JSON. Times are UTC.
export-moves = Your moves, for a spreadsheet.
