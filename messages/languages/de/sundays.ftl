# Was der Sonntag zur Woche sagt, und was er dazu anbietet. Die Bemerkung fragt nichts, das tut das Angebot darunter.
week-remark = { $remark ->
    [most-done] Fast alle mitgenommen.
    [goal-met] Fünfmal am Ziel oder öfter. Hut ab.
    [all-planes] Vor, seitwärts, rundum: alles dabei.
    [only-walks] Lauter Gänge. Deine Schuhe hatten Spaß.
    [no-sideways] Seitwärts hatte diese Woche frei.
    [no-turn] Gedreht hat sich diese Woche nur die Erde.
    [hips] Gute Hüftwoche.
    [no-strength] Kraft machte diese Woche Pause.
    [mornings] Vormittags läuft es.
    [quiet-afternoons] Nach drei rede ich mit der Topfpflanze.
    [one-day] Ein Tag in Bewegung: zählt.
    [rung-ready] { $name } sitzt.
    [first-new] Du kennst jetzt { $name }.
    [same-hour] Zwischen { $opens } und { $closes } passt es selten.
    [many-later] Viele „Später“ diese Woche.
    [many-another] Diese Woche wurde viel gemischt.
    [vetoed-twice] Ein paar Bewegungen sind jetzt ganz raus.
    [came-back] Wieder da. Schön, dich zu sehen.
    [check-due] Ein paar Wochen Weg, auf deine Art.
   *[nothing] Stille Woche. Alles liegt noch da, wo es lag.
}

remark-ask = { $remark ->
    [no-strength] Zwei Krafttage die Woche, ganz kurze?
    [rung-ready] Nächstes Mal eine Stufe mehr? Die nächste heißt <b>{ $next }</b>.
    [first-new] Soll das öfter kommen?
    [quiet-afternoons] Soll ich { $opens } bis { $closes } auslassen?
    [same-hour] Soll ich diese Stunde auslassen?
    [many-later] Mehr Abstand zwischen den Stupsen?
    [many-another] Sag mir, was du magst: Was ein ⭐ bekommt, kommt öfter.
    [vetoed-twice] Lieber Sanftes? Sag mir, worauf ich achten soll, dann achte ich drauf.
    [one-day] Weniger Stupse? { $number } am Tag reichen auch.
    [came-back] { $number ->
        [2] Erst mal zwei am Tag?
       *[other] Erst mal { $number } am Tag?
    }
   *[check-due] Drei neugierige Minuten?
}
button-remark-strength = 💪 Zwei Krafttage
button-remark-favourite = ⭐ Mehr davon
button-remark-leave-out = ✂️ { $opens }–{ $closes } auslassen
button-remark-kinds = 🗂 Was ich mag
button-remark-body = 🧍 Worauf achten
strength-taken = 💪 Abgemacht: zwei Krafttage die Woche. Kurze.
hours-left-out = ✂️ { $opens } bis { $closes } gehört dir. Ich komme { $hours }.
hours-free-already = ✂️ Zwischen { $opens } und { $closes } komme ich sowieso nicht. Meine Zeiten: { $hours }.
hours-all-there-is = ✂️ Ohne { $opens } bis { $closes } bliebe keine gute Zeit übrig. Es bleibt bei { $hours }. Andere gibt es in /settings.
