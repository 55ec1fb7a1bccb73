# Der Weg in zwölf Wochen. Leichter, nie länger; niemand hängt hinterher; kein Wort, das nicht jeder Körper kann.
path-phase = { $phase ->
    [let-go] Loslassen
    [find-it] Wiederfinden
    [let-it-work] Arbeiten lassen
    [every-direction] Alle Richtungen
    [yours] Deins
   *[keep] Behalten
}
path-head = <b>🛤 { $name }</b> · Woche { $week } von { $weeks }
path-head-keep = <b>🛤 Zwölf Wochen, und ab jetzt deins</b>
path-for = { $phase ->
    [let-go] Diese Woche dreht sich ums Loslassen: oft die Haltung wechseln, sanft lockern.
    [find-it] Diese Woche dreht sich ums Wiederfinden: kleine, langsame Bewegungen für Hüfte und Becken.
    [let-it-work] Diese Woche darf die Hüfte arbeiten: ein bisschen Kraft, und der Atem läuft weiter.
    [every-direction] Diese Woche dreht sich um alle Richtungen: seitwärts und rundum, nicht nur nach vorn.
    [yours] Diese Woche gehört dir: deine Lieblinge, zu deinen Momenten.
   *[keep] Diese Woche dreht sich ums Behalten: weniger, aber deins.
}
path-why = { $phase ->
    [let-go] Warum: Nach Stunden in einer Haltung fühlen sich Hüften oft steif an. Sie zu unterbrechen und die Vorderseite etwas loszulassen, kann das Bewegen leichter machen. Ziehen muss da nichts.
    [find-it] Warum: Was sich fest anfühlt, ist nicht gleich verkürzt. Kleine, langsame Bewegungen erinnern deine Hüfte daran, was sie kann, und das fühlt sich oft leichter an.
    [let-it-work] Warum: Der Psoas ist Teamspieler, kein einsamer Held. Hüfte, Po und Oberschenkel teilen sich die Arbeit, und ein bisschen Kraft an zwei Tagen pro Woche empfiehlt auch die WHO.
    [every-direction] Warum: Ein Schreibtischtag kennt nur vorwärts. Hüften können auch zur Seite und rundherum, und was du nutzt, fällt meist leichter.
    [yours] Warum: Gewohnheiten brauchen oft zwei Monate oder mehr. Ein eigener Plan („wenn das Wasser kocht, dann …“) trägt sie, wenn die Stupse weniger werden.
   *[keep] Warum: Bei uns hält ein ✅ pro Woche eine Stufe, und ein eigener Plan trägt weiter als ich.
}
path-strength-waits = Kraft hat erst mal Pause, so wie du es erzählt hast.
path-strength-only = Kraft bleibt erst mal klein: { $movements }.
path-days = { $counts ->
    [1] { $days ->
        [one] 1 Tag mit Bewegung: Die Woche zählt.
       *[other] { $days } Tage mit Bewegung: Die Woche zählt.
    }
   *[0] { $days ->
        [0] Eine Woche zählt mit { $needed } bewegten Tagen; sonst kommt sie einfach noch mal.
        [one] Bisher 1 Tag mit Bewegung. Mit { $needed } zählt die Woche; sonst kommt sie einfach noch mal.
       *[other] Bisher { $days } Tage mit Bewegung. Mit { $needed } zählt die Woche; sonst kommt sie einfach noch mal.
    }
}
path-days-only = { $days ->
    [0] Diese Woche: noch keine Bewegung.
    [one] Diese Woche: 1 Tag mit Bewegung.
   *[other] Diese Woche: { $days } Tage mit Bewegung.
}
path-rungs = Deine Stufen:
path-rung = { $ladder }: { $movement }
path-resting = Hat ein paar Tage Pause: { $movements }.
path-foot = Zwölf Wochen sind unsere Wahl, keine erprobte Dosis. In Pausen bleibt die Uhr stehen, und niemand hängt hier hinterher.
path-off = <b>🛤 Nur Stupse</b>
    Keine Wochen, keine Stufen, kein Selbsttest; du bewegst dich, ich stupse. Der Weg wartet da, wo du warst.
path-waits-hip = <b>🛤 Gerade kein Programm</b>
    Solange deine operierte Hüfte Schonregeln hat, gibt es kein Programm. Ich bringe Sanftes, so wie dein OP-Team es erlaubt, und jedes davon zählt.
