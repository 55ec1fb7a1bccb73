# The path of twelve weeks. "Easier", never "longer"; nobody is behind; no word that not everybody's body can do.
path-phase = { $phase ->
    [let-go] Let go
    [find-it] Find it again
    [let-it-work] Let it work
    [every-direction] Every direction
    [yours] Yours
   *[keep] Keep it
}
path-head = <b>🛤 { $name }</b> · week { $week } of { $weeks }
path-head-keep = <b>🛤 Twelve weeks, and yours to keep</b>
path-for = { $phase ->
    [let-go] This week is for letting go: a change of position often, and soft releases.
    [find-it] This week is for finding it again: small, slow movements of hips and pelvis.
    [let-it-work] This week is for letting it work: a little strength, breathing on.
    [every-direction] This week is for every direction: sideways and round, not just forwards.
    [yours] This week is for what's yours: favourites, at your own moments.
   *[keep] This week is for keeping it: fewer, but yours.
}
path-why = { $phase ->
    [let-go] Why: hours in one position can leave hips feeling stiff. Breaking them up, and letting the front of the hip go a little, can make moving feel easier. No pulling needed.
    [find-it] Why: feeling tight isn't the same as being short. Small, slow movements remind your hips of what they can do, and that often feels easier.
    [let-it-work] Why: the psoas is a team player, not a lone hero. Hips, buttocks and thighs share the work, and a little strength on two days a week is what the WHO suggests, too.
    [every-direction] Why: a day at a desk only knows forwards. Hips also turn and go sideways, and what you use tends to feel easier.
    [yours] Why: habits often take two months or longer. A plan of your own (“when the kettle is on, then …”) carries them when the nudges get fewer.
   *[keep] Why: by our count one ✅ a week keeps a rung, and a plan of your own carries it further than I can.
}
path-strength-waits = Strength waits for now, with what you've told me.
path-strength-only = Strength stays small for now: { $movements }.
path-days = { $counts ->
    [1] { $days ->
        [one] 1 day with a move: this week counts.
       *[other] { $days } days with a move: this week counts.
    }
   *[0] { $days ->
        [0] A week counts with { $needed } days that had a move; else it simply comes again.
        [one] 1 day with a move so far. With { $needed } the week counts; else it simply comes again.
       *[other] { $days } days with a move so far. With { $needed } the week counts; else it simply comes again.
    }
}
path-days-only = { $days ->
    [0] This week: no move yet.
    [one] This week: 1 day with a move.
   *[other] This week: { $days } days with a move.
}
path-rungs = Your rungs:
path-rung = { $ladder }: { $movement }
path-resting = Resting for a few days: { $movements }.
path-foot = Twelve weeks are our choice, not a tested dose. Pauses stop the clock, and nobody is ever behind.
path-off = <b>🛤 Just nudges</b>
    No weeks, no rungs, no self-check; you move, I nudge. The path waits where you left it.
path-waits-hip = <b>🛤 No path for now</b>
    While your new or mended hip has its precautions there is no programme. I bring the gentle ones, as your surgical team allows, and each of them counts.
path-waits-birth = <b>🛤 No path yet</b>
    First comes your check-up after the birth. Until then I bring breath, rest and short walks, and each of them counts; the path begins when you tell me the check-up is done.
button-path-off = 👋 Just nudge me
button-path-on = 🛤 Programme on
look-path-title = Twelve weeks
look-path-under = Week { $week }: { $name }
look-path-under-keep = Through, and yours to keep
look-path-here = you are here
path-first = A twelve-week path comes with it, a little at a time. Or would you rather have just nudges?
button-first-path = 🛤 Path
button-first-nudges = 👋 Just nudges
path-chosen = 🛤 The path it is. /path shows where you are, whenever you like.
path-not-chosen = 👋 Just nudges it is. “Programme on”, whenever you like.
path-sunday = { $counts ->
    [1] 🛤 Path: { $days } days, this week counts.
   *[0] { $days ->
        [0] 🛤 Path: a quiet week. It comes again, no hurry.
        [one] 🛤 Path: 1 day. This week comes again, no hurry.
       *[other] 🛤 Path: { $days } days. This week comes again, no hurry.
    }
}
path-sunday-open = { $days ->
    [one] 🛤 Path: 1 day so far. A move today would make it count; if not, it comes again, no hurry.
   *[other] 🛤 Path: { $days } days so far. A move today would make it count; if not, it comes again, no hurry.
}
suggest-fewer = Twelve weeks, done your way. <b>Fewer, but yours?</b> { $nudges } a day, and one ✅ a week keeps a rung.
button-suggest-fewer = 🌱 { $nudges } a day
suggest-plans = { $wheelchair ->
    [1] Nudges lose their pull with time; a plan of your own keeps it. Two times out and about, one hip movement, each with its “when … then …”?
   *[0] Nudges lose their pull with time; a plan of your own keeps it. Two walks, one hip movement, each with its “when … then …”?
}
button-suggest-plans = 🔗 My plans

# Rungs: moved only when they say so.
notch = A notch more next time? The next one is called <b>{ $next }</b>.
button-notch-yes = 🪜 Yes
button-notch-stay = Stay here
notch-taken = 🪜 <b>{ $next }</b> may come from now on. Easy does it.
notch-stays = <b>{ $now }</b> stays. A good rung is a good rung.
notch-back = ↩️ Back to <b>{ $now }</b>.
rung-lower = Noted: a notch easier from now on.
rung-lowest = Noted. That's the easiest one I have there; do it as small as you like: { $text }.
rung-highest = That's the top rung. { $text }

ladder-front-of-hip = Front of the hip
ladder-front-of-hip-at-home = Front of the hip, at home
ladder-letting-go = Letting go
ladder-pelvis = Pelvis
ladder-pelvis-on-floor = Pelvis, on the floor
ladder-hip-strength = Hip strength
ladder-hip-strength-on-floor = Hip strength, on the floor
ladder-thighs = Buttocks and thighs
ladder-side-hip = Side of the hip
ladder-turning = Turning
ladder-slide-and-hinge = Slide and hinge
ladder-walking = Walks
ladder-climbing = Stairs
ladder-calves = Calves
ladder-dance = Dance
ladder-after-birth = After birth
ladder-wheelchair = In the wheelchair
