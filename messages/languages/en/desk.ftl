# A desk that goes up, sitting down for those who stand at work, and hot days.

desk-up = ↕️ <b>Desk up, for { $minutes } minutes?</b>
desk-down-again = ↕️ <b>Down again?</b> Standing had its turn; sitting may have it back.
desk-is-up = ↕️ Up it is. Around { $time } it's time to come down again; until then I leave you in peace.
desk-is-down = ↕️ Down again.
desk-was-down = The desk is down already, as far as I know.
desk-never = ↩️ Not up, then. Nothing counts.
desk-nowhere = Where you are now, I know of no desk that goes up. /settings has that under 🧍 Body, 📍 Place.
button-desk-is-up = ✅ It's up
button-desk-is-down = ✅ It's down
sit-down = 🪑 <b>Sit for five minutes?</b> Your feet have earned it.
button-sits = ✅ Sitting
sits = 🪑 Enjoy it. The next five minutes belong to your feet.
hot-nothing = Nothing of mine suits you in this heat right now. Water, shade, slowly: that's plenty.
