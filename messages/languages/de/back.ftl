# Für alle, die einen Monat oder länger (`back`) oder zwei Wochen (`back-soon`) weg waren. Herzlich, und ohne zu fragen, wo sie waren.

back = Na, wer ist denn da? Wie schön, dich zu sehen! Nichts ist verloren: Deine Einstellungen, deine Bewegungen und deine Meilensteine sind da, wo du sie gelassen hast.
back-soon = Da bist du ja wieder. Schön; die Tage hat keiner gezählt.
back-best = Deine beste mit { $days ->
    [one] 1 Tag
   *[other] { $days } Tagen
} bleibt dir.
back-gentle = Wir fangen sanft an: in der ersten Woche höchstens zwei Stupse am Tag. Der nächste: { $when }.
back-paused = Die Stupse ruhen noch; /resume holt sie zurück, am Anfang ganz sanft.
