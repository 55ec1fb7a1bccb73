welcome-line = { $text }
hello = <b>SOS! Save Our Psoas.</b> Ich hole Menschen vom Stuhl, mit einer kleinen Bewegung nach der anderen. Hier ist eine, gleich da, wo du sitzt:
hello-small-print = Ich erinnere Menschen ab 16 ans Bewegen, ärztlicher Rat bin ich nicht. Mach alles so, dass es angenehm bleibt, und hör auf, wenn es wehtut; im Notfall ruf deine Notrufnummer an.
hello-short = Hallo! Fangen wir mit der hier an, gleich da, wo du sitzt:
half-way = Neulich sind wir auf halbem Weg stehen geblieben. Ein Tipp, und es geht weiter; wenn du lieber nicht magst, ist das auch gut, und ich frage nicht noch mal.
how-many = { $moved ->
    [1] Das war schon eine.
   *[0] In Ordnung.
} Soll ich dir sechs davon am Tag bringen, über deine Arbeitszeit verteilt und nie nachts?

    Ich bin für Menschen ab 16.
how-many-fewer = Wie viele am Tag, höchstens?
button-six = 👍 Ich bin 16+: ja, sechs
button-fewer = Weniger
button-on-request = Nur wenn ich frage
first-clock = Ist es bei dir gerade <b>{ $time }</b>?
seat = Letzte Frage: Wo sitzt du meistens? Ich bringe nur, was dort passt.
button-seat = { $where ->
    [office] 🏢 Im Büro
    [home] 🏠 Zuhause
    [both] 🔀 Mal so, mal so
    [wheelchair] 🦽 Im Rollstuhl
   *[shop-floor] 🛒 Laden, Werkstatt
}
button-right-time = ✅ Ja, es ist { $time }
button-wrong-time = 🌍 Nein, andere Zeit
button-begin = ▶️ Ich bin 16+, so starten
button-too-young = Ich bin unter 16
begun = Du bist dabei. Die nächste kommt <b>{ $when }</b>.
begun-today = Heute zählt schon: { $moves } von { $goal }.
begun-plan = Der Plan: höchstens { $budget } am Tag, { $days } { $windows } (Uhrzeit: { $city }).
begun-on-request = Du bist dabei, und ich bin still, bis du fragst. Mit /resume komme ich von selbst.
begun-wheelchair = Ich bringe nur, was im Rollstuhl gut geht, mit angezogenen Bremsen. Was dein Sitz- oder Physio-Team mit dir geplant hat, geht vor. Eine wunde oder rote Stelle, die bleibt, oder plötzlich pochender Kopfschmerz mit Schwitzen oder rotem Gesicht: aufhören und sofort ansehen lassen.
begun-now = Lust auf eine vorher? Schreib „jetzt“.
begun-now-on-request = Wann immer du Lust auf eine hast, schreib „jetzt“.
goodbye-young = Danke, dass du das sagst. Ich bin für Menschen ab 16 gemacht, also habe ich gelöscht, was ich von dir hatte, und schreibe dir nicht mehr. Kletter, renn und tanz weiter herum; dafür brauchst du keinen Bot.
only-in-private = Danke für die Einladung! Ich arbeite nur unter vier Augen, also bin ich wieder weg; schreib mir privat.
under-16 = Ich bin für Menschen ab 16 gemacht. Wenn du jünger bist, tipp bitte unten: Dann lösche ich alles, was ich von dir habe, ganz ohne Groll. Deine Stupse ruhen so lange.
