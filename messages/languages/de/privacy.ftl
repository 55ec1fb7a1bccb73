# Was gespeichert wird, wie lange, und wie man es loswird. Schlicht und wahr; darüber keine Witze.

command-privacy = Was ich speichere, und wie lange
command-delete = Alles löschen, was ich von dir habe

privacy = <b>Deine Daten, in einfachen Worten</b>

    <b>Ich speichere</b> die Nummer dieses Chats, deine Einstellungen, meine Stupse, deine Antworten, deine Bewegungen und was daraus wird. Deine Lieblinge, was nie mehr kommen soll, und von welchen Bewegungen du das bewegte Bild schon gesehen hast. Angaben zur Gesundheit, wenn du dem zugestimmt hast, und bis wann manche gelten. Erzählst du mir etwas über deinen Körper, davon nichts, bevor du auf Ja tippst: nur, dass ein Angebot offen ist, höchstens einen Tag lang. Und dass du im Rollstuhl sitzt, wenn du es gesagt hast. Deine Vorhaben (wenn – dann) in deinen eigenen Worten, wenn du welche geschrieben hast. Wann Termine, von denen ich weiß, anfangen und enden, mit einem verschlüsselten Zeichen, das einen vom anderen unterscheidet. Was ich dir sonntags vorgeschlagen habe. Für eine halbe Stunde, worum es zuletzt ging: welcher Eintrag, welche Einstellung, Bewegung oder welcher Tipp, keins deiner Worte. Nach einer Nachricht zu deiner Sicherheit: dass die Stupse deswegen ruhen, und seit wann.

    <b>Ich speichere nicht:</b> deinen Namen, was du tippst, Beschwerden oder wo du bist; nur die Zeitzone.

    <b>Wie lange:</b> Einzelheiten 24 Monate; deine Serie und die Summen, solange du da bist. Warst du 24 Monate nicht hier oder bist du 180 Tage nicht erreichbar, wird alles gelöscht. Kopien der Datenbank verschwinden nach 30 Tagen.

    <b>Es gehört dir:</b> /export schickt dir alles, /delete löscht alles.

    <b>Wer mich betreibt:</b> Ich laufe dort, wo mich jemand selbst eingerichtet hat. Wer mich betreibt, kann die Datenbank lesen, und Telegram kann diesen Chat lesen. Kommt von dort einmal eine Nachricht an alle, dann ist der Text nicht von mir, und von dir steht nichts darin. Wer mich betreibt, kann Nummern von Chats eintragen, die herein dürfen. Wird jemand herausgenommen, bleibt nur ein verschlüsseltes Zeichen der Nummer, damit die Tür zu bleibt.
privacy-operator = <b>Wessen Bot das ist:</b> { $who }
operator-legal = { $text }
privacy-number = Deine Nummer hier ist <code>{ $number }</code>. Wer mich betreibt, kennt dich unter ihr und nie beim Namen.
button-export = 📦 Exportieren
button-delete = 🗑 Alles löschen

delete-sure = <b>Wirklich alles löschen?</b>

    Einstellungen, Bewegungen, Serie, Pläne: Alles verschwindet sofort, und ich kann es nicht zurückholen. Die Sicherungskopien folgen innerhalb von 30 Tagen. Wenn du etwas behalten möchtest, exportiere es vorher.
button-export-first = 📦 Erst exportieren
button-delete-now = 🗑 Alles löschen
button-keep = Behalten
delete-kept = Es ist nichts gelöscht. Schön, dass du noch da bist.
delete-done = Erledigt: Alles, was ich von dir hatte, ist weg, und ich schreibe dir nicht mehr. Die Sicherungskopien folgen innerhalb von 30 Tagen. Die Nachrichten in diesem Chat liegen bei Telegram; dort kannst du den Chat löschen.

    Danke für jede Bewegung. Solltest du neu anfangen wollen: /start.
delete-done-closed = Erledigt: Alles, was ich von dir hatte, ist weg, und ich schreibe dir nicht mehr. Die Sicherungskopien folgen innerhalb von 30 Tagen. Die Nachrichten in diesem Chat liegen bei Telegram; dort kannst du den Chat löschen.

    Danke für jede Bewegung. Solltest du neu anfangen wollen, bitte um eine Einladung.
delete-nothing = Ich habe nichts von dir gespeichert, also gibt es nichts zu löschen oder zu exportieren.
