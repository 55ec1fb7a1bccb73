nudge-show = 👀 Mit /show siehst du’s in Bewegung.
nothing-to-show = Gerade gibt es nichts zu zeigen. Frag mich nach einer Übung beim Namen, etwa „zeig mir das Hüftkreisen“.
follow-hold = ⏳ <b>{ $seconds } s · { $text }</b>
follow-long = ⏳ <b>{ $left } · { $text }</b>
follow-short = ▶️ <b>{ $text }</b>
follow-count = 🔁 <b>{ $count }</b> · je { $rhythm } s
follow-count-fast = 🔁 <b>{ $count }</b>
follow-change = ↔️ <b>Seite wechseln</b> · { $seconds } s
follow-pace = { $seconds }
follow-rhythm = { $first } + { $then }
follow-one-of = { $number } von { $of }
follow-some-of = { $first }–{ $last } von { $of }
follow-side = { $side ->
    [1] Erste Seite
   *[2] Andere Seite
}
follow-other-way = Jetzt andersherum
follow = { $name } { $bar } { $left }
follow-past = ✓ { $text }
follow-now = ▸ <b>{ $text }</b>
follow-next = { $text }
followed = Zeit um. Wie lief’s?
    <b>{ $name }</b>
follow-closed = ⏱ { $name }: bis zum Ende gezählt.
stopped = ⏹ { $name }: gestoppt.
interrupted = Ich wurde mitten in „{ $name }“ neu gestartet, sorry. Tipp auf ✅, wenn du’s geschafft hast.
at-once = <b>{ $name }</b> · { $length }
nothing-to-follow = Gerade wartet kein Stups auf dich. /today sagt, wann der nächste kommt.
button-stop = ⏹ Stopp
button-go = ▶️ Los
command-later = Den letzten Stups später noch mal
command-go = Zähl mich durch den letzten Stups
