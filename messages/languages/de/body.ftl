button-body = 🧍 Körper
body = <b>🧍 Körper</b>

    <b>Wo ich dich erwische:</b> { $place }
    <b>Griffbereit:</b> { $around }
    <b>Macht mit:</b> { $company }
    <b>Gesundheit (danach lasse ich weg):</b> { $told }
    { $vetoes ->
        [0] Bisher lässt du nichts weg.
        [one] <b>Nichts für dich:</b> 1 Bewegung
       *[other] <b>Nichts für dich:</b> { $vetoes } Bewegungen
    }

    Tippen zum Ändern. Es gilt ab dem nächsten Stups.
coming = <b>Ab { $day }:</b> { $what }.
coming-quiet = Ruhe
coming-walks-only = nur kurze Gänge
coming-chair-only = nur im Sitzen
button-not-coming = ↩️ Doch nicht ab { $day }
button-conditions = 🩺 Gesundheit
button-place = 📍 Ort
button-around = 🧰 Griffbereit
button-company = 👥 Wer mitmacht
button-vetoes = 🚫 Nichts für mich
button-on = ● { $what }
button-off = ○ { $what }
switch-wheelchair = Rollstuhl
in-a-wheelchair = { $place }, im Rollstuhl
switch-chair-only = Nur im Sitzen
switch-strength = Zwei Krafttage
switch-walks-only = Nur Gehen
switch-older = 65 oder älter

consent = Darf ich nach Schwangerschaft, Verletzungen und Ähnlichem fragen? Das ist Gesundheitliches; ich nutze es nur, um Bewegungen wegzulassen, und du kannst es jederzeit löschen. Ich behalte nichts, bevor du auf Ja tippst, und Überspringen ist völlig okay.
button-consent = ✅ Ja, frag mich
button-skip = Überspringen
conditions = <b>🩺 Gesundheit</b>

    Tipp an, was auf dich zutrifft; was nicht dazu passt, lasse ich weg. Wochen zähle ich nicht mit, also stell bitte um, wenn Woche 13 einer Schwangerschaft beginnt. Was hier nicht steht: Ärztin, Arzt oder Physio wissen es besser als ich.
button-withdraw = 🗑 Alles davon löschen
button-conditions-0 = Schwangerschaft, Bauch ›
button-conditions-1 = Hüfte, Rücken, Gelenke ›
button-conditions-2 = Balance, Herz, Atem ›
told-nothing = nichts angegeben
asked-pregnant = Schwanger, ab Woche 13 oder unklar
asked-pregnant-early = Schwanger, bis Woche 12
asked-pelvis = Schmerz im Beckengürtel
asked-after-birth = Entbunden, Nachuntersuchung steht aus
asked-leaking = Inkontinenz, Schweregefühl, Senkung
asked-doming = Bauch wölbt sich in der Mitte vor
asked-hernia = Hernie (Bruch) oder frische Bauch-OP
asked-hip-surgery = Hüft-OP oder neue Hüfte vor Kurzem
asked-hip-pinch = Hüft-Impingement, Leiste zwickt
asked-disc = Akut Bandscheibe oder Ischias
asked-bending-back = Zurückbeugen tut weh
asked-bones = Osteoporose oder Wirbelbruch
asked-knee = Knieschmerz, oder Knien geht nicht
asked-ankle = Achillessehne, Knöchel verletzt
asked-wrist = Handgelenke tun weh
asked-shoulder = Schulter tut weh
asked-dizzy = Schwindel oder Drehschwindel
asked-balance = Stürze oder wacklige Balance
asked-eyes = Grüner Star, Netzhautprobleme
asked-pressure = Bluthochdruck, nicht eingestellt
asked-heart = Herzerkrankung, nicht stabil
asked-lungs = Schwere Lungenerkrankung
asked-panic = Luftanhalten löst Panik aus

ask-place = <b>📍 Ort</b>

    Wo erwischen dich meine Stupse? Im Büro braucht nichts den Boden; in Laden und Werkstatt geht alles im Stehen; im Zug merkt niemand etwas.
place-office = Büro
place-home = Zuhause
place-both = Büro und Zuhause
place-shop-floor = Laden, Werkstatt
place-train = Zug, Flugzeug
place-public = Unterwegs
place-chosen = <b>📍 { $place }</b>, notiert.
switch-floor = Boden ist okay
ask-desk = Lässt sich dein Tisch hochfahren?
button-desk = ↕️ Mein Tisch fährt hoch
button-desk-yes = Ja
button-desk-no = Nein
button-desk-not = Er fährt nicht hoch
ask-desk-minutes = <b>↕️ Tisch</b>

    Wie lange soll er oben bleiben? Höchstens zweimal am Tag sage ich <i>Tisch hoch</i> und, wenn die Zeit um ist, <i>wieder runter</i>. Das zählt als nicht sitzen.
button-legs = Beine
wheelchair-title = <b>Rollstuhl</b>
ask-legs = Helfen dir deine Beine?
legs-yes = Ja
legs-a-little = Ein wenig
legs-no = Nein
ask-company = <b>👥 Wer mitmacht</b>

    Wer macht ab und zu mit? Ein paar Bewegungen brauchen zwei Leute oder vier Pfoten.
company-partner = Partner, Partnerin
company-child = Kind
company-dog = Hund
company-nobody = niemand
ask-around = <b>🧰 Griffbereit</b>

    Was hast du um dich herum?
around-nothing = nichts
around-chair = Stuhl
around-wall = Wand
around-mat = Matte
around-stairs = Treppe
around-ball = Weicher Ball
around-band = Loop-Band

vetoes = <b>🚫 Nichts für mich</b>

    Die lass ich immer weg. Tipp eine an, und sie ist wieder da.
no-vetoes = Du lässt nichts weg. Ist eine Bewegung nichts für dich, tipp auf ⏭ und dann auf 🚫.
button-unveto = ↩️ { $name }
button-veto = 🚫 Nichts für mich
button-veto-undo = ↩️ Doch wieder
vetoed = { $name }: lass ich weg. Zurückholen geht in /settings unter Körper.
vetoed-named = { $names }: lass ich weg. Zurückholen geht hier oder in /settings unter Körper.
if-it-hurts = Wenn es wehgetan hat, lass es für heute. Bleibt der Schmerz, frag bitte Ärztin, Arzt oder Physio.
