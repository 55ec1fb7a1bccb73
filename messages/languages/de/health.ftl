# Angebote zu dem, was Leute über ihren Körper sagen. Nie eine Diagnose, eine Ursache, „gut für", „du solltest", ein Witz
# oder wie lange etwas zum Heilen braucht.

health-offer = Verstanden: { $that }. Soll ich weglassen, was dazu nicht passt?
button-health-yes = ✅ Ja, weglassen
health-passes = { $days ->
    [0] Nur für heute, dann kommt es von selbst zurück.
    [one] Einen Tag lang, dann kommt es von selbst zurück.
   *[other] { $days } Tage lang, dann kommt es von selbst zurück.
}
health-walks-only = Dann bleiben erst mal kurze Gänge, Atem und ein paar Kleinigkeiten.
health-chair-only = Und nur, was im Sitzen geht.
health-done = Erledigt. Was dazu nicht passt ({ $that }), bleibt ab jetzt weg.
# Eine Operation, die noch kommt
health-ask-day = An welchem Tag? Ab dann kann ich still sein.
button-health-day-unknown = Weiß ich noch nicht
health-no-day-yet = Alles klar. Sag mir den Tag, wenn du ihn weißt, etwa „Hüft-OP am 14. März“.
health-offer-ahead = Soll ich ab { $day } still sein und danach weglassen, was dazu nicht passt ({ $that })?
health-ahead-ends = Am { $day } kommen die Stupse von selbst zurück.
health-done-ahead = Erledigt. Ab { $day } bin ich still, bis du etwas anderes sagst. Was dazu nicht passt ({ $that }), bleibt dann weg.

health-until = Das gilt bis einschließlich { $day }.
health-asks-again = In sechs Wochen frage ich einmal, ob es noch so ist. Oder sag mir, wenn es besser ist.
button-health-undo = ↩️ Rückgängig
health-undone = Alles wie vorher.
health-declined = Alles klar.
health-already = Das lasse ich schon weg. Alles steht unter /settings, Körper.
health-gone = Alles klar, dann bleibt alles, wie es ist.
health-consent = Das ist Gesundheitliches, darum frage ich einmal: Darf ich mir merken, welche Bewegungen ich deswegen weglasse? Für nichts sonst; deine Worte behalte ich nicht, und du kannst es jederzeit löschen.
button-health-consent = ✅ Ja, merk es dir
health-tap = Tipp bitte oben auf Ja oder Nein. Ich habe nichts von dem behalten, was du erzählt hast, und weiß darum nicht mehr, worum es ging.
health-open = Du hast mir gerade etwas über deinen Körper erzählt. Bis du oben auf Ja oder Nein getippt hast, bleibe ich bei kurzen Gängen und Atem; { $name } wartet so lange.
health-walks-only-now = { $name } gehört nicht zu den kurzen Gängen und dem Atem, bei denen es gerade bleibt.
health-nothing-else = Das passt nicht zu dem, was du erzählt hast, also lassen wir es aus.

# Wieder da
health-fine-none = Schön zu hören.
health-fine = Soll ich zurückholen, was ich wegen { $conditions } weggelassen habe, Leichtes zuerst?
button-health-back = ✅ Ja, zurückholen
health-back = Ist wieder da, Leichtes zuerst.

# Nach sechs Wochen, sonntags
health-still = Seit sechs Wochen lasse ich etwas weg wegen { $conditions }. Ist das noch so?
health-still-walks-only = kurzen Gängen
health-still-chair-only = „nur im Sitzen“
button-health-still = Ja
button-health-better = Es ist besser
health-stays = Alles klar, dann bleibt es so.
health-still-weeks = Hat Woche 13 begonnen? Ab dann lasse ich auch die Rückenlage weg.
button-health-weeks = Ja
button-health-not-yet = Noch nicht
health-weeks-begun = Alles klar, ab jetzt nichts mehr flach auf dem Rücken.
health-weeks-not-yet = Alles klar, ich frage in zwei Wochen noch mal.

