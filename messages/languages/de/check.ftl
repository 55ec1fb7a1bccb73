# Der Selbsttest: verglichen wird nur mit sich selbst; keine Norm, keine Prozente, keine Note.
check-comes = { $weeks ->
    [0] Magst du nachschauen, wo du anfängst?
   *[other] { $weeks } Wochen Weg liegen hinter dir. Magst du mal nachschauen?
}
check-offer = <b>🪞 Selbsttest</b>
    { $wheelchair ->
        [1] Eine neugierige Minute zu Hause: wie leicht Greifen und Rollen diese Woche gehen. Deine Zahlen vergleiche ich nur mit deinen, und ein Nein ist in Ordnung.
       *[0] Drei neugierige Minuten zu Hause: wie sich die Hüften vorn anfühlen und was deine Beine heute können. Deine Zahlen vergleiche ich nur mit deinen, und ein Nein ist in Ordnung.
    }
check-someone = Für das auf einem Bein lass jemanden dabei sein.
check-nothing = { $wheelchair ->
    [1] Bei dem, was du mir gesagt hast, teste ich lieber nichts. Wie es dir beim Rollen geht, reicht als Test.
   *[0] Bei dem, was du mir gesagt hast, teste ich lieber nichts. Wie es dir beim Gehen geht, reicht als Test.
}
check-declined = Alles klar. /check, wann immer du magst.
check-empty = Nichts notiert, nichts verloren. /check, wann immer du magst.
check-during-front-of-hip-left = <b>{ $name }</b>, 20 Sekunden mit dem linken Bein hinten, eine Hand an etwas Festem. Die linke Hüfte vorn?
check-during-front-of-hip-right = Jetzt <b>{ $name }</b> mit dem rechten Bein hinten. Die rechte Hüfte vorn?
check-feels = { $number ->
    [0] 0 nichts
    [1] 1 ein wenig
    [2] 2 deutlich
   *[other] 3 unangenehm
}
check-count-stand-ups = Ein Stuhl ohne Rollen mit der Lehne an der Wand, Arme verschränkt. Ganz aufstehen und hinsetzen, 30 Sekunden lang. Wie oft? Aufhören darfst du immer; tipp auf eine Zahl oder schreib sie.
check-no-such = Bitte eine Zahl von 0 bis { $most }; die da kann ich nicht notieren.
check-hands = { $value }-mal aufgestanden. Haben die Hände geholfen? Das ist in Ordnung, ich notiere es nur.
check-count-one-leg-left = Neben der Arbeitsplatte, die Hände knapp darüber, Augen offen: auf dem linken Bein stehen, bei 30 Sekunden ist Schluss. Zwei Versuche; der bessere in Sekunden?
check-count-one-leg-right = Und auf dem rechten Bein: der bessere von zweien, in Sekunden?
check-during-seated-march = <b>{ $name }</b>, 30 Sekunden lang: wie oft gehoben, beide Knie zusammen? Die nächste Zahl genügt.
check-during-reaching = <b>{ $name }</b> und das Rollen: wie leicht in dieser Woche, von 0 (schwer) bis 10 (leicht)?
check-done = <b>🪞 Deine Zahlen</b>, die ältesten zuerst:
check-row-front-of-hip-left = Linke Hüfte vorn: { $numbers }
check-row-front-of-hip-right = Rechte Hüfte vorn: { $numbers }
check-row-stand-ups = Aufgestanden in 30 Sekunden: { $numbers }
check-row-one-leg-left = Auf dem linken Bein, Sekunden: { $numbers }
check-row-one-leg-right = Auf dem rechten Bein, Sekunden: { $numbers }
check-row-seated-march = Gehoben in 30 Sekunden: { $numbers }
check-row-reaching = Greifen und Rollen: { $numbers }
check-said = { $said ->
    [more] Mehr als letztes Mal.
    [fewer] Heute weniger. Körper haben Tage; in vier Wochen noch mal.
   *[same] Etwa gleich; das heißt gehalten.
}
check-end = { $wheelchair ->
    [1] Sie sagen, wie es sich diese Woche für dich anfühlt, nicht wie fit du bist.
   *[0] Sie sagen, wie es sich anfühlt und was deine Beine heute können, nicht wie fit du bist oder wie lang ein Muskel ist.
}
button-check-in = 🪞 Selbsttest
button-check-go = ▶️ Mal sehen
button-check-no = Heute nicht
button-check-skip = ⏭ Den auslassen
button-check-hands-yes = ✋ Mit Händen
button-check-hands-no = Ohne
