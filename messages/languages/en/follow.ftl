nudge-go = ▶️ Tap /go and I'll count you through it.
follow = <b>{ $name }</b>
    { $bar } { $seconds } s
follow-past = ✓ { $text }
follow-now = ▸ <b>{ $text }</b>
follow-next = { $text }
followed = Time. How did <b>{ $name }</b> go?
stopped = ⏹ { $name }: stopped.
interrupted = I was restarted in the middle of { $name }, sorry. Tap ✅ if you finished it.
at-once = <b>{ $name }</b> · { $length }
nothing-to-follow = There's no nudge waiting for you right now. /today says when the next one comes.
button-stop = ⏹ Stop
button-go = ▶️ Go
command-later = The last nudge again, later
command-go = Count me through the last nudge
