# Lernhappen: der Rahmen um sie. Die Happen selbst stehen in bites.toml.

bite = 💡 { $idea }
    👉 { $tries }
bite-asks = <b>{ $asks }</b>
bite-answered = <b>{ $asks }</b> { $answer }
    { $reply }
button-bite-answer = { $answer }
button-bite-more = 📖 Mehr
button-bites-off = Weniger davon
button-bites-on = ↩️ Doch wieder
bites-off = Alles klar, keine Lernhappen mehr. „Happen an“ holt sie zurück.
bites-on = 💡 Lernhappen sind an: einer pro Woche, statt eines Stupses.
