# Für alle, die den Bot betreiben. Die Zahlen gelten für alle zusammen, nie für eine einzelne Person.

command-admin = Wie es dem Bot geht
admin = <b>So geht es mir</b>

    <b>Leute:</b> { $all }, aktiv { $active }, in Pause { $paused }, nicht erreichbar { $unreachable }
    <b>Bewegungen:</b> heute { $moves_today }, sieben Tage { $moves_week }
    <b>Stupse:</b> heute { $nudges_today }, sieben Tage { $nudges_week }

    <b>Seit meinem Start</b>
    Gesendet: { $sends }
    Zurückgehalten: { $held }
    Fehler: { $errors }

    <b>Sicherung:</b> { $backup }
    <b>Versionen:</b> Bot { $bot }, Python { $python }, python-telegram-bot { $ptb }, { $database }, Schema { $schema }
    <i>{ $time } UTC</i>
admin-sends = { $name ->
    [sent] angekommen
    [not-sent] noch einmal zu versuchen
    [doubtful] ungewiss
    [gone] nicht erreichbar
    [refused] abgelehnt
   *[other] { $name }
}
admin-held = { $name ->
    [paused] in Pause
    [outside-hours] außerhalb der Zeiten
    [quiet-hours] Nachtruhe
    [meeting] Termin
    [moved-lately] gerade bewegt
    [nudged-lately] gerade gestupst
    [budget] genug für den Tag
    [ignored] unbeachtet
    [away] lange fort
    [nothing-fits] nichts passt
    [late] zu viele auf einmal
    [no-risk] Serie nicht in Gefahr
   *[other] { $name }
}
admin-errors = { $name ->
    [failed] gescheitert
    [timed-out] zu lange gedauert
    [unreadable] unlesbar
   *[other] { $name }
}
admin-none = keine
admin-backup-none = noch keine
admin-backup-server = mit den Werkzeugen des Datenbankservers
admin-backup-age = { $hours ->
    [0] vor weniger als einer Stunde
    [one] vor 1 Stunde
   *[other] vor { $hours } Stunden
}
button-refresh = 🔄 Aktualisieren
button-broadcast = 📣 Rundschreiben

broadcast-ask = Schick mir den Text in einer Nachricht{ $language ->
    [all] . Er geht an alle, für deren Sprache es keinen eigenen gibt.
   *[other] , auf { $language }. Er geht an alle, mit denen ich { $language } rede.
} Niemand bekommt ihn, bevor du ihn gesehen hast.
button-broadcast-cancel = ✖️ Verwerfen
broadcast-cancelled = Verworfen. Nichts ging raus.
broadcast-busy = Ein Rundschreiben ist noch unterwegs. Warte, bis es fertig ist, oder stoppe es.
broadcast-empty = Ich kann nur Text weitergeben. Nichts ging raus.
broadcast-text = { $text }
broadcast-preview = So sieht es aus. { $people ->
    [one] 1 Mensch bekommt es,
   *[other] { $people } Leute bekommen es,
} lautlos, wo gerade Nacht oder Pause ist:
broadcast-preview-line = • { $language }: { $people }, { $kind ->
    [own] ein eigener Text
    [all] der Text für alle
   *[none] kein Text, also nichts
}
button-broadcast-send = 📣 An { $people } schicken
button-broadcast-text = ✍️ { $language }
button-broadcast-all = ✍️ Für alle
broadcast-changed = Der Text ist inzwischen ein anderer. Schau in die neuere Vorschau weiter unten.
broadcast-over = Das ist schon verschickt oder verworfen.
broadcast-begins = 📣 Und los.
broadcast-progress = 📣 { $bar } { $percent } %

    Erreicht { $reached } von { $people }, nicht mehr da { $gone }.
button-broadcast-stop = ⏹ Stoppen
broadcast-done = 📣 Fertig. Erreicht { $reached }, nicht mehr da { $gone }.
broadcast-stopped = 📣 Gestoppt. Erreicht { $reached }, nicht mehr da { $gone }.
