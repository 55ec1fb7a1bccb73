nudge = { $framed ->
    [1] <b>{ $line }</b>
   *[0] <b>{ $line }</b>
        { $name } · { $length }
}
how-feel = <b>Feel:</b> { $text }.
how-avoid = <b>Avoid:</b> { $text }.
how-easier = <b>Easier:</b> { $text }.
how-harder = <b>Harder:</b> { $text }.
how-careful = <b>With { $condition }:</b> { $remark }.
length-seconds = { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
}
length-minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
length-minutes-and-a-half = { $minutes }½ minutes
button-done = ✅ Done
button-later = ⏰ Later
button-other = 🔁 Another
button-not-now = ⏭ Not now
button-undo = ↩️ Undo
button-done-after-all = ✅ Did it anyway

done = ✅ <b>{ $name }.</b> { $praise ->
    [0] Chair 0, you 1.
    [1] Your chair misses you already.
    [2] That one's in the bank.
    [3] Small move, big grin.
    [4] Your hips RSVP: yes.
    [5] Silent p, loud cheer.
    [6] Unfolded like a good map.
    [7] The inbox survived.
    [8] One for future you.
    [9] Smooth.
    [10] Ticked. Onwards.
    [11] Nobody noticed. I did.
    [12] Gravity sends regards.
    [13] A tiny parade went by.
    [14] Good call.
    [15] That's how habits are made.
    [16] Done before the tea got cold.
    [17] High five, low effort.
    [18] Plot twist accepted.
    [19] Your psoas left a heart.
    [20] Sitting spell: broken.
    [21] Again sometime? Deal.
    [22] Came, moved, conquered.
    [23] Full marks for showing up.
    [24] Bravo from the cheap seats.
    [25] That was a tidy little one.
    [26] Well wiggled.
    [27] And breathe. Lovely.
    [28] Juicy, as promised.
   *[29] Stamp of approval.
}
    { $day } { $streak }
later = ⏰ { $name } comes back at { $time }.
later-no-more = That's three laters, so I'll let this one go. The next is a fresh start.
not-now = No problem.
undone = ↩️ { $name } taken back.
    { $day } { $streak }
nothing-to-undo = There's nothing from the last two days to take back.
no-other = That's all I have that fits right now.
comeback = <b>{ $which ->
    [0] Oh, you! Ten steps, for old times?
    [1] No report needed. One breath?
    [2] The kettle's on. Sway a little?
    [3] I kept your settings dusted.
    [4] Start at the easy end?
    [5] One stand-up, then we'll see.
    [6] Life happened. Hello again.
    [7] Today counts from one.
    [8] Your seat is still free. Don't take it.
    [9] Tiny one? Shoulders up, drop.
    [10] Nudges: two a day for now. Okay?
   *[11] Fancy a window and back?
}</b>
    { $name } · { $length }
comeback-last = This is my last line until you write again; /settings has fewer nudges or other hours.

condition-PREG-SUP = pregnancy from week 13
condition-PREG-BAL = pregnancy
condition-PREG-HOLD = pregnancy
condition-PGP = pelvic girdle pain
condition-PN-EARLY = the first weeks after birth
condition-LEAK = leaking, heaviness or prolapse
condition-DRA = a doming tummy
condition-HIP-OP = hip surgery or a new hip while precautions last
condition-FAI = hip impingement or a labral tear
condition-OSTEO = osteoporosis
condition-DISC = acute disc pain or sciatica
condition-EXT = pain on bending backwards
condition-VERT = vertigo or dizziness
condition-BP = uncontrolled high blood pressure
condition-HEART = an unstable heart condition
condition-KNEE = a sore knee
condition-ANKLE = an Achilles or ankle injury
condition-WRIST = sore wrists
condition-SHO = a sore shoulder
condition-BAL = falls or poor balance
condition-HEAD = glaucoma or retina trouble
condition-HERNIA = a hernia or recent belly surgery
condition-RESP = severe lung disease
condition-PANIC = breath work bringing panic
