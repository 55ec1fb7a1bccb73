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
    [learn] 📖 Learn more
   *[stop] ⏹ Stop
}
button-how = 🤸 { $name }
button-topics = ‹ All topics
button-learn = 📖 Learn more
learn = <b>📖 Learn more</b>

    People to ask and things to read, with an honest word (⚠️) where one says too much. For you and your body a physiotherapist, midwife or doctor beats any book.
learn-entry = • <b>{ $title }</b>{ $link ->
    [none] {""}
   *[other] {""} ({ $link })
}: { $good }{ $minds ->
    [0] .
   *[other] . ⚠️ { $mind }.
}
wish = <b>{ $name }</b> · { $length }{ $others ->
    [0] {""}
   *[other] {""} (more like it below)
}
wish-none = I have nothing of that kind that suits you. /settings, Body, shows what I leave out.
movement-left-out = I leave <b>{ $name }</b> out for you: { $conditions }.
movement-wheelchair = <b>{ $name }</b> is not among what I know to go well in a wheelchair.
movement-chair-only = <b>{ $name }</b> leaves the chair, and you told me chair only.
movement-after-birth = <b>{ $name }</b> is made for the months after a birth.
movement-vetoed = You turned <b>{ $name }</b> down, so it stays out.
movement-rests = <b>{ $name }</b> hurt a few days ago, so it rests for a week.
movement-instead = This may do instead:
movement-nothing-instead = I have nothing that may take its place.
movement-near = I don't have that one. This comes nearest:
movement-easier = A notch easier than <b>{ $name }</b>:
movement-harder = A notch harder than <b>{ $name }</b>:
movement-like = In the manner of <b>{ $name }</b>:
movement-easiest = I have none easier for you than <b>{ $name }</b>. Easier that way: { $text }.
movement-hardest = I have none harder for you than <b>{ $name }</b>. Harder that way: { $text }.
movement-hard-enough = There is no harder <b>{ $name }</b>: it is meant to stay easy.
movement-no-like = I have no other like <b>{ $name }</b>.
movement-which = Which movement do you mean? Type its name ("the clam"), or tap /move for one now.
movement-never-had = None of mine is called that, so it won't come up.
