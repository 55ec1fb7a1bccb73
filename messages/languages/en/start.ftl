welcome-line = { $text }
hello = <b>SOS! Save Our Psoas.</b> I get people out of their chairs, one small movement at a time. Here's one for right where you sit:
hello-small-print = I'm a movement reminder for people of 16 and over, not a clinician. Keep it comfortable, stop if it hurts; in an emergency call your local number.
hello-short = Hello! Let's start with this one, right where you sit:
half-way = We stopped half way the other day. One tap and we go on; if you'd rather not, that's fine, and I won't ask again.
how-many = { $moved ->
    [1] That was one.
   *[0] All right.
} Shall I bring you six of these a day, spread over your working hours and never at night?

    I'm for people of 16 and over.
how-many-fewer = How many a day, at most?
button-six = 👍 I'm 16+: yes, six
button-fewer = Fewer
button-on-request = Just when I ask
first-clock = Is it <b>{ $time }</b> where you are?
seat = Last question: where do you mostly sit? I only bring what suits the place.
button-seat = { $where ->
    [office] 🏢 In an office
    [home] 🏠 At home
    [both] 🔀 Both
    [wheelchair] 🦽 In a wheelchair
   *[shop-floor] 🛒 Shop or workshop
}
button-right-time = ✅ Yes, it's { $time }
button-wrong-time = 🌍 No, another time
button-begin = ▶️ I'm 16+, start with these
button-too-young = I'm under 16
begun = You're in. Your next one comes <b>{ $when }</b>.
begun-today = Today counts already: { $moves } of { $goal }.
begun-plan = The plan: at most { $budget } a day, { $days } { $windows } ({ $city } time).
begun-on-request = You're in, and I keep quiet until you ask. /resume has me come by myself.
begun-wheelchair = I only bring what goes well in a wheelchair, brakes on. Your seating or physio team's plan comes first. A sore or red spot that stays, or a sudden pounding headache with sweating or flushing: stop, and get it seen at once.
begun-now = Fancy one sooner? Write “now”.
begun-now-on-request = Whenever you fancy one, write “now”.
goodbye-young = Thanks for telling me. I'm made for people of 16 and older, so I've deleted what I had about you and won't write. Keep climbing, running and dancing about; you don't need a bot for that.
only-in-private = Thank you for having me! I only work one to one, so I'm off again; write to me in private.
under-16 = I'm made for people of 16 and over. If you're younger, please tap below: I'll delete everything I keep about you, no hard feelings. Your nudges are paused meanwhile.
