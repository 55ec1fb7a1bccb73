# Ein Tisch, der hochfährt, Hinsetzen für alle, die bei der Arbeit stehen, und heiße Tage.

desk-up = ↕️ <b>Tisch hoch, für { $minutes } Minuten?</b>
desk-down-again = ↕️ <b>Wieder runter?</b> Genug gestanden; jetzt ist das Sitzen wieder dran.
desk-is-up = ↕️ Er ist oben. Gegen { $time } darf er wieder runter; bis dahin lasse ich dich in Ruhe.
desk-is-down = ↕️ Wieder unten.
desk-was-down = Der Tisch ist schon unten, soweit ich weiß.
desk-never = ↩️ Also nicht oben. Es zählt nichts.
desk-nowhere = Da, wo du bist, kenne ich keinen Tisch, der hochfährt. In /settings steht das unter 🧍 Körper, 📍 Ort.
button-desk-is-up = ✅ Ist oben
button-desk-is-down = ✅ Ist unten
sit-down = 🪑 <b>Fünf Minuten sitzen?</b> Deine Füße haben es sich verdient.
button-sits = ✅ Ich sitze
sits = 🪑 Genieß es. Die nächsten fünf Minuten gehören deinen Füßen.
hot-nothing = Für diese Hitze habe ich gerade nichts, was zu dir passt. Wasser, Schatten, langsam: Das reicht völlig.
