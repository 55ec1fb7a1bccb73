# Alles, was der Bot auf Deutsch sagt. Werte kommen maskiert an; die Tags sind Telegrams HTML.
# Höchstens ein Scherz und ein Emoji je Nachricht. Nie Schuld, Vergleich, Angst oder Versprechen.

when-today = heute um { $time }
when-yesterday = gestern um { $time }
when-tomorrow = morgen um { $time }
when-tomorrow-morning = morgen früh
when-day = { $day } um { $time }
when-never = auf Zuruf

on-day = { $weekday }, { $day }. { $month }
on-short-day = { $day }. { $month }
list-more = { $first }, { $next }
list-last = { $first } und { $last }

day-so-far = { $moves ->
    [0] Heute noch nichts eingetragen; dein Ziel: { $goal }.
   *[other] { $left ->
        [0] { $over ->
            [0] Heute: { $moves } von { $goal }, Ziel erreicht.
           *[other] Heute: { $moves }, Ziel von { $goal } erreicht.
        }
       *[other] Heute: { $moves } von { $goal }.
    }
}
streak-now = { $days ->
    [0] Serien fangen bei eins an.
    [one] Serie: 1 Tag.
   *[other] Serie: { $days } Tage.
}

hello-again = Schön, dass du da bist.
help = <b>Save Our Psoas</b> (das P ist stumm)

    Ein paarmal am Tag stupse ich dich vom Stuhl, jedes Mal mit einer kleinen Bewegung. Gemacht? Dann tipp auf ✅. Eine am Tag hält die Serie; dein Ziel: { $goal } am Tag.

    Sag’s einfach: „jetzt“, „20 min spazieren“, „erledigt“, „alle 45 Minuten“, „Ruhe bis 3“, „ist Sitzen schlecht?“ Oder:

    /tip · ein Tipp oder die Antwort auf deine Frage; du kannst sie auch einfach schreiben
    /log · eine Bewegung antippen; oder schreib sie: „20 min spazieren“, „10 Kniebeugen“, „gestern Abend geschwommen“ oder nur „erledigt“
    /move · eine Bewegung, jetzt gleich, und der Weg zu allen; oder schreib „zeig mir alles für die Hüfte“, „meine Lieblinge“
    /yesterday · gestern nachtragen; die Serie wird wieder ganz
    /go · ich zähle dich durch die Bewegung vom letzten Stups
    /today · was du geschafft hast und wann ich mich wieder melde
    /streak · Tage am Stück
    /week · die letzten sieben Tage, dazu Bilder von Jahr, Stärke und Vielfalt
    /path · wo du in den zwölf Wochen bist, und worum es diese Woche geht; oder „nur stupsen“
    /undo · die letzte zurücknehmen
    /pause und /resume · Ruhe, solange du magst; schick mir eine Einladung (.ics), und ich bin still, solange der Termin dauert
    /settings · Stups-Zeiten, Takt, Ziel, Körper, eigene Pläne
    /zone und /language · wo du bist, und wie ich rede
    /privacy · was ich behalte; /export schickt dir alles, /delete löscht es

    Ich erinnere dich ans Bewegen, ärztlichen Rat ersetze ich nicht. Mach alles so, dass es angenehm bleibt, und hör auf, wenn es wehtut. Im Notfall ruf deine Notrufnummer an (112, 999 oder 911).
help-operator = Diesen Bot betreibt { $who }.
unknown = { $which ->
    [0] Da muss ich passen, und das sage ich lieber, als zu raten. Vielleicht mit anderen Worten, oder so:
    [1] Das weiß ich nicht. Was ich kann:
    [2] Hm, da komme ich nicht mit. Sag’s anders, oder nimm eins davon:
    [3] Keine Ahnung, ehrlich; mit Beinen kenne ich mich besser aus. Das hier kann ich:
   *[other] Daraus werde ich nicht schlau. Versuch’s mit anderen Worten, oder fang hier an:
}
unknown-doctor = Wenn etwas wehtut oder sich falsch anfühlt, frag bitte eine Ärztin oder einen Arzt; im Notfall ruf 112, 999 oder 911 an.
button-way = { $to ->
    [move] 🤸 Eine Bewegung jetzt
    [log] 📝 Eintragen
    [pause] ⏸ Ruhe
   *[help] 💬 Hilfe
}
greeting = { $which ->
    [hello] Hallo! Schön, von dir zu hören.
    [thanks] { $wheelchair ->
        [1] Gern geschehen. Deine Schultern danken auch.
       *[0] Gern geschehen. Deine Beine danken auch.
    }
   *[bye] Bis bald! Ich bin da.
}
say-start = Wir kennen uns noch nicht. Tipp auf /start, und ich mach deinen Beinen Beine.
old-button = Der Knopf ist von anno dazumal. /today zeigt, wo du stehst.
too-much = Uff, so viele Nachrichten. Gib mir eine Minute zum Hinterherkommen. Wenn es ein Notfall ist, warte nicht auf mich: Ruf den Notruf an (112, 999 oder 911).
enough-exports = Du hast jetzt reichlich von mir in Dateien. Der nächste Export klappt { $when }.
enough-pictures = Meine Pinsel müssen trocknen. Das nächste Bild klappt { $when }.
too-fast = Du bist schneller, als ich zählen kann. Dieser Tipp hat nicht gezählt: Warte eine Minute und tipp dann noch mal.
sorry = Da ist bei mir etwas schiefgegangen. Was du vorher eingetragen hast, ist alles noch da; versuch’s bitte noch mal.

command-start = Hallo, oder hallo noch mal
command-tip = Ein Tipp, oder frag mich was
command-today = Was heute war, und der nächste Stups
command-streak = Tage am Stück
command-week = Die Woche, mit Bildern
command-path = Wo du in den zwölf Wochen bist
command-check = Der Selbsttest, drei Minuten
command-undo = Letzte Bewegung zurücknehmen
command-pause = Eine Weile Ruhe
command-resume = Weiter mit den Stupsen
command-settings = Zeiten, Takt, Zeitzone, Ziel
command-export = Alles, was ich von dir habe
command-help = So funktioniert’s
description = Ich hole Menschen vom Stuhl: ein paar Stupse am Tag, jedes Mal eine kleine Bewegung, und eine Serie, die verzeiht. Tipp auf Start: Die erste dauert eine Minute.
short-description = Kleine Bewegungen, genau wenn du lange genug gesessen hast. Das P ist stumm.