path-waits-birth = <b>🛤 Noch kein Programm</b>
    Erst kommt die Nachsorge nach der Geburt. Bis dahin bringe ich Atem, Ruhe und kurze Gänge, und jedes davon zählt; der Weg beginnt, wenn du mir sagst, dass die Nachsorge war.
button-path-off = 👋 Nur stupsen
button-path-on = 🛤 Programm an
look-path-title = Zwölf Wochen
look-path-under = Woche { $week }: { $name }
look-path-under-keep = Geschafft, und ab jetzt deins
look-path-here = hier bist du
path-first = Dazu gehört ein Weg in zwölf Wochen, immer nur ein Stückchen. Oder magst du lieber nur Stupse?
button-first-path = 🛤 Der Weg
button-first-nudges = 👋 Nur Stupse
path-chosen = 🛤 Also der Weg. /path zeigt dir jederzeit, wo du bist.
path-not-chosen = 👋 Also nur Stupse. „Programm an“, wann immer du magst.
path-sunday = { $counts ->
    [1] 🛤 Weg: { $days } Tage, die Woche zählt.
   *[0] { $days ->
        [0] 🛤 Weg: eine stille Woche. Sie kommt noch mal, ganz in Ruhe.
        [one] 🛤 Weg: 1 Tag. Die Woche kommt noch mal, ganz in Ruhe.
       *[other] 🛤 Weg: { $days } Tage. Die Woche kommt noch mal, ganz in Ruhe.
    }
}
path-sunday-open = { $days ->
    [one] 🛤 Weg: bisher 1 Tag. Mit einer Bewegung heute zählt die Woche; wenn nicht, kommt sie noch mal, ganz in Ruhe.
   *[other] 🛤 Weg: bisher { $days } Tage. Mit einer Bewegung heute zählt die Woche; wenn nicht, kommt sie noch mal, ganz in Ruhe.
}
suggest-fewer = Zwölf Wochen, auf deine Art. <b>Weniger, aber deins?</b> { $nudges } am Tag, und ein ✅ pro Woche hält eine Stufe.
button-suggest-fewer = 🌱 { $nudges } am Tag
suggest-plans = { $wheelchair ->
    [1] Stupse verlieren mit der Zeit ihre Wirkung; ein eigener Plan hält länger. Zwei Runden draußen, eine Hüftbewegung, jede mit ihrem „wenn … dann …“?
   *[0] Stupse verlieren mit der Zeit ihre Wirkung; ein eigener Plan hält länger. Zwei Gänge, eine Hüftbewegung, jede mit ihrem „wenn … dann …“?
}
button-suggest-plans = 🔗 Meine Pläne

# Stufen: Bewegt wird nur, wer es sagt.
notch = Nächstes Mal eine Stufe mehr? Die nächste heißt <b>{ $next }</b>.
button-notch-yes = 🪜 Ja
button-notch-stay = Hier bleiben
notch-taken = 🪜 <b>{ $next }</b> darf ab jetzt kommen. Ganz gemütlich.
notch-stays = <b>{ $now }</b> bleibt. Eine gute Stufe ist eine gute Stufe.
notch-back = ↩️ Zurück zu <b>{ $now }</b>.
rung-lower = Notiert: ab jetzt eine Stufe leichter.
rung-lowest = Notiert. Leichter habe ich es dort nicht; mach es so klein, wie du magst: { $text }.
rung-highest = Das ist die oberste Stufe. { $text }

ladder-front-of-hip = Vorderseite der Hüfte
ladder-front-of-hip-at-home = Vorderseite der Hüfte, zu Hause
ladder-letting-go = Loslassen
ladder-pelvis = Becken
ladder-pelvis-on-floor = Becken, am Boden
ladder-hip-strength = Hüftkraft
ladder-hip-strength-on-floor = Hüftkraft, am Boden
ladder-thighs = Po und Oberschenkel
ladder-side-hip = Seite der Hüfte
ladder-turning = Drehen
ladder-slide-and-hinge = Gleiten und Beugen
ladder-walking = Gänge
ladder-climbing = Treppen
ladder-calves = Waden
ladder-dance = Tanzen
ladder-after-birth = Nach der Geburt
ladder-wheelchair = Im Rollstuhl
