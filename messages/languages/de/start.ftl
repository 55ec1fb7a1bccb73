hello = <b>SOS! Save Our Psoas.</b>

    Ich hole Menschen vom Stuhl: ein paar Stupse am Tag, jeder mit einer kleinen Bewegung. Mach sie, tipp auf ✅, weiter geht’s. Eine am Tag hält deine Serie.

    Ich bin eine freundliche Erinnerung ans Bewegen, kein ärztlicher Rat. Mach alles so, dass es angenehm bleibt, und hör auf, wenn es wehtut. Im Notfall ruf deine Notrufnummer an.

    Ist es bei dir gerade <b>{ $time }</b>?
hello-short = Hallo! Erst noch eins: Ist es bei dir gerade <b>{ $time }</b>?
button-right-time = ✅ Ja, es ist { $time }
button-wrong-time = 🌍 Nein, andere Zeit
offer = Mein Plan für dich:

    <b>{ $days }</b>
    <b>{ $windows }</b> (Uhrzeit: { $city })
    nach etwa { $pace } Minuten Sitzen, höchstens { $budget }-mal am Tag, nie nachts.

    Abgemacht?
button-begin = ▶️ Ich bin 16+, so starten
button-too-young = Ich bin unter 16
button-change-first = ⚙️ Erst die Zeiten
begun = Du bist dabei. Mein erster Stups kommt <b>{ $when }</b>.

    Bis dahin: Sitz, als würde niemand zuschauen.
goodbye-young = Danke, dass du das sagst. Ich bin für Menschen ab 16 gemacht, also habe ich gelöscht, was ich von dir hatte, und schreibe dir nicht mehr. Kletter, renn und tanz weiter herum; dafür brauchst du keinen Bot.
only-in-private = Danke für die Einladung! Ich arbeite nur unter vier Augen, also bin ich wieder weg; schreib mir privat.
under-16 = Ich bin für Menschen ab 16 gemacht. Wenn du jünger bist, tipp bitte unten: Dann lösche ich alles, was ich von dir habe, ganz ohne Groll. Deine Stupse ruhen so lange.
