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
