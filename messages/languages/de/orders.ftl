# Settings changes in plain words: what was understood, and why something is impossible.

order-understood = Alles klar.
order-days = Stupse: <b>{ $days }</b>.
order-hours = Zeiten: <b>{ $windows }</b>.
order-pace = Dein Takt: ein Stups nach <b>{ $minutes }</b> Minuten Sitzen.
order-budget = { $budget ->
    [one] Höchstens <b>ein</b> Stups am Tag.
   *[other] Höchstens <b>{ $budget }</b> Stupse am Tag.
}
order-goal = { $goal ->
    [one] Dein Ziel: <b>eine</b> Bewegung am Tag.
   *[other] Dein Ziel: <b>{ $goal }</b> Bewegungen am Tag.
}
order-sound = { $sound ->
    [loud] Jeder Stups kommt <b>mit Ton</b>.
    [silent] Jeder Stups kommt <b>lautlos</b>.
   *[soft] <b>Leiser</b>: Was nicht so wichtig ist, kommt lautlos.
}
order-pictures = { $pictures ->
    [always] Jede Übung kommt <b>mit ihrem bewegten Bild</b>.
    [never] <b>Keine bewegten Bilder</b>. Mit /show siehst du trotzdem eins, wann immer du magst.
   *[first] Bewegte Bilder kommen <b>die ersten drei Male</b> einer Übung; danach hat /show sie.
}
order-zone = Bei dir gilt die Uhr von <b>{ $city }</b>: Jetzt ist es { $time }.
order-language = Ab jetzt auf <b>Deutsch</b>.
order-place = Hier bist du: <b>{ $place }</b>.
order-around = Zur Hand hast du: <b>{ $things }</b>.
order-switched = { $what ->
    [chair_only] { $on ->
        [1] <b>Nur im Sitzen</b>: Alles, was ich vorschlage, geht auf dem Stuhl.
       *[0] Nicht nur auf dem Stuhl: Bewegungen im Stehen sind wieder dabei.
    }
    [wants_strength] { $on ->
        [1] <b>Zwei Krafttage</b> pro Woche.
       *[0] Keine Krafttage.
    }
    [rings] { $on ->
        [1] ▶️ <b>klingelt</b>, wenn die Zeit um ist.
       *[0] ▶️ endet <b>ohne Klingeln</b>, in der Nachricht, die mitzählt.
    }
    [on_path] { $on ->
        [1] 🛤 <b>Programm an</b>, da, wo du warst. /path zeigt, wo das ist.
       *[0] <b>Nur Stupse</b>: keine Wochen, keine Stufen, kein Selbsttest. Der Weg wartet da, wo du bist.
    }
    [walks_only] { $on ->
        [1] <b>Nur Gehen</b>: kurze Wege, Atmen und anderes, das fast nichts verlangt.
       *[0] Nicht nur Gehen: Die anderen Bewegungen sind wieder dabei.
    }
    [older] { $on ->
        [1] <b>65 oder älter</b>: Balance und Kraft in kleinen Schritten, mit etwas Festem zum Festhalten.
       *[0] Nicht unter denen ab 65.
    }
    [floor_fine] { $on ->
        [1] <b>Boden ist okay</b>: Zu Hause darf auch etwas auf dem Boden oder im Bett kommen.
       *[0] <b>Nichts am Boden</b>: Auf dem Boden und im Bett kommt nichts mehr.
    }
    [bites] { $on ->
        [1] 💡 <b>Ein Lernhappen</b> pro Woche, statt eines Stupses.
       *[0] <b>Keine Lernhappen mehr</b>. „Happen an“ holt sie zurück.
    }
    [wheelchair] { $on ->
        [1] <b>Im Rollstuhl</b>: Ich bringe nur, was dort gut geht.
       *[0] Nicht nur, was im Rollstuhl gut geht: Die anderen Bewegungen sind wieder dabei.
    }
   *[wants_evening] { $on ->
        [1] Abends kommt eine Zeile, wenn deine Serie noch offen ist.
       *[0] Abends kommt keine Zeile.
    }
}
order-place-for-now = Wenn sich das ändert: „wieder im Büro“ oder „wieder zu Hause“.
order-company = Macht mit: <b>{ $who }</b>.
order-legs = { $legs ->
    [yes] Deine Beine <b>helfen</b>: Bewegungen, die ein Knie oder einen Fuß heben, dürfen kommen.
    [a-little] Deine Beine helfen <b>ein wenig</b>: Leichtes, das ein Knie oder einen Fuß hebt, darf kommen.
   *[no] Deine Beine helfen <b>nicht</b>: Nichts kommt, was ein Knie oder einen Fuß hebt.
}
order-desk = { $minutes ->
    [0] <b>Kein Tisch</b>, der hochfährt.
   *[other] ↕️ <b>Tisch hoch für { $minutes } Minuten</b>, höchstens zweimal am Tag, danach <i>wieder runter</i>.
}
order-hot = 🥵 <b>Heiß heute</b>: Bis heute Abend darf auch etwas Kühles kommen.
order-sunday = Deine Woche in einer Nachricht, sonntags um <b>{ $time }</b>.
order-sunday-off = Kein Rückblick am Sonntag.
order-quiet = Ruhe von <b>{ $begins }</b> bis <b>{ $ends }</b>.
order-meeting = Besprechung ab { $begins }: Ich bin still, bis sie endet, <b>{ $ends }</b>.
order-resumed = ▶️ Weiter geht’s.
order-resumed-gently = ▶️ Weiter geht’s, und ganz sanft: in der ersten Woche höchstens zwei Stupse am Tag.
order-safety = Zu deiner Sicherheit machen die Stupse Pause, und dabei bleibt es. Wenn du sie wieder möchtest: /resume.
order-next = Nächster Stups: <b>{ $when }</b>.
order-undone = ↩️ Alles wieder wie vorher.
order-undone-partly = ↩️ Was du seitdem geändert hast, bleibt; alles andere ist wieder wie vorher.
button-order-undo = ↩️ Rückgängig
order-nudge-at = Ein Stups kommt <b>{ $when }</b>, neben den anderen.
order-left-out = { $count ->
    [one] Ab jetzt lasse ich weg: <b>{ $movements }</b>. Zurückholen kannst du das in /settings unter 🧍 Körper.
   *[other] Ab jetzt lasse ich weg: <b>{ $movements }</b>. Zurückholen kannst du das in /settings unter 🧍 Körper.
}
order-only-kind = Ab jetzt nur noch das: <b>{ $movements }</b>. „Wieder alle Bewegungen“ holt den Rest zurück.
order-all-movements = Jetzt sind wieder alle Bewegungen dabei.
order-and-more = { $names } und { $more } weitere
order-impossible = { $why ->
    [time] Diese Zeit zeigt keine Uhr, die ich kenne. Welche meinst du? Von 00:00 bis 23:59 geht alles.
    [ends-first] Das würde enden, bevor es anfängt. Welche Zeiten meinst du? Zum Beispiel so: „nur von 9 bis 12 und 14 bis 17 Uhr“.
    [stretches] So viele Abschnitte an einem Tag werden mir zu viel. Kommst du mit höchstens { $stretches } aus?
    [no-days] Dann bliebe gar kein Tag übrig. Welche Tage sind dir recht? Für eine Auszeit sag einfach „Pause“.
    [no-hours] Dann bliebe neben deiner Ruhezeit keine Zeit zum Schreiben. Wann passt es dir?
    [pace] Stupsen kann ich alle { $least_pace } bis { $most_pace } Minuten. Was hättest du gern?
    [budget] Möglich sind 1 bis { $budget } Stupse am Tag. Wie viele möchtest du?
    [fewest] Es ist schon nur einer am Tag, weniger wäre eine Pause. Möchtest du eine? Zum Beispiel „Pause bis Montag“.
    [most] Es sind schon { $budget } am Tag, mehr mache ich nicht. Soll ich lieber früher kommen? Zum Beispiel „alle { $least_pace } Minuten“.
    [goal] Ein Ziel geht von 1 bis { $goal } Bewegungen am Tag. Welches möchtest du?
    [desk] Ein Tisch kann { $least_stands } bis { $most_stands } Minuten am Stück oben bleiben. Wie viele möchtest du?
    [place] Diesen Ort kenne ich nicht. Gibt es eine größere Stadt in deiner Nähe?
    [language] Das spreche ich noch nicht. Diese kann ich: { $languages }. Welche möchtest du?
    [sunday] Der Rückblick kommt zwischen { $sunday_from } und { $sunday_until } Uhr. Wann hättest du ihn gern?
    [past] Das ist nach meiner Uhr schon vorbei. Bis wann meinst du?
    [holiday] Ein Urlaub kann bis zu { $days } Tage dauern. Bis wann geht deiner? Für länger sag „Pause für immer“.
    [meeting] Eine Besprechung kann bis zu { $hours } Stunden dauern. Bis wann geht deine? Für länger sag „Pause bis morgen“.
    [ahead] Eine Pause beginnt, wenn du sie ansagst, nicht erst an einem späteren Tag. „Nicht freitags“ hält einen Wochentag frei, „Besprechung morgen 9 bis 17“ einen einzelnen Tag.
    [nudge] Zu einer Zeit deiner Wahl komme ich innerhalb der nächsten { $ahead } Tage. Wann hättest du es gern?
    [night] Das liegt in deiner Ruhezeit, { $quiet_from } bis { $quiet_until } Uhr. Wann soll ich sonst kommen?
    [resting] Die Stupse machen gerade Pause, also kann dann keiner kommen. Mit /resume sind sie wieder da.
    [highest] Dein Ziel ist schon { $goal } Bewegungen am Tag, höher geht es nicht.
    [lowest] Dein Ziel ist schon eine Bewegung am Tag, niedriger geht es nicht.
    [nothing-left] Dann bliebe keine Bewegung übrig. Was darf ich noch vorschlagen?
    [nothing-such] Das schlage ich ohnehin nie vor, also gibt es nichts wegzulassen.
   *[pause] Eine Pause kann { $least_pause } Minuten bis { $days } Tage dauern. Wie lange? Bis du dich meldest: „Pause für immer“.
} Es bleibt alles, wie es ist.
button-pictures = 🎞 Bilder
pictures-ask = <b>🎞 Bilder</b>

    Soll ich dir Übungen in Bewegung zeigen? So ein Filmchen hat etwa 100 kB. Mit /show siehst du immer das zum letzten Stups.
pictures-always = immer
pictures-first = die ersten drei Male
pictures-never = nie, Daten sparen
button-sound = 🔊 Ton
sound-ask = <b>🔊 Ton</b>

    Darf man Stupse hören? Leise heißt: Was nicht so wichtig ist, kommt lautlos.
sound-soft = leise
sound-loud = alle
sound-silent = keinen
