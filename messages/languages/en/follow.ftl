nudge-show = 👀 /show makes it move.
nothing-to-show = There is nothing to show right now. Ask me for a movement by its name, like “show me the hip circles”.
follow-hold = ⏳ <b>{ $seconds } s · { $text }</b>
follow-long = ⏳ <b>{ $left } · { $text }</b>
follow-short = ▶️ <b>{ $text }</b>
follow-count = 🔁 <b>{ $count }</b> · { $rhythm } s each
follow-count-fast = 🔁 <b>{ $count }</b>
follow-change = ↔️ <b>Change sides</b> · { $seconds } s
follow-pace = { $seconds }
follow-rhythm = { $first } + { $then }
follow-one-of = { $number } of { $of }
follow-some-of = { $first }–{ $last } of { $of }
follow-side = { $side ->
    [1] First side
   *[2] Other side
}
follow-other-way = The other way round
follow = { $name } { $bar } { $left }
follow-past = ✓ { $text }
follow-now = ▸ <b>{ $text }</b>
follow-next = { $text }
followed = Time. How did that go?
    <b>{ $name }</b>
follow-closed = ⏱ { $name }: counted to the end.
stopped = ⏹ { $name }: stopped.
interrupted = I was restarted in the middle of { $name }, sorry. Tap ✅ if you finished it.
at-once = <b>{ $name }</b> · { $length }
nothing-to-follow = There's no nudge waiting for you right now. /today says when the next one comes.
button-stop = ⏹ Stop
button-go = ▶️ Go
command-later = The last nudge again, later
command-go = Count me through the last nudge
