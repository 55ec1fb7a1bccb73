# The four pictures. Words inside them stay short; the caption says in words what they show.
button-look-year = 📅 Year
button-look-week = 🕘 Week
button-look-strength = 💪 Strength
button-look-variety = 🧭 Variety

look-year-title = A year in days
look-year-under = { $days ->
    [one] 1 day with a move
   *[other] { $days } days with a move
}, { $moves ->
    [one] 1 in all
   *[other] { $moves } in all
}
look-year = <b>📅 Twelve months, a square a day.</b> { $days ->
    [0] No days with a move yet; the first one lights up.
    [one] 1 day with a move, { $moves } in all.
   *[other] { $days } days with a move, { $moves } in all.
} The brighter, the nearer to the goal; days off stay dark and cost nothing.
shade-moved = moved
shade-pass = rest pass
shade-missed = missed
shade-neutral = day off

look-week-title = The week by the hour
look-week-under = { $moves ->
    [one] 1 move
   *[other] { $moves } moves
} on { $days ->
    [one] 1 day
   *[other] { $days } days
}
look-week-sitting = your sitting hours
look-week-moves = a move

look-strength-title = Strength of the habit
look-strength-under = { $points } of 100, the last { $days } days
look-strength = <b>💪 { $points } of 100.</b> Each active day adds a little and none costs much: after 13 without a move half of it is still there. The best of these days: { $best }.
tick-today = today

look-variety-title = Variety
look-variety-under = { $moves ->
    [one] 1 move in 30 days
   *[other] { $moves } moves in 30 days
}
look-variety = <b>🧭 Thirty days, { $moves ->
    [one] 1 move.
   *[other] { $moves } moves.
}</b> { $kinds } of 6 kinds and { $planes } of 3 directions were in them. A move can go in more than one direction, and rest in none.
look-variety-kinds = What you did
look-variety-planes = In which directions
kind-release = Release
kind-breathe = Breathe
kind-retrain = Retrain
kind-strengthen = Strengthen
kind-move = Move
kind-learn = Learn
plane-sagittal = Forward, back
plane-frontal = Sideways
plane-transverse = Twisting
