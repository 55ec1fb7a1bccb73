button-body = 🧍 Body
body = <b>🧍 Body</b>

    <b>Where I find you:</b> { $place }
    <b>At hand:</b> { $around }
    <b>Joining in:</b> { $company }
    <b>Health, left out for:</b> { $told }
    { $vetoes ->
        [0] You haven't turned anything down so far.
        [one] <b>Not for you:</b> 1 movement
       *[other] <b>Not for you:</b> { $vetoes } movements
    }

    Tap to change. It counts from the next nudge on.
coming = <b>From { $day }:</b> { $what }.
coming-quiet = quiet
coming-walks-only = short walks only
coming-chair-only = sitting only
button-not-coming = ↩️ Not from { $day }
button-conditions = 🩺 Health
button-place = 📍 Place
button-around = 🧰 At hand
button-company = 👥 Company
button-vetoes = 🚫 Not for me
button-on = ● { $what }
button-off = ○ { $what }
switch-wheelchair = Wheelchair
in-a-wheelchair = { $place }, in a wheelchair
switch-chair-only = Chair only
switch-strength = Two strength days
switch-walks-only = Walks only
switch-older = 65 or older

consent = Shall I ask about pregnancy, injuries and the like? It's health-related, used only to leave movements out, and you can delete it any time. I keep nothing until you tap yes, and skipping is fine.
button-consent = ✅ Yes, ask me
button-skip = Skip
conditions = <b>🩺 Health</b>

    Tap what applies to you; I leave out what doesn't suit it. I don't count weeks, so please switch when week 13 of a pregnancy begins. Whatever isn't here: your doctor or physio knows better than I do.
button-withdraw = 🗑 Delete all of it
button-conditions-0 = Pregnancy, belly ›
button-conditions-1 = Hips, back, joints ›
button-conditions-2 = Balance, heart, breath ›
told-nothing = nothing told
asked-pregnant = Pregnant, week 13 on or not sure
asked-pregnant-early = Pregnant, up to week 12
asked-pelvis = Pelvic girdle pain
asked-after-birth = Gave birth lately, check-up to come
asked-leaking = Leaking, heaviness or prolapse
asked-doming = Tummy domes along the middle
asked-hernia = Hernia or recent belly surgery
asked-hip-surgery = Hip surgery or a new hip lately
asked-hip-pinch = Hip impingement, pinching groin
asked-disc = Disc pain or sciatica now
asked-bending-back = Bending backwards hurts
asked-bones = Osteoporosis or a spinal fracture
asked-knee = Sore knee, or can't kneel
asked-ankle = Achilles or ankle injury
asked-wrist = Sore wrists
asked-shoulder = Sore shoulder
asked-dizzy = Dizziness or vertigo
asked-balance = Falls or poor balance
asked-eyes = Glaucoma or retina trouble
asked-pressure = High blood pressure, not controlled
asked-heart = Heart condition, not settled
asked-lungs = Severe lung disease
asked-panic = Breath holding brings panic

ask-place = <b>📍 Place</b>

    Where do my nudges find you? In an office nothing needs the floor; on a shop floor everything is done on your feet; on a train nobody notices a thing.
place-office = Office
place-home = Home
place-both = Office and home
place-shop-floor = Shop floor
place-train = Train or plane
place-public = Out and about
place-chosen = <b>📍 { $place }</b> it is.
switch-floor = Floor is fine
ask-desk = Does your desk go up?
button-desk = ↕️ My desk goes up
button-desk-yes = Yes
button-desk-no = No
button-desk-not = It doesn't go up
ask-desk-minutes = <b>↕️ Desk</b>

    For how long shall it stay up? Twice a day at most I say <i>desk up</i>, and when the time is over, <i>down again</i>. That counts as not sitting.
button-legs = Legs
wheelchair-title = <b>Wheelchair</b>
ask-legs = Do your legs help you?
legs-yes = Yes
legs-a-little = A little
legs-no = No
ask-company = <b>👥 Company</b>

    Who joins in at times? A few movements need two, or four paws.
company-partner = Partner
company-child = Child
company-dog = Dog
company-nobody = nobody
ask-around = <b>🧰 At hand</b>

    What do you have around you?
around-nothing = nothing
around-chair = Chair
around-wall = Wall
around-mat = Mat
around-stairs = Stairs
around-ball = Soft ball
around-band = Loop band

vetoes = <b>🚫 Not for me</b>

    I never offer these. Tap one to have it back.
no-vetoes = Nothing here yet. When a movement isn't for you, tap ⏭ and then 🚫.
button-unveto = ↩️ { $name }
button-veto = 🚫 Not for me
button-veto-undo = ↩️ Have it back
vetoed = { $name } won't come up again. You can have it back in /settings under Body.
vetoed-named = { $names } won't come up again. Change your mind here, or in /settings under Body.
if-it-hurts = If it hurt, leave it for today. If pain stays, please ask a doctor or physio.
