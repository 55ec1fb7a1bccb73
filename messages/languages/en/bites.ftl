# Learning bites: the frame around them. The bites themselves are in bites.toml.

bite = 💡 { $idea }
    👉 { $tries }
bite-asks = <b>{ $asks }</b>
bite-answered = <b>{ $asks }</b> { $answer }
    { $reply }
button-bite-answer = { $answer }
button-bite-more = 📖 More
button-bites-off = Fewer like this
button-bites-on = ↩️ Bring them back
bites-off = All right, no more learning bites. “Bites on” brings them back.
bites-on = 💡 Learning bites are on: one a week, in place of a nudge.
