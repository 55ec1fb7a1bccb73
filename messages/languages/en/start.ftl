hello = <b>SOS! Save Our Psoas.</b>

    I get people out of their chairs: a few nudges a day, each with one small movement. Do it, tap ✅, carry on. One a day keeps your streak.

    I'm a friendly movement reminder, not a clinician. Keep everything comfortable and stop if it hurts. In an emergency call your local number.

    Is it <b>{ $time }</b> where you are?
hello-short = Hello! Before we begin: is it <b>{ $time }</b> where you are?
button-right-time = ✅ Yes, it's { $time }
button-wrong-time = 🌍 No, another time
offer = My plan for you:

    <b>{ $days }</b>
    <b>{ $windows }</b> ({ $city } time)
    after about { $pace } minutes of sitting, at most { $budget } times a day, never at night.

    Shall we?
button-begin = ▶️ I'm 16+, start with these
button-too-young = I'm under 16
button-change-first = ⚙️ Hours first
begun = You're in. My first nudge comes <b>{ $when }</b>.

    Until then, sit like nobody's watching.
goodbye-young = Thanks for telling me. I'm made for people of 16 and older, so I've deleted what I had about you and won't write. Keep climbing, running and dancing about; you don't need a bot for that.
only-in-private = Thank you for having me! I only work one to one, so I'm off again; write to me in private.
under-16 = I'm made for people of 16 and over. If you're younger, please tap below: I'll delete everything I keep about you, no hard feelings. Your nudges are paused meanwhile.
