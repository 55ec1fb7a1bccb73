# Tips: the frame around answers, and the way to them. The answers themselves are in tips/*.toml.

tip-home = <b>💡 A tip for now</b>
tip-ask = Type any question, or choose a topic:
tip = <b>{ $question }</b>

    { $answer }
tip-sources = <i>{ $count ->
    [one] Source: { $names }
   *[other] Sources: { $names }
}</i>
tip-may-be = I'm not sure what you mean. One of these, perhaps?
tip-movement = <b>{ $name }</b> · { $length }
topic = <b>{ $topic }</b>
topic-aches-first = Numbness, weakness, fever, a bad fall, or a change in bladder or bowel? Then please skip this list and get medical help now.
topic-muscle = The muscle itself
topic-sitting = Sitting and breaks
topic-movements = Movements
topic-aches = Aches
topic-calm = Stress, breath, sleep
topic-sport = Sport and shoes
topic-birth = Pregnancy, after birth
topic-age = Getting older
topic-body = Every body
topic-work = Work and travel
topic-life = Home and life
topic-habits = Habits and streaks
topic-bot = About me
button-topic = { $topic }
button-question = { $question }
button-tip-way = { $way ->
    [pause] ⏸ Pause
    [fewer] 🔔 Fewer
   *[stop] ⏹ Stop
}
button-how = 🤸 { $name }
button-topics = ‹ All topics
button-learn = 📖 Learn more
learn = <b>📖 Learn more</b>

    Things to read, with a pinch of salt each. For you and your body a physiotherapist, midwife or doctor beats any book.
learn-entry = • <b>{ $title }</b>: { $note }
learn-entry-link = • <b>{ $title }</b> ({ $link }): { $note }
wish = <b>{ $name }</b> · { $length }{ $others ->
    [0] {""}
   *[other] {""} (more like it below)
}
wish-none = I have nothing of that kind that suits you. /settings, Body, shows what I leave out.
