nudge = { $framed ->
    [1] <b>{ $line }</b>
   *[0] <b>{ $line }</b>
        { $name } · { $length }
}
how-feel = <b>Gefühl:</b> { $text }.
how-avoid = <b>Vermeide:</b> { $text }.
how-easier = <b>Leichter:</b> { $text }.
how-harder = <b>Schwerer:</b> { $text }.
how-careful = <b>Bei { $condition }:</b> { $remark }.
length-seconds = { $seconds ->
    [one] 1 Sekunde
   *[other] { $seconds } Sekunden
}
length-minutes = { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
}
length-minutes-and-a-half = { $minutes }½ Minuten
button-done = ✅ Erledigt
button-later = ⏰ Später
button-other = 🔁 Andere
button-not-now = ⏭ Jetzt nicht
button-undo = ↩️ Rückgängig
button-done-after-all = ✅ Doch erledigt

done = ✅ <b>{ $name }.</b> { $praise ->
    [0] Stuhl 0, du 1.
    [1] Dein Stuhl guckt traurig.
    [2] Die hast du im Sack.
    [3] Klein, aber deins.
    [4] Deine Hüften haben zugesagt.
    [5] Stiller Applaus vom Psoas.
    [6] Aufgeklappt wie ein Liegestuhl.
    [7] Das Postfach lebt noch.
    [8] Gruß ans Ich von morgen.
    [9] Geschmeidig.
    [10] Haken dran, weiter geht’s.
    [11] Hat keiner gemerkt. Außer mir.
    [12] Schöne Grüße an die Schwerkraft.
    [13] Kleine Parade, großer Auftritt.
    [14] Gute Wahl.
    [15] So wächst Gewohnheit.
    [16] Fertig, und der Kaffee dampft noch.
    [17] Locker gemacht.
    [18] Unverhofft bewegt.
    [19] Dein Psoas schickt ein Herz.
    [20] Sitzzauber gebrochen.
    [21] Gern wieder.
    [22] Kam, sah, bewegte.
    [23] Volle Punkte fürs Mitmachen.
    [24] Bravo aus der letzten Reihe.
    [25] Kurz und gut.
    [26] Sauber gewackelt.
    [27] Und ausatmen. Herrlich.
    [28] Saftige Leistung.
   *[29] Stempel drauf: bewegt.
}
    { $day } { $streak }
later = ⏰ { $name } kommt um { $time } wieder.
later-no-more = Dreimal später: Der hier darf auf der langen Bank bleiben. Der nächste Stups fängt frisch an.
not-now = Kein Problem.
undone = ↩️ { $name } zurückgenommen.
    { $day } { $streak }
nothing-to-undo = In den letzten zwei Tagen ist nichts, was ich zurücknehmen könnte.
no-other = Mehr passt gerade nicht, das war alles.
comeback = <b>{ $which ->
    [0] Ach, du! Zehn Schritte, wie früher?
    [1] Kein Rapport nötig. Ein Atemzug?
    [2] Wasser kocht. Bisschen wippen?
    [3] Alles abgestaubt, alles noch da.
    [4] Vorn anfangen, beim Leichten?
    [5] Einmal aufstehen, dann schauen wir.
    [6] War viel los. Hallo wieder.
    [7] Heute zählt ab eins.
    [8] Dein Platz ist frei. Bleib kurz stehen.
    [9] Was Winziges? Schultern hoch, fallen lassen.
    [10] Erst mal zwei Stupse am Tag. Recht so?
   *[11] Lust aufs Fenster und zurück?
}</b>
    { $name } · { $length }
comeback-last = Das ist meine letzte Zeile, bis du wieder schreibst; /settings kennt weniger Stupse und andere Zeiten.

# Jede steht nach „Bei“ und „Nicht für dich bei“, also im Dativ.
condition-PREG-SUP = Schwangerschaft ab Woche 13
condition-PREG-BAL = Schwangerschaft
condition-PREG-HOLD = Schwangerschaft
condition-PGP = Schmerzen im Beckengürtel
condition-PN-EARLY = einer Geburt in den letzten Wochen
condition-LEAK = Inkontinenz, Schweregefühl oder Senkung
condition-DRA = vorgewölbter Bauchmitte
condition-HIP-OP = Hüft-OP oder neuer Hüfte, solange Vorsicht angesagt ist
condition-FAI = Hüft-Impingement oder Labrumriss
condition-OSTEO = Osteoporose
condition-DISC = akutem Bandscheiben- oder Ischiasschmerz
condition-EXT = Schmerzen beim Zurückbeugen
condition-VERT = Schwindel oder Drehschwindel
condition-BP = nicht eingestelltem Bluthochdruck
condition-HEART = einer instabilen Herzerkrankung
condition-KNEE = schmerzendem Knie
condition-ANKLE = Verletzung an Achillessehne oder Knöchel
condition-WRIST = schmerzenden Handgelenken
condition-SHO = schmerzender Schulter
condition-BAL = Stürzen oder wackliger Balance
condition-HEAD = Grünem Star oder Netzhautproblemen
condition-HERNIA = Hernie (Bruch) oder frischer Bauch-OP
condition-RESP = schwerer Lungenerkrankung
condition-PANIC = Panik durch Atemübungen