# Wozu es nicht passt
health-that-pregnant-early = Schwangerschaft
health-that-pregnant-later = Schwangerschaft ab Woche 13
health-that-pelvic-girdle = Schmerzen im Beckenring
health-that-birth = die Wochen nach einer Geburt
health-that-caesarean = die Wochen nach einem Kaiserschnitt
health-that-leaking = Blase oder Senkung
health-that-doming = Rektusdiastase
health-that-new-hip = neue Hüfte, noch mit Vorsicht
health-that-new-hip-lifted = neue Hüfte
health-that-hip-operation-soon = Hüft-OP
health-that-knee-operation = Knie nach einer OP
health-that-hip-impingement = eine Hüfte, die klemmt
health-that-hip-arthritis = Hüftarthrose
health-that-knee = dein Knie
health-that-knee-sore = Knie tut weh
health-that-ankle-sprain = Knöchel umgeknickt
health-that-ankle-sore = Knöchel tut weh
health-that-achilles = Achillessehne
health-that-disc-now = Bandscheibe
health-that-sciatica = Ischias
health-that-back-gone = Hexenschuss
health-that-stenosis = enger Wirbelkanal
health-that-bending-back = Zurückbeugen tut weh
health-that-back-operation = Rücken nach einer OP
health-that-bones = Osteoporose
health-that-broken-vertebra = Wirbelbruch
health-that-vertigo = Schwindel
health-that-unsteady = wacklig auf den Beinen
health-that-nerves = sicherer Stand zuerst
health-that-crutches = Krücken
health-that-pressure-high = hoher Blutdruck
health-that-heart-unsettled = dein Herz
health-that-lungs = wenig Luft
health-that-eyes = deine Augen
health-that-hernia = Leisten- oder Bauchbruch
health-that-belly-operation = Bauch nach einer OP
health-that-wrist = dein Handgelenk
health-that-wrist-sore = Handgelenk tut weh
health-that-shoulder = deine Schulter
health-that-shoulder-sore = Schulter tut weh
health-that-panic = Atemübungen, die Panik machen
health-that-clot-treated = Thrombose in Behandlung
health-that-clot-over = Thrombose von früher

# In eigenen Worten
health-offer-baby-lost = Das tut mir sehr leid. Soll ich eine Weile still sein?
health-done-baby-lost = Ich bin zwei Wochen still und danach behutsam. Was du jetzt brauchst, geht vor; hier wartet alles.
health-offer-no-pelvic-floor = Soll ich die Beckenboden-Bewegungen weglassen?
health-done-no-pelvic-floor = Weg.
health-offer-bendy = Soll ich bei den leichten Stufen bleiben, klein und ruhig?
health-done-bendy = Erledigt: leichte Stufen zuerst, ganz ohne Eile.
health-offer-flare = Soll ich eine Woche bei kurzen Gängen und Atem bleiben und die genannten Gelenke in Ruhe lassen?
health-done-flare = Erledigt. Der Rest wartet.
health-offer-older-steady = Soll ich mir merken, dass du 65 oder älter bist, und sonst nichts über dein Alter?
health-done-older-steady = Gemerkt.
health-offer-older-unsteady = Soll ich mir merken, dass du 65 oder älter bist, und weglassen, was sicheren Stand braucht?
health-done-older-unsteady = Erledigt. Und immer mit etwas Festem zum Halten.
health-offer-wheelchair = Soll ich nur anbieten, was für den Rollstuhl durchgesehen ist?
health-done-wheelchair = Erledigt: ab jetzt nur, was dafür durchgesehen ist.
health-offer-long-covid = Soll ich bei kurzen Gängen und Atem bleiben, zwei am Tag, und Steigerungen weglassen?
health-done-long-covid = Erledigt. Höchstens zwei am Tag, kleine.
health-offer-cancer = Soll ich erst mal bei kurzen Gängen und Atem bleiben?
health-done-cancer = Erledigt. Kleine Sachen, wann immer dir danach ist.
health-quiet = { $days ->
    [one] Soll ich einen Tag still sein?
   *[other] Soll ich { $days } Tage still sein?
}
health-done-ill = Gute Besserung. Alles wartet.
health-offer-easy-day = Soll ich es heute ruhig angehen?
health-done-easy-day = Dann ein ruhiger Tag.
health-offer-no-floor = Soll ich alles am Boden weglassen, für immer?
health-done-no-floor = Nichts mehr am Boden.

