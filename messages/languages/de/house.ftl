# Das Haus, für Admins: wer herein darf, womit Neue anfangen und wessen Bot es ist.
button-house = { $to ->
    [door] 🚪 Wer darf herein
    [invites] ✉️ Einladungen
    [people] 👥 Leute
    [standard] 🧭 Für Neue
    [operator] 🪪 Betreiber
    [copies] 💾 Sicherungen
    [weeks] 📈 Wochen
    [deeds] 🧾 Was getan wurde
    [list] 📋 Die Liste
   *[admin] ‹ Übersicht
}
button-house-cancel = ✖️ Abbrechen
house-joining = { $joining ->
    [everybody] Alle
    [invited] Mit Einladungslink
    [listed] Wer auf der Liste steht
   *[nobody] Niemand Neues
}
admin-joining = <b>Herein darf:</b> { $joining }
admin-no-operator = ⚠️ Hier können andere herein, aber /privacy sagt nicht, wessen Bot das ist. Trag unter 🪪 Betreiber Namen und Kontakt ein.

house-door = <b>Wer darf herein?</b>

    Wer dabei ist, bleibt dabei, und Admins kommen immer herein. Alle anderen bekommen eine freundliche Zeile, und ich speichere nichts von ihnen.
house-door-links = Links machst du unter ✉️ Einladungen.
house-needs-operator = Erst Name und Kontakt unter 🪪 Betreiber: Wer hereinkommt, muss wissen, wessen Bot das ist.

house-list = <b>Die Liste</b>

    { $people ->
        [0] Noch niemand steht drauf.
        [one] 1 Nummer darf herein. Antippen streicht sie; wer schon dabei ist, bleibt.
       *[other] { $people } Nummern dürfen herein. Antippen streicht eine; wer schon dabei ist, bleibt.
    }
house-list-ask = Schick mir die Nummern derer, die herein dürfen, in einer Nachricht, mit Leerzeichen oder Kommas dazwischen. Ihre eigene finden Leute in der Zeile, die sie beim Start bekommen.
house-list-bad = Das sind nicht lauter Nummern, also bleibt alles, wie es war. Eine Nachricht, nur Nummern, etwa <code>12345 67890</code>, höchstens { $most }.
button-house-list-add = ➕ Nummern dazu
button-house-list-off = ✖️ { $number }

house-invites = <b>Einladungen</b>

    { $links ->
        [0] Noch keine.
       *[other] Antippen zeigt eine; dort lässt sie sich auch schließen.
    }
house-invites-asleep = Links gelten, sobald bei 🚪 Wer darf herein „Mit Einladungslink“ steht.
house-invite-uses = Für wie viele Leute?
house-invite-days = Und wie lange gilt sie?
button-house-invite-new = ➕ Neuer Link
button-house-invite-days = { $days ->
    [one] 1 Tag
   *[other] { $days } Tage
}
button-house-invite = Nr. { $id } · { $used } von { $uses } · { $state ->
    [open] bis { $until }
    [used-up] alle da
    [ended] vorbei
   *[closed] geschlossen
}
house-invite = <b>Einladung Nr. { $id }</b>

    { $link }

    { $state ->
        [open] Offen bis { $until } nach UTC: { $used } von { $uses } sind damit gekommen.
        [used-up] Aufgebraucht: { $used } von { $uses } sind damit gekommen.
        [ended] Vorbei seit { $until } nach UTC: { $used } von { $uses } kamen damit.
       *[closed] Geschlossen: { $used } von { $uses } kamen damit.
    } Getippt, als <code>/start { $code }</code>, geht es auch.
button-house-invite-close = 🚫 Schließen
button-house-invite-open = ↩️ Wieder öffnen

house-people = <b>Leute</b>

    { $people ->
        [0] Noch ist niemand da.
        [one] Ein Mensch ist da. Namen kenne ich nicht, nur Nummern: Die eigene steht unter /privacy.
       *[other] { $people } sind da. Namen kenne ich nicht, nur Nummern: Die eigene steht unter /privacy.
    }
house-people-ask = Schick mir die Nummer der Person.
house-people-bad = Das ist keine Nummer eines Chats. Nur Ziffern, etwa <code>12345</code>.
button-house-people-find = 🔎 Nummer suchen
button-house-person = { $number } · seit { $since }
button-house-earlier = ‹
button-house-later = ›
house-person = <b>{ $number }</b>, dabei seit { $since }.
house-person-admin = <b>{ $number }</b> ist Admin. Nimm die Nummer erst aus ADMIN_IDS; danach geht es hier.
house-person-none = Mit der Nummer <b>{ $number }</b> ist niemand da.
house-person-out = <b>{ $number }</b> wurde am { $since } herausgenommen, und alles, was ich von dieser Person hatte, ist weg. Ein neuer Einladungslink lässt sie herein, oder ihre Nummer auf der Liste.
house-out-sure = <b>{ $number } herausnehmen?</b>

    Alles, was ich von dieser Person habe, wird gelöscht wie bei /delete; das lässt sich nicht zurückholen. Wieder herein geht es nur mit einem neueren Einladungslink oder wenn die Nummer wieder auf der Liste steht.
button-house-out = 🚪 Herausnehmen
button-house-out-now = 🗑 Herausnehmen und löschen
button-house-out-keep = Dabei lassen
button-house-in = ↩️ Darf wiederkommen
house-in-done = <b>{ $number }</b> darf wiederkommen wie alle anderen.

