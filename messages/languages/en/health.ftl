# Offers about what people tell about their body. Never a diagnosis, a cause, "good for", "you should", a joke or how
# long something takes to heal.

health-offer = Shall I leave out what doesn't go with { $that }?
button-health-yes = ✅ Yes, leave out
health-passes = { $days ->
    [0] Just for today; then it comes back by itself.
    [one] For a day; then it comes back by itself.
   *[other] For { $days } days; then it comes back by itself.
}
health-walks-only = That leaves short walks, breath and a few small things for now.
health-chair-only = And only what goes sitting.
health-done = Done. What doesn't go with { $that } is out from now on.
# An operation that is still to come
health-ask-day = Which day is it? From then on I can be quiet.
button-health-day-unknown = Don't know yet
health-no-day-yet = All right. Tell me once you know the day, like “hip operation on 14 March”.
health-offer-ahead = Shall I be quiet from { $day } on, and after that leave out what doesn't go with { $that }?
health-ahead-ends = On { $day } nudges come back by themselves.
health-done-ahead = Done. I'm quiet from { $day } on, until you say otherwise. What doesn't go with { $that } stays out then.

health-until = That holds through { $day }.
health-asks-again = In six weeks I'll ask once whether it's still so. Or tell me when it's better.
button-health-undo = ↩️ Undo
health-undone = As it was before.
health-declined = All right.
health-already = That's left out already. It's all under /settings, Body.
health-gone = All right, then all stays as it is.
health-consent = This is about your health, so I'm asking once: may I keep which movements to leave out for it? I use it for nothing else, none of your words is kept, and you can delete it any time.
button-health-consent = ✅ Yes, keep it
health-tap = Tap yes or no above, please. I've kept nothing of what you told me, so I can't tell any more what it was about.
health-open = You told me something about your body a moment ago. Until you've tapped yes or no above, I stay with short walks and breath, so { $name } waits.
health-walks-only-now = { $name } isn't among the short walks and breath that you have now.
health-nothing-else = That one doesn't go with what you told me, so let's skip it.

# Back again
health-fine-none = Good to hear.
health-fine = Shall I bring back what I left out because of { $conditions }, easy ones first?
button-health-back = ✅ Yes, bring back
health-back = They're back, easy ones first.

# After six weeks, on Sundays
health-still = Six weeks ago I began to leave things out because of { $conditions }. Still so?
health-still-walks-only = short walks only
health-still-chair-only = sitting only
button-health-still = Yes
button-health-better = It's better
health-stays = All right, it stays as it is.
health-still-weeks = Has week 13 begun? From then on I leave out lying on your back, too.
button-health-weeks = Yes
button-health-not-yet = Not yet
health-weeks-begun = All right, nothing flat on your back from now on.
health-weeks-not-yet = All right, I'll ask again in two weeks.

# What it goes with
health-that-pregnant-early = pregnancy
health-that-pregnant-later = pregnancy from week 13
health-that-pelvic-girdle = pelvic girdle pain
health-that-birth = the weeks after a birth
health-that-caesarean = the weeks after a caesarean
health-that-leaking = leaking or heaviness
health-that-doming = a doming tummy
health-that-new-hip = a new hip with precautions
health-that-new-hip-lifted = a new hip
health-that-hip-operation-soon = a hip that is being operated on
health-that-knee-operation = a knee after an operation
health-that-hip-impingement = a hip that pinches
health-that-hip-arthritis = hip arthritis
health-that-knee = your knee
health-that-knee-sore = a sore knee
health-that-ankle-sprain = a sprained ankle
health-that-ankle-sore = a sore ankle
health-that-achilles = your Achilles tendon
health-that-disc-now = a slipped disc
health-that-sciatica = sciatica
health-that-back-gone = a back like that
health-that-stenosis = a narrow spinal canal
health-that-bending-back = pain on bending backwards
health-that-back-operation = a back after an operation
health-that-bones = osteoporosis
health-that-broken-vertebra = a broken vertebra
health-that-vertigo = dizziness
health-that-unsteady = being wobbly
health-that-nerves = standing that isn't sure
health-that-crutches = crutches
health-that-pressure-high = high blood pressure
health-that-heart-unsettled = your heart
health-that-lungs = short breath
health-that-eyes = your eyes
health-that-hernia = a hernia of the belly or groin
health-that-belly-operation = a belly after an operation
health-that-wrist = your wrist
health-that-wrist-sore = a sore wrist
health-that-shoulder = your shoulder
health-that-shoulder-sore = a sore shoulder
health-that-panic = breath work that brings panic
health-that-clot-treated = a clot that is being treated
health-that-clot-over = a clot you once had

