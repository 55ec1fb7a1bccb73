# Die Bibliothek: Regale, Karten, und was wegbleibt.

library = <b>🗂 { $count ->
    [one] Eine Bewegung für dich
   *[other] { $count } Bewegungen für dich
}</b>
library-of = <b>{ $what }:</b> { $count ->
    [0] noch nichts für dich
    [one] 1 Bewegung
   *[other] { $count } Bewegungen
}
library-how = Such nach Ort, Körperteil, Zeit oder Art aus, oder blätter die Karten durch.
library-left-out = { $count ->
    [one] 1 weitere bleibt weg, so wie du es mir gesagt hast.
   *[other] { $count } weitere bleiben weg, so wie du es mir gesagt hast.
}
library-no-favourites = Noch keine Lieblinge. Tipp auf einer Karte auf ⭐, dann kommt sie öfter.
library-page = Seite { $page } von { $pages }
library-ask = { $facet ->
    [place] <b>📍 Wo bist du gerade?</b>
    [area] <b>🦵 Wofür soll sie sein?</b>
    [time] <b>⏱ Wie viel Zeit hast du?</b>
   *[kind] <b>🎯 Was soll sie bringen?</b>
}
shelf-place-desk = 💻 Am Schreibtisch
shelf-place-unnoticed = 🤫 Unauffällig: Meeting, Zug
shelf-place-seated = 🪑 Auf dem Stuhl
shelf-place-standing = 🧍 Im Stehen, an der Theke
shelf-place-walking = 🚶 Im Gehen
shelf-place-floor = 🏠 Daheim, am Boden
shelf-place-bed = 🛏 Im Bett
shelf-area-hips = Hüften und Psoas
shelf-area-glutes = Po
shelf-area-thighs = Oberschenkel
shelf-area-calves = Waden und Füße
shelf-area-back = Unterer Rücken
shelf-area-chest = Brustkorb, Seiten
shelf-area-pelvis = Becken und Bauch
shelf-area-whole = Ganzer Körper, Balance
shelf-time-short = Unter einer Minute
shelf-time-minute = 1 bis 2 Minuten
shelf-time-minutes = 2 bis 3 Minuten
shelf-time-long = Länger
shelf-kind-release = 🍃 Loslassen
shelf-kind-breathe = 🌬 Atmen
shelf-kind-retrain = 🧭 Neu lernen
shelf-kind-strengthen = 💪 Kräftigen
shelf-kind-move = 🚶 In Bewegung kommen
shelf-kind-learn = 🔎 Kennenlernen
shelf-favourites = ⭐ Lieblinge
button-library = 🗂 Alle Bewegungen
button-shelves = 🗂 Auswahl
button-facet = { $facet ->
    [place] 📍 Wo ich bin
    [area] 🦵 Körperteil
    [time] ⏱ Zeit
   *[kind] 🎯 Art
}
button-shelf = { $what } · { $count }
button-shelf-chosen = ✓ { $what }
button-favourites = ⭐ Lieblinge · { $count }
button-cards = 🃏 Karten blättern
button-names = 📋 Liste
button-no-filter = ✖️ Alles
button-card-back = ‹
button-card-next = ›
button-card-number = { $number }/{ $count }
button-card-named = { $starred ->
    [yes] ⭐ { $name } · { $length }
   *[no] { $name } · { $length }
}
button-star = ⭐ Liebling
button-unstar = ☆ Stern entfernen
button-cards-on = 🗂 Weiterblättern
card = <b>{ $line }</b>
    { $starred ->
    [yes] ⭐ { $name } · { $length }
   *[no] { $name } · { $length }
}
card-more-to-mind = Für dich ist noch mehr zu beachten: Schreib „{ $name }?“, dann steht alles da.
card-gone = Die gehört hier nicht mehr dazu. Hier ist eine andere.
starred = ⭐ <b>{ $name }</b> ist jetzt ein Liebling und kommt öfter.
unstarred = <b>{ $name }</b> kommt wieder so oft wie jede andere.
