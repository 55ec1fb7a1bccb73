# Nachträge: Berichtigungen, Rückfragen, und Worte, die sich auf nichts beziehen.

talk-put-right = ✏️ Berichtigt.
talk-likely-log = Soll ich das eintragen: <b>{ $moves }</b>?
talk-likely-log-which = Was davon soll ich eintragen?
talk-likely-correction = Soll ich es ändern auf <b>{ $moves }</b>?
talk-likely-settings = Meinst du das so?
button-log-this = ✅ { $moves }
button-yes = ✅ Ja
button-no = ✖️ Nein
talk-declined = Gut, dann bleibt alles, wie es ist. Sag es mir gern noch mal mit deinen Worten.
talk-acknowledged = 👍
talk-number-of-what = { $number } was? Da fehlt mir der Faden. Sag es mir im Ganzen, etwa „20 min spaziert“ oder „alle 50 Minuten“.
talk-what = Was meinst du? Da fehlt mir der Faden. Sag es mir im Ganzen, etwa „10 Kniebeugen“ oder „alle 50 Minuten“.
talk-nothing = Da ist nichts, was ich zurücknehmen könnte.
talk-announced = Viel Spaß dabei! Sag Bescheid, wenn du zurück bist, etwa „20 min“, dann zählt es.
