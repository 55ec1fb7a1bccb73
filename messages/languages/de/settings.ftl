settings = <b>⚙️ Einstellungen</b>

    <b>Tage:</b> { $days }
    <b>Stups-Zeiten:</b> { $windows }
    <b>Takt:</b> nach { $pace } Minuten Sitzen
    <b>Stupse:</b> höchstens { $budget } am Tag
    <b>Ziel:</b> { $goal ->
        [one] 1 Bewegung am Tag
       *[other] { $goal } Bewegungen am Tag
    }
    <b>Zeitzone:</b> { $city }, dort ist es { $time }
settings-next = Nächster Stups: { $when }.
button-hours = 🕘 Tage und Zeiten
button-pace = ⏱ Takt
button-budget = 🔔 Stupse am Tag
button-goal = 🎯 Ziel
button-zone = 🌍 Zeitzone
button-pause = ⏸ Pause
button-sunday = 📬 Wochenrückblick
button-evening = 🌙 Abendzeile
sunday = <b>📬 Wochenrückblick am Sonntag</b>

    Die Woche in einer Nachricht, mit Bild: was war, was gut lief, eine Idee. Gerade: { $time }.
sunday-off = aus
evening-ask = <b>🌙 Abendzeile</b>

    Um 18:00 an einem aktiven Tag noch ohne Bewegung, wenn eine Serie von drei Tagen oder mehr offen ist: eine Zeile, höchstens. Sie ersetzt einen Stups.
evening-on = an
evening-off = aus
button-rings = 🛎 Klingel
rings-ask = <b>🛎 Klingel</b>

    Wenn ▶️ dich durch eine Bewegung gezählt hat, kann das Ende als neue Nachricht kommen, die klingelt. Ohne sie sagt es leise die Nachricht, die mitzählt.
button-back = ‹ Einstellungen
hours = <b>🕘 Tage und Zeiten</b>

    Einen Tag antippen schaltet ihn um, eine Zeit antippen ändert sie. Freie Tage brechen nie eine Serie. Nachts bleibt es still, von { $quiet_from } bis { $quiet_until }.
button-day-on = ● { $day }
button-day-off = ○ { $day }
button-window = { $window }
button-add-window = ➕ Noch eine Zeit
hours-from = Ab wann?
hours-until = Ab { $time } bis wann?
button-drop-window = 🗑 { $window } weg
one-day-stays = Ein Tag muss bleiben. Für eine Auszeit gibt’s /pause.
one-window-stays = Eine Zeit muss bleiben. Für eine Auszeit gibt’s /pause.
button-quiet = 🌙 Nachtruhe
night-quiet-from = 🌙 { $time }
night-quiet-until = ☀️ { $time }
quiet-ask = <b>🌙 Nachtruhe</b>

    Von { $begins } bis { $ends } schreibe ich nicht, egal, was die Stups-Zeiten sagen. 🌙 ist der Beginn der Ruhe, ☀️ ihr Ende.
pace = <b>⏱ Takt</b>

    Nach wie vielen Minuten Sitzen soll ich schreiben? Gerade: { $minutes }.
budget = <b>🔔 Stupse am Tag</b>

    Wie viele höchstens? Gerade: { $budget }.
goal = <b>🎯 Ziel</b>

    Wie viele Bewegungen am Tag peilst du an? Die Serie braucht nur eine. Gerade: { $goal }.
button-chosen = ● { $value }
button-choice = { $value }
days-all = jeden Tag
days-range = { $first }–{ $last }