# Unter dem Angebot
health-besides-pregnant-early = Deine Hebamme kennt dich. Ruf sie oder den Kreißsaal sofort an bei: Blutung, Flüssigkeit, starken Bauchschmerzen, Schwindel, Wadenschmerz oder starkem Kopfweh mit Sehstörung. Und sag mir, wenn Woche 13 beginnt.
health-besides-pregnant-later = Deine Hebamme kennt dich. Ruf sie oder den Kreißsaal sofort an bei: Blutung, Flüssigkeit, Bauchschmerzen oder regelmäßigem Ziehen, Schwindel, Wadenschmerz, starkem Kopfweh mit Sehstörung, oder wenn sich das Baby weniger bewegt.
health-besides-pelvic-girdle = Physio hilft vielen, je früher, desto eher.
health-besides-birth = Das gilt bis zu deiner Nachuntersuchung.
health-besides-caesarean = Wann das endet, entscheidet deine Nachuntersuchung.
health-besides-leaking = Das ist häufig und lässt sich behandeln; Beckenboden-Physio weiß, wie. Neu, oder mit Rücken oder Beinen: heute noch Hilfe holen.
health-besides-doming = Das kann sich eine Physio ansehen.
health-besides-hip-operation-soon = Alles Gute.
health-besides-knee-operation = So, wie dein Team es erlaubt.
health-besides-knee = Geht das schon seit Wochen, kann Ärztin, Arzt oder Physio draufschauen.
health-besides-knee-sore = Bleibt es über Wochen, kann Ärztin, Arzt oder Physio draufschauen.
health-besides-ankle-sprain = Kannst du nicht auftreten, lass es heute noch ansehen.
health-besides-disc-now = Taub zwischen den Beinen, Mühe beim Wasserlassen oder Beine, die wegsacken: das ist ein Notfall.
health-besides-sciatica = Ärztin, Arzt oder Physio kann draufschauen. Wird ein Bein schwächer oder taub: heute noch.
health-besides-back-gone = Bleibt es, kann Ärztin, Arzt oder Physio draufschauen. Taub zwischen den Beinen, Mühe beim Wasserlassen oder Beine, die wegsacken: das ist ein Notfall.
health-besides-back-operation = Was geht, entscheidet dein Team.
health-besides-broken-vertebra = Was geht, entscheidet dein Team. Ein neuer, scharfer Schmerz: heute noch ansehen lassen.
health-besides-bendy = Hör deutlich vor dem Ende der Bewegung auf.
health-besides-flare = Ein heißes, rotes Gelenk: heute noch ansehen lassen.
health-besides-nerves = Was deine Physio sagt, geht vor. Alles Neue: sofort Hilfe holen.
health-besides-long-covid = Kostet es dich den Tag danach, dann ruh dich aus.
health-besides-cancer = Was geht, entscheidet dein Team. Ein neuer Schmerz: heute noch ansehen lassen.
health-besides-ill = Fieber mit Rücken- oder Hüftschmerzen: heute noch ansehen lassen.

# Zuerst gefragt
health-ask-pregnant = In welcher Woche bist du?
button-health-pregnant-early = Bis 12
button-health-pregnant-later = 13 oder mehr
button-health-pregnant-unsure = Weiß nicht
health-ask-weeks-of-what = Schwangerschaftswochen?
button-health-weeks-of-what-yes = Ja
button-health-weeks-of-what-no = Nein
health-ask-hip-replacement = Hat dein Team die Vorsicht schon aufgehoben?
button-health-hip-replacement-not-yet = Noch nicht
button-health-hip-replacement-yes = Ja
health-ask-disc = Jetzt, oder lange her?
button-health-disc-now = Jetzt
button-health-disc-long-ago = Lange her
health-ask-older = Sicher auf den Beinen?
button-health-older-steady = Ja
button-health-older-not-steady = Nicht so sehr
health-ask-pressure = Ist er gut eingestellt?
button-health-pressure-yes = Ja
button-health-pressure-no = Nein
button-health-pressure-unsure = Weiß nicht
health-ask-heart = Ist es stabil, und darfst du dich laut Ärztin oder Arzt bewegen?
button-health-heart-yes = Ja
button-health-heart-no = Nein
button-health-heart-unsure = Weiß nicht
health-ask-asthma = Schränkt es dich ein?
button-health-asthma-yes = Ja
button-health-asthma-no = Nein
health-ask-clot = Wird sie noch behandelt?
button-health-clot-treated = Ja
button-health-clot-over = Nein

# Nach einem Ja gefragt
health-after-wheelchair = Helfen dir deine Beine?
button-health-legs-yes = Ja
button-health-legs-little = Ein wenig
button-health-legs-no = Nein
health-legs-noted = Gemerkt.
