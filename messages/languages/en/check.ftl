# The self-check: compared with nobody but themselves; no norm, no percent, no score.
check-comes = { $weeks ->
    [0] A look at where you start, if you like.
   *[other] { $weeks } weeks of the path are behind you. A look, if you like?
}
check-offer = <b>🪞 Self-check</b>
    { $wheelchair ->
        [1] One curious minute at home: how easy reaching and rolling are this week. Your numbers are compared with nobody but you, and a no is fine.
       *[0] Three curious minutes at home: how the front of your hips feels, and what your legs do today. Your numbers are compared with nobody but you, and a no is fine.
    }
check-someone = For the one on one leg, have someone with you.
check-nothing = { $wheelchair ->
    [1] With what you've told me, I'd rather not test anything. How you feel on a roll is check enough.
   *[0] With what you've told me, I'd rather not test anything. How you feel on a walk is check enough.
}
check-declined = All right. /check whenever you like.
check-empty = Nothing noted, nothing lost. /check whenever you like.
check-during-front-of-hip-left = <b>{ $name }</b>, 20 seconds with the left leg back, a hand on something firm. The front of the left hip?
check-during-front-of-hip-right = Now <b>{ $name }</b> with the right leg back. The front of the right hip?
check-feels = { $number ->
    [0] 0 nothing
    [1] 1 mild
    [2] 2 strong
   *[other] 3 not nice
}
check-count-stand-ups = A chair without wheels, its back against a wall, arms crossed. Stand up fully and sit down, for 30 seconds. How many? Stop when you like; tap a number or write it.
check-no-such = A number from 0 to { $most }, please; that one I can't note.
check-hands = { $value } stand-ups. Did your hands help? That's fine, I only note it.
check-count-one-leg-left = Beside a worktop, hands hovering over it, eyes open: stand on the left leg, and stop at 30 seconds. Two tries; the better one in seconds?
check-count-one-leg-right = And on the right leg: the better of two, in seconds?
check-during-seated-march = <b>{ $name }</b> for 30 seconds: how many lifts, both knees together? The nearest number will do.
check-during-reaching = <b>{ $name }</b>, and rolling about: how easy this week, from 0 (hard) to 10 (easy)?
check-done = <b>🪞 Your numbers</b>, oldest first:
check-row-front-of-hip-left = Front of the left hip: { $numbers }
check-row-front-of-hip-right = Front of the right hip: { $numbers }
check-row-stand-ups = Stand-ups in 30 seconds: { $numbers }
check-row-one-leg-left = On the left leg, seconds: { $numbers }
check-row-one-leg-right = On the right leg, seconds: { $numbers }
check-row-seated-march = Lifts in 30 seconds: { $numbers }
check-row-reaching = Reaching and rolling: { $numbers }
check-said = { $said ->
    [more] More than last time.
    [fewer] Fewer today. Bodies have days; same again in four weeks.
   *[same] About the same; that's keeping.
}
check-end = { $wheelchair ->
    [1] They tell how it feels to you this week, not how fit you are.
   *[0] They tell how it feels and what your legs do today, not how fit you are or how long a muscle is.
}
button-check-in = 🪞 Self-check
button-check-go = ▶️ Let's look
button-check-no = Not today
button-check-skip = ⏭ Skip this one
button-check-hands-yes = ✋ With hands
button-check-hands-no = Without