# In their own words
health-offer-baby-lost = I'm so sorry. Shall I be quiet for a while?
health-done-baby-lost = I'm quiet for two weeks, and gentle afterwards. Whatever you need first: it can wait here.
health-offer-no-pelvic-floor = Shall I leave out the pelvic floor ones?
health-done-no-pelvic-floor = Gone.
health-offer-bendy = Shall I keep to the easy steps, small and steady?
health-done-bendy = Done: easy steps first, and no hurry to leave them.
health-offer-flare = Shall I stay with short walks and breath for a week, and leave the joints you named alone?
health-done-flare = Done. The rest waits.
health-offer-older-steady = Shall I note that you're 65 or more, and nothing else about your age?
health-done-older-steady = Noted.
health-offer-older-unsteady = Shall I note that you're 65 or more, and leave out what needs a steady stand?
health-done-older-unsteady = Done. With something firm to hold, always.
health-offer-wheelchair = Shall I offer only what was looked through for a wheelchair?
health-done-wheelchair = Done: from now on only what was looked through for it.
health-offer-long-covid = Shall I stay with short walks and breath, two a day, and leave steps upwards alone?
health-done-long-covid = Done. Two a day at most, small ones.
health-offer-cancer = Shall I stay with short walks and breath for now?
health-done-cancer = Done. Small ones, whenever you feel like it.
health-quiet = { $days ->
    [one] Shall I be quiet for a day?
   *[other] Shall I be quiet for { $days } days?
}
health-done-ill = Get well. Everything waits.
health-offer-easy-day = Shall I keep it easy today?
health-done-easy-day = An easy day it is.
health-offer-no-floor = Shall I leave out everything on the floor, for good?
health-done-no-floor = Nothing on the floor any more.

# Said below the offer
health-besides-pregnant-early = Your midwife knows you. Call her or the maternity unit at once with: any bleeding, leaking fluid, strong tummy pain, dizziness, calf pain, or a bad headache with blurred sight. And tell me when week 13 begins.
health-besides-pregnant-later = Your midwife knows you. Call her or the maternity unit at once with: any bleeding, leaking fluid, tummy pain or regular tightening, dizziness, calf pain, a bad headache with blurred sight, or a baby that moves less.
health-besides-pelvic-girdle = Physio early on helps many.
health-besides-birth = Until your check-up, that is.
health-besides-caesarean = Your check-up decides when that ends.
health-besides-leaking = It's common and it can be treated; a pelvic-health physio knows how. New, or with back or leg trouble: get help today.
health-besides-doming = A physio can check it.
health-besides-hip-operation-soon = All the best.
health-besides-knee-operation = As your team allows.
health-besides-knee = If it has been there for weeks, a doctor or physio can have a look.
health-besides-knee-sore = If it stays for weeks, a doctor or physio can have a look.
health-besides-ankle-sprain = If you can't step on it, get it seen today.
health-besides-disc-now = Numb between the legs, trouble peeing or legs that give way: that's an emergency.
health-besides-sciatica = A doctor or physio can have a look. A leg that gets weaker or numb: today.
health-besides-back-gone = If it stays, a doctor or physio can have a look. Numb between the legs, trouble peeing or legs that give way: that's an emergency.
health-besides-back-operation = Your team decides what goes.
health-besides-broken-vertebra = Your team decides what goes. A new sharp pain: get it seen today.
health-besides-bendy = Stop well before the end of your range.
health-besides-flare = A hot, red joint: get it seen today.
health-besides-nerves = What your own physio says goes first. Anything new: get help at once.
health-besides-long-covid = If it costs you tomorrow, rest.
health-besides-cancer = Your team decides what goes. A new pain: get it seen today.
health-besides-ill = Fever with back or hip pain: get it seen today.

# Asked first
health-ask-pregnant = Which week are you in?
button-health-pregnant-early = Up to 12
button-health-pregnant-later = 13 or more
button-health-pregnant-unsure = Not sure
health-ask-weeks-of-what = Weeks pregnant?
button-health-weeks-of-what-yes = Yes
button-health-weeks-of-what-no = No
health-ask-hip-replacement = Has your team lifted the precautions?
button-health-hip-replacement-not-yet = Not yet
button-health-hip-replacement-yes = Yes
health-ask-disc = Now, or long ago?
button-health-disc-now = Now
button-health-disc-long-ago = Long ago
health-ask-older = Steady on your feet?
button-health-older-steady = Yes
button-health-older-not-steady = Not so much
health-ask-pressure = Is it under control?
button-health-pressure-yes = Yes
button-health-pressure-no = No
button-health-pressure-unsure = Not sure
health-ask-heart = Is it settled, and does your doctor say you may move?
button-health-heart-yes = Yes
button-health-heart-no = No
button-health-heart-unsure = Not sure
health-ask-asthma = Does it limit you?
button-health-asthma-yes = Yes
button-health-asthma-no = No
health-ask-clot = Is it still being treated?
button-health-clot-treated = Yes
button-health-clot-over = No

# Asked after a yes
health-after-wheelchair = Do your legs help you?
button-health-legs-yes = Yes
button-health-legs-little = A little
button-health-legs-no = No
health-legs-noted = Noted.
