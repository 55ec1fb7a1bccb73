plans = <b>🧭 Vorhaben</b>

    „Wenn X, dann Y“, in deinen eigenen Worten: Ich sage es dir zu seiner Zeit zurück, an deinen aktiven Tagen. Drei reichen gut.
plan-line = <b>{ $time }</b> { $words }
plan-line-quiet = <b>{ $time }</b> (da ist Ruhe) { $words }
button-plan = { $time } · { $action }
button-plan-new = ➕ Ein Vorhaben
button-plans-back = ‹ Vorhaben
plan-ask = Schreib es als einen Satz, gern mit Uhrzeit:

    <i>Wenn ich Kaffee mache, dann 10 Wadenheber um 10:30</i>

    Deine Worte, dein Urteil: Ich hebe sie auf und sage sie dir zurück, prüfen kann ich sie nicht. Bitte nur, was sich gut anfühlt.
plan-unclear = Ich hatte auf ein Vorhaben gewartet, etwa „Wenn ich Kaffee mache, dann 10 Wadenheber um 10:30“. Versuch es noch einmal, oder geh zurück, und wir lassen es dabei.
plan-too-long = Das ist länger, als ich es zurücksagen kann. Jede Hälfte hat höchstens { $longest } Zeichen.
plans-enough = Du hast { $most } Vorhaben, mehr hebe ich nicht auf. Lösch eines, dann hat das nächste Platz.
plan = <b>🧭 { $words }</b>

    { $rests ->
        [0] Ich sage es dir um { $time } zurück, an deinen aktiven Tagen. Lieber zu einer anderen Zeit?
       *[other] Wie alle Vorhaben ruht es, bis deine Pause vorbei ist; danach sage ich es dir um { $time } zurück, an deinen aktiven Tagen. Lieber zu einer anderen Zeit?
    }
plan-quiet = <b>🧭 { $words }</b>

    Um { $time }? Da ist bei dir Ruhe, von { $begins } bis { $ends }, und ich sage nichts. Welche von diesen Zeiten passt dir stattdessen?
plan-too-close = Ein anderes Vorhaben von dir liegt keine halbe Stunde davon entfernt.
button-plan-drop = 🗑 Löschen
plan-nudge = <b>{ $words }</b>
plan-done = ✅ <b>{ $words }</b>
    { $day } { $streak }
plan-undone = ↩️ Rückgängig gemacht.
    { $day } { $streak }
plan-later = ⏰ { $words }
    Das kommt um { $time } wieder.
plan-gone = Das Vorhaben, das hier stand, ist gelöscht
