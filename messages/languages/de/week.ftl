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
    [40] 🎉 40 Tage. Irgendwo unterwegs wurde aus dem Versuch eine Gewohnheit.
    [50] 🎉 50 Tage. Ein halbes Hundert, und alles du.
    [60] 🎉 60 Tage. Dranbleiben steht dir.
    [66] 🎉 66 Tage, rund zwei Monate kleine Bewegungen. So langsam bist das du.
    [75] 🎉 75 Tage. Nach dir könnte man den Kalender stellen.
    [90] 🎉 90 Tage. Eine ganze Jahreszeit voller kleiner Bewegungen.
    [365] 🎉 365 Tage. Ein ganzes Jahr bewegt; Applaus ist fällig.
   *[other] 🎉 { $number } Tage am Stück. Schön drangeblieben.
}
milestone-moves = { $number ->
    [10] 🎉 Zehn. Der Stuhl stellt Fragen.
    [25] 🎉 25-mal Ja gesagt.
    [150] 🎉 150. Von wegen aufgeschoben.
    [250] 🎉 250. Urkunde bitte, mit Goldrand.
    [500] 🎉 500. Schön, mit dir unterwegs zu sein.
    [1000] 🎉 Tausend. Der Zähler braucht mehr Stellen.
   *[other] 🎉 { $number } Bewegungen gesammelt. Applaus, von dir, für dich.
}
milestone-different = 🎉 { $number ->
   *[20] 20 verschiedene. Sammlerherz!
}
milestone-planes = 🎉 { $number ->
   *[1] Drei Richtungen in einer Woche. Kompass, staune.
}
milestone-phase = 🎉 Schritt { $number } von fünf: auf deine Art.
milestone-week = 🎉 { $number ->
   *[12] Zwölf Wochen. Das Programm zieht den Hut.
}
milestone-comebacks = 🎉 { $number ->
   *[10] Zehnmal wiedergekommen. Das ist die Kunst.
}
milestone-hips = 🎉 { $number ->
   *[100] Hundert für die Hüften. SOS gehört.
}

export-everything = Alles, was ich von dir habe, als JSON. Zeiten in UTC.
export-moves = Deine Bewegungen, für die Tabelle.
