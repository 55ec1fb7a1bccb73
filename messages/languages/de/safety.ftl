# Was nach einer Sicherheitsnachricht kommt. Die Nachrichten selbst sind in messages/understand/red_flags/flags. Kein Emoji, kein Scherz.

safety-still-paused = Gut zu hören. Die Stupse bleiben in Pause, bis du sie zurückhaben möchtest.
safety-check-back = Hat es jemand ärztlich angesehen? Stupse wieder an?
safety-not-yet = In Ordnung. Die Stupse bleiben in Pause, bis du /resume sagst.
safety-resumed = Die Stupse sind wieder an. Der nächste: { $when }.
safety-just-the-seat = Dann steh auf und beweg dich ein wenig. Wenn es taub bleibt oder sich ausbreitet, hol dir bitte schnell Hilfe.
safety-chair-only = Ab jetzt nur Ideen im Sitzen.
safety-any-position = Wieder Ideen in jeder Haltung.
safety-unsteady = Ab jetzt fehlt, was gutes Gleichgewicht braucht. Der Schalter ist in /settings unter Körper.
safety-no-movements = Zu deiner Sicherheit machen die Bewegungen Pause. /resume holt sie zurück.
safety-resting = Stupse und Bewegungen ruhen zu deiner Sicherheit, bis du sagst, dass alles gut ist.
button-nudges-back = Ja, Stupse wieder an
button-not-yet = Noch nicht
button-any-position = Wieder jede Haltung
