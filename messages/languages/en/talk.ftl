# Follow-ups: corrections, questions asked first, and words that refer to nothing.

talk-put-right = ✏️ Put right.
talk-likely-log = Shall I log this: <b>{ $moves }</b>?
talk-likely-log-which = Which of these shall I log?
talk-likely-correction = Shall I change it to <b>{ $moves }</b>?
talk-likely-settings = Do you mean this?
button-log-this = ✅ { $moves }
button-yes = ✅ Yes
button-no = ✖️ No
talk-declined = All right, nothing changes. Tell me again in your own words if you like.
talk-acknowledged = 👍
talk-number-of-what = { $number } what? I've lost the thread there. Tell me the whole thing, like “walked 20 min” or “every 50 minutes”.
talk-what = What do you mean? I've lost the thread there. Tell me the whole thing, like “10 squats” or “every 50 minutes”.
talk-nothing = There's nothing I could take back there.
talk-announced = Off you go, have fun! Tell me when you're back, like “20 min”, and it counts.
