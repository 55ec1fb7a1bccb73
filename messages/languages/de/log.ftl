# Einträge: was verstanden wurde, der Weg zurück, und Berichtigungen.

logged = ✅ <b>Eingetragen:</b> { $moves }
logged-minutes = { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
}
logged-count = { $count }-mal
logged-steps = { $count }
logged-distance = { $km } km
logged-metres = { $metres } m
logged-left-out = { $counted } von { $all } gezählt: { $moves } ist zu lange her. Ich zähle heute, gestern und vorgestern.
logged-unused = Mit { $numbers } konnte ich nichts anfangen, das ist nicht mit drin.
logged-other-day = Es zählt für { $day }.
log-undone = ↩️ Zurückgenommen: { $moves }
nudge-called-off = ✅ Du hast dich schon bewegt, also blase ich das hier ab: { $name }.

log-ask = Was hast du gemacht? Einmal tippen trägt es ein; dein Häufigstes steht vorn.
log-hint = Oder schreib’s einfach, etwa „gestern Abend 20 min spazieren“.
log-what = Prima. Was war’s denn? Gerade ist kein Stups offen, also sag’s mir kurz oder tipp.
log-unclear = Darin konnte ich keine Bewegung lesen. Was war es?
log-beyond = { $why ->
    [minutes] Mehr als zehn Stunden am Stück? Ich nehme bis zu 600 Minuten auf einmal. Wie lange war es wirklich? Sag’s mir noch einmal, etwa „45 min geschwommen“.
    [count] So weit kann ich nicht zählen: höchstens { $count } Wiederholungen oder { $steps } Schritte. Wie viele waren es? Sag’s mir noch einmal, etwa „20 Kniebeugen“.
    [metres] So weit kann ich nicht messen, höchstens { $km } km. Wie weit war es? Sag’s mir noch einmal, etwa „5 km gelaufen“.
   *[old] Das ist mir zu lange her: Ich zähle heute, gestern und vorgestern. Hast du seitdem etwas gemacht?
}
log-too-old = { $moves }: Das ist mir zu lange her. Ich zähle heute, gestern und vorgestern. Hast du seitdem etwas gemacht?
log-unclear-when = „{ $moves }“ habe ich verstanden, nur nicht, wann das war. Gezählt ist noch nichts. Welcher Tag war’s? Ich zähle heute, gestern und vorgestern.
log-unclear-how-much = „{ $moves }“ habe ich verstanden, nur nicht sicher, wie viel es war. Gezählt ist noch nichts. Sag’s mir noch einmal, etwa „20 min spazieren“?
log-unclear-who = „{ $moves }“: Warst du das? Gezählt ist noch nichts.
log-one-by-one = Sag’s mir noch einmal, jedes in einer eigenen Nachricht.
yesterday-ask = Was hast du gestern gemacht? Einmal tippen trägt es ein, für { $day }.
nudge-yesterday = Gestern bewegt und nichts gesagt? /yesterday
fix-ask = Was soll ich an „{ $moves }“ ändern?
fix-which = Welche davon soll ich ändern?
fix-minutes = Wie lange ging „{ $moves }“?
fix-kind = Was war „{ $moves }“ in Wirklichkeit?
fix-day = An welchem Tag war „{ $moves }“?
fix-gone = Die ist weg, da gibt es nichts mehr zu ändern.
button-kind = { $name }
button-fix = ✏️ Ändern
button-fix-minutes = ⏱ Minuten
button-fix-kind = 🏃 Was
button-fix-day = 📅 Tag
button-fix-back = ‹ Zurück
button-minutes = { $minutes } min
button-day = { $day }
button-today = Heute
button-yesterday = Gestern
button-log-bare = ✅ Nur „{ $name }“
button-log-me = ✅ Ja, das war ich
button-log-again = ✅ Doch eintragen
button-log-more = Mehr ›
button-log-yesterday = 📅 Gestern war was
move-nothing = Gerade darf ich dir nichts vorschlagen. /settings, Körper, zeigt, was ich weglasse.

command-log = Bewegung per Fingertipp eintragen
command-move = Eine Bewegung jetzt, oder alle
command-yesterday = Gestern nachtragen
