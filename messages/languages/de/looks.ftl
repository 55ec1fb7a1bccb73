# Die vier Bilder. Was hineinkommt, bleibt kurz; die Unterschrift sagt in Worten, was zu sehen ist.
button-look-year = 📅 Jahr
button-look-week = 🕘 Woche
button-look-strength = 💪 Stärke
button-look-variety = 🧭 Vielfalt

look-year-title = Ein Jahr in Tagen
look-year-under = { $days ->
    [one] 1 Tag mit Bewegung
   *[other] { $days } Tage mit Bewegung
}, { $moves ->
    [one] 1 insgesamt
   *[other] { $moves } insgesamt
}
look-year = <b>📅 Zwölf Monate, ein Kästchen pro Tag.</b> { $days ->
    [0] Noch kein Tag mit Bewegung; der erste leuchtet auf.
    [one] 1 Tag mit Bewegung, { $moves } insgesamt.
   *[other] { $days } Tage mit Bewegung, { $moves } insgesamt.
} Je heller, desto näher am Ziel; freie Tage bleiben dunkel und kosten nichts.
shade-moved = bewegt
shade-pass = Freikarte
shade-missed = verpasst
shade-neutral = freier Tag

look-week-title = Die Woche nach Stunden
look-week-under = { $moves ->
    [one] 1 Bewegung
   *[other] { $moves } Bewegungen
} an { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
}
look-week-sitting = deine Sitzzeiten
look-week-moves = eine Bewegung

look-strength-title = Stärke der Gewohnheit
look-strength-under = { $points } von 100, die letzten { $days } Tage
look-strength = <b>💪 { $points } von 100.</b> Jeder aktive Tag legt etwas drauf, und keiner kostet viel: Nach 13 ohne Bewegung ist noch die Hälfte da. Der beste dieser Tage: { $best }.
tick-today = heute

look-variety-title = Vielfalt
look-variety-under = { $moves ->
    [one] 1 Bewegung in 30 Tagen
   *[other] { $moves } Bewegungen in 30 Tagen
}
look-variety = <b>🧭 Dreißig Tage, { $moves ->
    [one] 1 Bewegung.
   *[other] { $moves } Bewegungen.
}</b> { $kinds } von 6 Arten und { $planes } von 3 Richtungen waren dabei. Eine Bewegung kann in mehr als eine Richtung gehen, Ruhe in keine.
look-variety-kinds = Was du gemacht hast
look-variety-planes = In welche Richtungen
kind-release = Lösen
kind-breathe = Atmen
kind-retrain = Umlernen
kind-strengthen = Kräftigen
kind-move = Bewegen
kind-learn = Verstehen
plane-sagittal = Vor, zurück
plane-frontal = Zur Seite
plane-transverse = Drehen
