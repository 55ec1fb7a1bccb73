# Openings of nudges, when the movement's own lines have been used; the name stands first, so the preview says what to do.
frame-walk = { $which ->
    [0] { $name }: { $length }, then back.
    [1] { $name }, { $length }. Everything else can wait.
    [2] { $name }: { $length }, eyes far away.
    [3] { $name }? { $length }, no rush.
    [4] { $name }, { $length }: out and home again.
    [5] { $name } now. { $length }, and you're back.
    [6] { $name }: just { $length }. The pace is yours.
    [7] { $name }, { $length }. The route is up to you.
    [8] { $name }: { $length } of other views.
    [9] { $name }, easy: { $length }.
    [10] { $name }: { $length }. Shoulders loose.
    [11] { $name }, { $length }, no destination needed.
    [12] { $name }: { $length } for the hips.
    [13] { $name }, please: { $length }.
    [14] { $name }: { $length }, find something green.
   *[15] { $name } again: { $length }, as you like it.
}
frame-timed = { $which ->
    [0] { $name }, and back.
    [1] { $name }. Everything else can wait.
    [2] { $name }, eyes far away.
    [3] { $name }? No rush.
    [4] { $name }: out and home again.
    [5] { $name } now, and you're back.
    [6] { $name }. The pace is yours.
    [7] { $name }. The route is up to you.
    [8] { $name }, for other views.
    [9] { $name }, easy does it.
    [10] { $name }, shoulders loose.
    [11] { $name }, no destination needed.
    [12] { $name }, for the hips.
    [13] { $name }, please.
    [14] { $name }: find something green.
   *[15] { $name } again, as you like it.
}
frame-breathe = { $which ->
    [0] { $name }: { $length }, nothing else.
    [1] { $name }, { $length }. The screen can wait.
    [2] { $name }: { $length }, jaw loose.
    [3] { $name }? { $length }, no rush.
    [4] { $name }, { $length }, shoulders down.
    [5] { $name } now: { $length }.
    [6] { $name }: { $length } of quiet.
    [7] { $name }, { $length }. Nobody needs to notice.
    [8] { $name }: { $length }, eyes where you like.
    [9] { $name }, softly: { $length }.
    [10] { $name }: { $length } off duty.
    [11] { $name }, { $length }, then carry on.
    [12] { $name }: { $length }, no forcing.
    [13] { $name }, please: { $length }.
    [14] { $name }: { $length }, like an inbox emptying.
   *[15] { $name } again: { $length }, as slow as you like.
}
frame-move = { $which ->
    [0] { $name }: { $length }, and that's it.
    [1] { $name }, { $length }. The inbox can wait.
    [2] { $name }: { $length }, nice and easy.
    [3] { $name }? { $length }, no rush.
    [4] { $name }, { $length }, breathing all along.
    [5] { $name } now: { $length }.
    [6] { $name }: { $length }, just for you.
    [7] { $name }, { $length }. Small is fine.
    [8] { $name }: { $length }, then carry on.
    [9] { $name }, gently: { $length }.
    [10] { $name }: { $length }. You know how it goes.
    [11] { $name }, { $length }, as far as it feels good.
    [12] { $name }: { $length }. No sweat needed.
    [13] { $name }, please: { $length }.
    [14] { $name }: { $length } between two things.
   *[15] { $name } again: { $length }, your way.
}
button-fewer-nudges = 🔕 { $nudges } a day
fewer-nudges-taken = 🔕 { $nudges ->
    [one] 1 nudge
   *[other] { $nudges } nudges
} a day at most. You can change it back in /settings.
