plans = <b>🧭 Plans</b>

    “When X, then Y”, in your own words: I say it back at its time, on your active days. Three are plenty.
plan-line = <b>{ $time }</b> { $words }
plan-line-quiet = <b>{ $time }</b> (quiet then) { $words }
button-plan = { $time } · { $action }
button-plan-new = ➕ A plan
button-plans-back = ‹ Plans
plan-ask = Write it as one sentence, with a time if you like:

    <i>When I make coffee, then 10 calf raises, at 10:30</i>

    Your own words, your own judgement: I keep them and say them back, and can't check what's in them. Only what feels fine, please.
plan-unclear = I was waiting for a plan like “when I make coffee, then 10 calf raises, at 10:30”. Try again, or go back and we'll leave it at that.
plan-too-long = That's longer than I can say back. Each half can have up to { $longest } characters.
plans-enough = You have { $most } plans, and that's as many as I keep. Delete one to make room for the next.
plan = <b>🧭 { $words }</b>

    { $rests ->
        [0] I say it back at { $time } on your active days. Another time?
       *[other] Like all plans, it's on hold until your pause is over; from then on I say it back at { $time } on your active days. Another time?
    }
plan-quiet = <b>🧭 { $words }</b>

    { $time }? It's quiet then, from { $begins } to { $ends }, and I don't write. Which of these times instead?
plan-too-close = Another plan of yours is less than half an hour away.
button-plan-drop = 🗑 Delete it
plan-nudge = <b>{ $words }</b>
plan-done = ✅ <b>{ $words }</b>
    { $day } { $streak }
plan-undone = ↩️ Taken back.
    { $day } { $streak }
plan-later = ⏰ { $words }
    It comes back at { $time }.
plan-gone = The plan that was here is deleted
