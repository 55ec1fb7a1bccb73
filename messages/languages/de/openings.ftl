# Anfänge der Stupse, wenn die eigenen Zeilen der Bewegung verbraucht sind; der Name steht vorn.
frame-walk = { $which ->
    [0] { $name }: { $length }, dann zurück.
    [1] { $name }, { $length }. Alles andere wartet.
    [2] { $name }: { $length }, den Blick weit weg.
    [3] { $name }? { $length }, ohne Eile.
    [4] { $name }, { $length }: hin und wieder her.
    [5] { $name } jetzt. { $length }, und du bist zurück.
    [6] { $name }: nur { $length }. Das Tempo bestimmst du.
    [7] { $name }, { $length }. Wohin, entscheidest du.
    [8] { $name }: { $length } andere Aussicht.
    [9] { $name }, ganz locker: { $length }.
    [10] { $name }: { $length }. Schultern locker.
    [11] { $name }, { $length }, ein Ziel braucht es nicht.
    [12] { $name }: { $length } für die Hüften.
    [13] { $name }, bitte: { $length }.
    [14] { $name }: { $length }, such dir was Grünes.
   *[15] { $name }, mal wieder: { $length }, wie du magst.
}
frame-timed = { $which ->
    [0] { $name }, dann zurück.
    [1] { $name }. Alles andere kann warten.
    [2] { $name }, Blick in die Ferne.
    [3] { $name }? Ganz ohne Eile.
    [4] { $name }: raus und wieder heim.
    [5] { $name }, jetzt. Dann bist du zurück.
    [6] { $name }. Das Tempo bestimmst du.
    [7] { $name }. Wohin, entscheidest du.
    [8] { $name }, für andere Aussicht.
    [9] { $name }, ganz locker.
    [10] { $name }, Schultern locker.
    [11] { $name }, ein Ziel braucht es nicht.
    [12] { $name }, für die Hüften.
    [13] { $name }, bitte.
    [14] { $name }: Such dir was Grünes.
   *[15] { $name }, noch mal, wie du magst.
}
frame-breathe = { $which ->
    [0] { $name }: { $length }, sonst nichts.
    [1] { $name }, { $length }. Der Bildschirm wartet.
    [2] { $name }: { $length }, Kiefer locker.
    [3] { $name }? { $length }, ohne Eile.
    [4] { $name }, { $length }, Schultern tief.
    [5] { $name }, jetzt: { $length }.
    [6] { $name }: { $length } Ruhe.
    [7] { $name }, { $length }. Muss keiner merken.
    [8] { $name }: { $length }, die Augen, wohin sie wollen.
    [9] { $name }, ganz sacht: { $length }.
    [10] { $name }: { $length } Feierabend auf Probe.
    [11] { $name }, { $length }, dann weiter.
    [12] { $name }: { $length }, nichts erzwingen.
    [13] { $name }, bitte: { $length }.
    [14] { $name }: { $length }, wie ein leeres Postfach.
   *[15] { $name }, mal wieder: { $length }, so langsam du magst.
}
frame-move = { $which ->
    [0] { $name }: { $length }, das war’s schon.
    [1] { $name }, { $length }. Das Postfach wartet.
    [2] { $name }: { $length }, ganz entspannt.
    [3] { $name }? { $length }, ohne Eile.
    [4] { $name }, { $length }, und dabei weiteratmen.
    [5] { $name }, jetzt: { $length }.
    [6] { $name }: { $length }, nur für dich.
    [7] { $name }, { $length }. Klein reicht.
    [8] { $name }: { $length }, dann weiter im Text.
    [9] { $name }, behutsam: { $length }.
    [10] { $name }: { $length }. Du weißt ja, wie.
    [11] { $name }, { $length }, nur so weit es guttut.
    [12] { $name }: { $length }. Schwitzen muss keiner.
    [13] { $name }, bitte: { $length }.
    [14] { $name }: { $length } zwischen zwei Sachen.
   *[15] { $name }, mal wieder: { $length }, auf deine Art.
}
button-fewer-nudges = 🔕 { $nudges } am Tag
fewer-nudges-taken = 🔕 Höchstens { $nudges ->
    [one] 1 Stups
   *[other] { $nudges } Stupse
} am Tag. Ändern kannst du es in /settings.
