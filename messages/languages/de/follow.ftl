nudge-go = ▶️ Tipp auf /go, und ich zähle dich durch.
follow = <b>{ $name }</b>
    { $bar } { $seconds } s
follow-past = ✓ { $text }
follow-now = ▸ <b>{ $text }</b>
follow-next = { $text }
followed = Zeit um. Wie lief <b>{ $name }</b>?
stopped = ⏹ { $name }: gestoppt.
interrupted = Ich wurde mitten in „{ $name }“ neu gestartet, sorry. Tipp auf ✅, wenn du’s geschafft hast.
at-once = <b>{ $name }</b> · { $length }
nothing-to-follow = Gerade wartet kein Stups auf dich. /today sagt, wann der nächste kommt.
button-stop = ⏹ Stopp
button-go = ▶️ Los
command-later = Den letzten Stups später noch mal
command-go = Zähl mich durch den letzten Stups
