# Die Woche in einer Nachricht, die Abendzeile und Meilensteine. Nie ein Vergleich mit anderen, nie ein Vorwurf.
week = <b>🕘 Deine letzten sieben Tage</b>
    { $row }
    { $moves ->
        [0] Keine Bewegungen eingetragen.
        [one] 1 Bewegung an 1 Tag.
       *[other] { $moves } Bewegungen an { $days ->
            [one] 1 Tag.
           *[other] { $days } Tagen.
        }
    }
week-stands = { $days ->
    [0] Serien fangen bei eins an.
    [one] Serie: 1 Tag.
   *[other] Serie: { $days } Tage.
} Stärke: { $strength } von 100.
week-well = { $well ->
    [goals] Gut gelaufen: Ziel an { $goal_days } Tagen erreicht.
    [planes] Gut gelaufen: alle drei Richtungen in einer Woche. Angeben erlaubt.
    [more] Gut gelaufen: mehr Bewegungen als in der Woche davor.
    [days] Gut gelaufen: an { $days } verschiedenen Tagen bewegt.
    [some] Gut gelaufen: Du hast dich bewegt, und genau das zählt.
   *[fresh] Eine ruhige Woche. Die nächste ist ein frisches Blatt.
}

suggest-goal = An den meisten der letzten 14 Tage hast du dein Ziel erreicht. Wollen wir { $goal } am Tag anpeilen? Die Serie braucht weiter nur eine.
button-suggest-goal = 🎯 { $goal } am Tag anpeilen
suggest-pace = Die Stupse kamen oft ungelegen. Soll ich { $pace } Minuten dazwischen warten?
button-suggest-pace = ⏱ Alle { $pace } Minuten
suggest-hours = Passen die Zeiten noch zu deinen Tagen? Einmal tippen zeigt sie.
button-suggest-hours = 🕘 Andere Zeiten
goal-taken = 🎯 Abgemacht: { $goal } am Tag. Zurückdrehen geht in /settings, falls du magst.
pace-taken = ⏱ Abgemacht: { $pace } Minuten. Zurückdrehen geht in /settings, falls du magst.

evening = <b>{ $line }</b>
    { $name } · { $length }
evening-line = { $which ->
    [seated-march] Noch ist Zeit: zehn leise Märsche je Bein, und die Serie rollt weiter.
    [belly-breathing] Akku leer heute Abend? Fünf langsame Atemzüge zählen.
    [constructive-rest] Schnell noch vorm Bett: hinlegen, Knie hoch, fertig.
   *[walk-1] Tag { $days } ist eine kleine Runde entfernt. Lust?
}
evening-rest-pass = Voller Tag? Nimm eine Freikarte – halb so wild. Sie löst sich selbst ein.

milestone-streak = { $number ->
    [7] 🎉 7 Tage entfaltet. Verbeug dich – aus der Hüfte.
    [30] 🎉 30 Tage! Deine Hüften gründen einen Fanclub.
    [66] 🎉 66 Tage, rund zwei Monate kleine Bewegungen. So langsam bist das du.
    [365] 🎉 365 Tage. Ein ganzes Jahr bewegt; Applaus ist fällig.
   *[other] 🎉 { $number } Tage am Stück. Schön drangeblieben.
}
milestone-moves = 🎉 { $number } Bewegungen gesammelt. Applaus, von dir, für dich.

export-everything = Alles, was ich von dir habe, als JSON. Zeiten in UTC.
export-moves = Deine Bewegungen, für die Tabelle.
