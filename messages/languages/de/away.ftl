# Pausen, Urlaub und Besprechungen.

button-pause-hours = { $hours ->
    [one] 1 Stunde
   *[other] { $hours } Stunden
}
button-holiday = 🏖 Urlaub
button-pause-weeks = { $weeks ->
    [one] 1 Woche
   *[other] { $weeks } Wochen
}
button-date = { $weekday } { $day }
button-earlier-days = ‹ Früher
button-later-days = Später ›
button-pause-back = ‹ Pause
holiday-ask = <b>🏖 Urlaub</b>

    An welchem Tag bist du zurück? Bis er beginnt, bin ich still; höchstens { $days } Tage. Serie und Stärke warten genau so auf dich.
paused-holiday = 🏖 Genieß es. Ruhe bis <b>{ $when }</b>. Serie und Stärke warten genau so auf dich.
pause-over = Willkommen zurück aus deiner Pause; alles hat auf dich gewartet.
pause-over-gently = Zum Anfang eine Woche lang zwei Stupse am Tag.

meeting-quiet = Ruhe { $when }.
meeting-open = ↩️ { $when } ist wieder frei für Stupse.
meeting-hours = { $day } { $begins }–{ $ends }
meeting-day = { $day }, den ganzen Tag
meeting-days = { $day } { $begins } – { $last } { $ends }
meeting-shortened = Von dem, was länger dauert, gilt nur der Anfang; für einen Urlaub gibt es /pause.
meeting-more = … und noch { $count }, der letzte { $last }.
meeting-since = Was ab { $day } { $time } kommt, ist noch nicht dabei: Schick mir die Datei dann noch einmal.
meeting-zone-guessed = Eine Uhrzeit stand in einer Zeitzone, die ich nicht kenne; ich habe sie als deine genommen. Liegt sie um Stunden daneben, nimmt ↩️ sie zurück.
meeting-unreadable = { $count ->
    [one] Einen Eintrag konnte ich nicht lesen, er ist nicht dabei.
   *[other] { $count } Einträge konnte ich nicht lesen, sie sind nicht dabei.
}
meeting-older = Von dem Termin habe ich schon einen neueren Stand, und der bleibt.
meeting-none-left = Davon ist nichts mehr übrig, es ist also schon alles frei.
button-take-all-back = ↩️ Alle diese
meeting-first-only = Wie sich das wiederholt, verstehe ich nicht; darum gilt nur das erste Mal.
button-take-back = ↩️ { $day } { $time }
calendar-large = Die Datei ist mir zu groß: höchstens 256 KB. Am besten geht eine Einladung nach der anderen.
calendar-lost = Die Datei kam nicht an. Schick sie bitte noch einmal.
calendar-unreadable = Ich kann diese Datei nicht als Kalender lesen. Am besten geht eine Einladung (.ics) direkt aus deinem Kalender; geändert hat sich nichts.
calendar-empty = In der Datei steht kein Termin, also hat sich nichts geändert.
calendar-answer = Das ist die Antwort von jemandem auf eine Einladung, also hat sich nichts geändert.
calendar-off = Der Termin fällt aus, und ruhig war es dafür ohnehin nicht. Geändert hat sich nichts.
calendar-past = Für die nächsten 30 Tage steht nichts darin, also hat sich nichts geändert.

resting = Die Stupse machen Pause bis { $when }.
resting-open = Die Stupse machen Pause, bis du sie zurückhaben möchtest.
button-wake = Stupse wieder an
