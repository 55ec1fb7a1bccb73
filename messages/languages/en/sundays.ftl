# What Sunday remarks on, and the one thing it offers with it. A remark asks nothing; the offer below it does.
week-remark = { $remark ->
    [most-done] You took nearly every one.
    [goal-met] Goal met five times or more. Hats off.
    [all-planes] Front, side, round: the full set.
    [only-walks] A week of walks. Your shoes had fun.
    [no-sideways] Sideways stayed home this week.
    [no-turn] Nobody turned this week, except the earth.
    [hips] Your hips had a good week.
    [no-strength] Strength took a break this week.
    [mornings] Mornings are yours.
    [quiet-afternoons] After three I talk to the plants.
    [one-day] One day of moving: it counts.
    [rung-ready] { $name } sits well.
    [first-new] You met { $name } this week.
    [same-hour] Nudges between { $opens } and { $closes } rarely fit.
    [many-later] Lots of Laters this week.
    [many-another] You shuffled a lot this week.
    [vetoed-twice] A few movements are out for good now.
    [came-back] You're back. Good to see you.
    [check-due] A few weeks of path, done your way.
   *[nothing] Quiet week. I kept everything in its place.
}

remark-ask = { $remark ->
    [no-strength] Two strength days a week, the short kind?
    [rung-ready] A notch more next time? The next one is called <b>{ $next }</b>.
    [first-new] Shall it come round more often?
    [quiet-afternoons] Shall I skip { $opens } to { $closes }?
    [same-hour] Shall I leave that hour out?
    [many-later] More space between nudges?
    [many-another] Tell me what you like: whatever gets a ⭐ comes more often.
    [vetoed-twice] Gentler ones? Tell me what to mind, and I'll mind it.
    [one-day] Fewer nudges? { $number } a day would be plenty.
    [came-back] { $number ->
        [2] Two a day for now?
       *[other] { $number } a day for now?
    }
   *[check-due] Three curious minutes?
}
button-remark-strength = 💪 Two strength days
button-remark-favourite = ⭐ More of that
button-remark-leave-out = ✂️ Leave { $opens }–{ $closes } out
button-remark-kinds = 🗂 What I like
button-remark-body = 🧍 What to mind
strength-taken = 💪 Two strength days a week it is. Short ones.
hours-left-out = ✂️ { $opens } to { $closes } is all yours. I'll come at { $hours }.
hours-free-already = ✂️ I don't come between { $opens } and { $closes } as it is. My hours: { $hours }.
hours-all-there-is = ✂️ Without { $opens } to { $closes } there would be no good hours left. They stay: { $hours }. /settings has others.
