# What follows after a safety message. The messages themselves are in messages/understand/red_flags/flags. No emoji, no jokes.

safety-still-paused = Good to hear. Nudges stay paused until you want them back.
safety-check-back = Have you been seen? Want nudges back?
safety-not-yet = All right. Nudges stay paused until you say /resume.
safety-resumed = Nudges are back on. Next one: { $when }.
safety-just-the-seat = Then stand up and move about a little. If it stays numb or spreads, please get help fast.
safety-chair-only = Seated ideas only from now on.
safety-any-position = Ideas in any position again.
safety-unsteady = Left out from now on: what needs good balance. /settings, Body has the switch.
safety-no-movements = Movements are paused for your safety. /resume brings them back.
safety-resting = Nudges and movements rest for your safety, until you say that all is well.
button-nudges-back = Yes, nudges back on
button-not-yet = Not yet
button-any-position = Any position again
