today = <b>{ $day }</b>
    { $bar } { $moves } von { $goal }
today-move = { $time } · { $name }
today-next = Nächster Stups: { $when }.
today-paused = Pause bis { $when }. Die Serie ist sicher.
today-paused-open = Pause, bis du /resume sagst. Die Serie ist sicher.
streak = <b>{ $days ->
    [0] Gerade keine Serie. Eine Bewegung, und sie läuft.
    [one] 1 Tag. Bis zum nächsten.
   *[other] { $days } Tage am Stück.
}</b>
    { $row }
streak-best = Rekord bisher: { $days ->
    [one] 1 Tag.
   *[other] { $days } Tage.
}
streak-passes = { $passes ->
    [0] Beide Freikarten dieser Woche sind weg; sie kommen von selbst wieder.
    [one] Noch 1 Freikarte: Ein verpasster Tag ist automatisch verziehen.
   *[other] Noch { $passes } Freikarten: Ein verpasster Tag ist automatisch verziehen.
}
streak-strength = Stärke: { $points } von 100.
streak-legend = 🟩 bewegt · 🛟 Freikarte · ⬜ verpasst · ➖ freier Tag · 🔲 heute
pause-ask = Wie lange soll ich still sein? Deine Serie wartet mit dir.
pause-unreadable = Hier lese ich Tage oder eine Zeit, etwa /pause 3 oder /pause 1h30. Geändert ist nichts; das hier geht auch:
pause-whole-days = Tage gehen hier nur ganz, etwa /pause 3; Stunden so: /pause 1h30. Geändert ist nichts; das hier geht auch:
pause-bounds = Das ist mir zu kurz oder zu lang: bitte { $minutes } Minuten bis { $days } Tage. Geändert ist nichts; das hier geht auch:
button-pause-today = Bis morgen
button-pause-days = { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
}
button-pause-week = Eine Woche
button-pause-open = Bis ich’s sage
paused = ⏸ Ruhe bis <b>{ $when }</b>. Freie Tage rühren die Serie nicht an.
paused-today = ⏸ Ruhe bis <b>{ $when }</b>.
paused-open = ⏸ Ruhe, bis du /resume sagst. Freie Tage rühren die Serie nicht an.
button-resume = ▶️ Jetzt weiter
resumed = ▶️ Wieder da. Nächster Stups: <b>{ $when }</b>.
resumed-gently = ▶️ Wieder da, und ganz sanft: in der ersten Woche höchstens zwei Stupse am Tag. Der nächste: <b>{ $when }</b>.