house-standard = <b>Womit Neue anfangen</b>

    <b>Sprache:</b> { $language }
    <b>Zeiten:</b> { $hours }
    <b>Ruhe:</b> { $quiet_from }–{ $quiet_until }
    <b>Ein Stups alle:</b> { $pace } Minuten
    <b>Begrüßung:</b> { $welcome }

    Das gilt für alle, die ab jetzt dazukommen, und jede und jeder kann es für sich ändern.
house-standard-language = Wie rede ich zuerst mit Neuen?
house-standard-hours = Wann bekommen Neue zuerst Stupse? Jetzt: { $hours }. Tipp, oder schick mir Zeiten wie <code>08:00-12:00, 13:00-16:30</code>.
house-standard-hours-bad = Daraus werden keine Zeiten. So, bis zu { $most } Abschnitte ohne Überschneidung und nicht alles in der Ruhezeit: <code>08:00-12:00, 13:00-16:30</code>. Es bleibt, wie es war.
house-standard-quiet = Wann ist für Neue zuerst Ruhe? Jetzt von { $quiet_from } bis { $quiet_until }.
house-standard-pace = Nach wie vielen Minuten Sitzen kommt zuerst ein Stups?
house-own-language = wie ihr Telegram
house-none = keine
button-house-standard = { $what ->
    [language] 🌐 Sprache
    [hours] 🕘 Zeiten
    [quiet] 🌙 Ruhe
    [pace] ⏱ Takt
   *[welcome] 👋 Begrüßung
}
button-house-usual = ↩️ Wie üblich

house-operator = <b>Wessen Bot ist das?</b>

    <b>Wer:</b> { $name }
    <b>Kontakt:</b> { $contact }
    <b>Rechtliches:</b> { $legal }

    /privacy und /help zeigen es allen.
house-operator-fixed = { $names } { $count ->
    [one] kommt
   *[other] kommen
} aus den Einstellungen des Prozesses und lässt sich nur dort ändern.
button-house-words = { $what ->
    [name] ✍️ Wer
    [contact] ✍️ Kontakt
    [legal] ✍️ Rechtliches
   *[welcome] ✍️ Begrüßung
}
house-words-ask = { $what ->
    [name] Schick mir, wer diesen Bot betreibt: ein Mensch, ein Team, eine Firma.
    [contact] Schick mir, wie man die Leute hinter diesem Bot erreicht: eine Adresse, eine Nummer, ein Name bei Telegram.
    [legal] Schick mir den rechtlichen Text, etwa ein Impressum, oder wo er steht.
   *[welcome] Schick mir die Zeile, die Neue vor ihrer ersten Bewegung lesen.
} Bis zu { $most } Zeichen.
house-words-long = Das sind { $length } Zeichen, und { $most } sind das Höchste. Schick mir etwas Kürzeres; es bleibt, wie es war.
house-words-none = Hier nehme ich nur Text. Es bleibt, wie es war.
button-house-words-back = ↩️ { $what ->
    [name] „Wer“ wie vorher
    [contact] Kontakt wie vorher
    [legal] Rechtliches wie vorher
   *[welcome] Begrüßung wie vorher
}
button-house-words-clear = 🗑 Leer lassen

house-copies = <b>Sicherungen</b>

    { $copies ->
        [0] Noch keine. Die erste kommt in der Nacht, nachdem jemand dazugekommen ist.
       *[other] Jede Nacht eine, 30 Tage aufgehoben. Die neuesten:
    }
house-copy = • { $at } nach UTC, { $size } MB groß
house-copies-server = <b>Sicherungen</b>

    Die Daten liegen auf einem Datenbankserver; gesichert wird mit dessen eigenen Werkzeugen.
house-copies-running = Gerade entsteht eine. Schau gleich noch mal.
house-copies-failed = Die ist nicht gelungen; warum, steht im Protokoll.
button-house-copy-now = 💾 Jetzt eine machen

house-weeks = <b>Woche für Woche</b>, ab Montag (UTC)

    Nichts davon handelt von weniger als fünf Leuten.
house-week = <b>{ $begins }</b> · dazu { $joined } · aktiv { $active } · weg { $left } · Stupse { $nudges }, beantwortet { $answered } · Bewegungen { $moves }
house-week-few = <b>{ $begins }</b> · weniger als 5 Leute
house-few = weniger als 5
house-few-figure = –
house-percent = { $number } %

house-deeds = <b>Was Admins getan haben</b>

    { $deeds ->
        [0] Noch nichts.
       *[other] Neuestes zuerst, Zeiten in UTC, ohne Namen:
    }
house-deed = • { $at } · { $what ->
    [joining] herein darf: { $joining }
    [list-on] auf die Liste gesetzt: { $detail }
    [list-off] von der Liste gestrichen: { $detail }
    [invite-made] Einladung Nr. { $detail } gemacht
    [invite-closed] Einladung Nr. { $detail } geschlossen
    [invite-opened] Einladung Nr. { $detail } wieder geöffnet
    [person-removed] jemand herausgenommen
    [person-back] jemand darf wiederkommen
    [standard] für Neue: { $detail ->
        [language] Sprache
        [hours] Zeiten
        [quiet] Ruhezeit
        [pace] Takt
       *[other] { $detail }
    }
    [words] Text geändert: { $detail ->
        [name] Name des Betreibers
        [contact] Kontakt des Betreibers
        [legal] Rechtliches
        [welcome] Begrüßung
       *[other] { $detail }
    }
    [broadcast] Rundschreiben verschickt, an { $detail }
    [broadcast-stopped] Rundschreiben gestoppt
    [backup] Sicherung verlangt
   *[other] { $what } { $detail }
}
