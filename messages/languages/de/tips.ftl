# Tipps: Antworten auf das, was Menschen fragen, und der Weg dorthin. Die Antworten selbst stehen in tips/*.toml.

tip-home = <b>💡 Ein Tipp für jetzt</b>
tip-ask = Schreib irgendeine Frage oder wähl ein Thema:
tip = <b>{ $question }</b>

    { $answer }
tip-sources = <i>{ $count ->
    [one] Quelle: { $names }
   *[other] Quellen: { $names }
}</i>
tip-may-be = Ich bin nicht sicher, was du meinst. Vielleicht eins davon?
topic = <b>{ $topic }</b>
topic-aches-first = Taubheit, Schwäche, Fieber, ein schlimmer Sturz, oder Blase oder Darm sind anders als sonst? Dann überspring diese Liste bitte und hol dir jetzt ärztliche Hilfe.
topic-muscle = Der Muskel selbst
topic-sitting = Sitzen und Pausen
topic-movements = Bewegungen
topic-aches = Wenn’s wehtut
topic-calm = Stress, Atem, Schlaf
topic-sport = Sport und Schuhe
topic-birth = Schwanger, nach der Geburt
topic-age = Älter werden
topic-body = Jeder Körper
topic-work = Arbeit und Reisen
topic-life = Zuhause und Alltag
topic-habits = Gewohnheit und Serien
topic-bot = Über mich
button-topic = { $topic }
button-question = { $question }
button-tip-way = { $way ->
    [pause] ⏸ Pause
    [fewer] 🔔 Weniger
    [learn] 📖 Weiterlesen
   *[stop] ⏹ Stopp
}
button-how = 🤸 { $name }
button-topics = ‹ Alle Themen
button-learn = 📖 Weiterlesen
learn = <b>📖 Weiterlesen</b>

    Menschen zum Fragen und Lesestoff, mit einem ehrlichen Wort (⚠️), wo etwas zu viel sagt. Für dich und deinen Körper schlägt ein Rat aus Physio, Hebammen- oder Arztpraxis jedes Buch.
learn-entry = • <b>{ $title }</b>{ $link ->
    [none] {""}
   *[other] {""} ({ $link })
}: { $good }{ $minds ->
    [0] .
   *[other] . ⚠️ { $mind }.
}
wish = <b>{ $name }</b> · { $length }{ $others ->
    [0] {""}
   *[other] {""} (unten mehr davon)
}
wish-none = In der Art habe ich nichts, das zu dir passt. /settings, Körper, zeigt, was ich weglasse.
movement-left-out = <b>{ $name }</b> lass ich bei dir weg: { $conditions }.
movement-wheelchair = <b>{ $name }</b> gehört nicht zu dem, was meines Wissens im Rollstuhl gut geht.
movement-chair-only = Für <b>{ $name }</b> musst du vom Stuhl, und bei dir gilt: nur Stuhl.
movement-after-birth = <b>{ $name }</b> ist für die Monate nach einer Geburt gemacht.
movement-vetoed = <b>{ $name }</b> hast du abgewählt, also bleibt es weg.
movement-rests = <b>{ $name }</b> hat vor ein paar Tagen wehgetan und ruht darum eine Woche.
movement-instead = Stattdessen geht das hier:
movement-nothing-instead = Einen Ersatz dafür habe ich nicht.
movement-near = Die habe ich nicht. Am nächsten kommt ihr:
movement-easier = Eine Stufe leichter als <b>{ $name }</b>:
movement-harder = Eine Stufe schwerer als <b>{ $name }</b>:
movement-like = So ähnlich wie <b>{ $name }</b>:
movement-easiest = Leichter als <b>{ $name }</b> habe ich für dich nichts. So wird es leichter: { $text }.
movement-hardest = Schwerer als <b>{ $name }</b> habe ich für dich nichts. So wird es schwerer: { $text }.
movement-hard-enough = Schwerer wird <b>{ $name }</b> nicht: Das soll leicht bleiben.
movement-no-like = Etwas Ähnliches wie <b>{ $name }</b> habe ich nicht.
movement-which = Welche Bewegung meinst du? Schreib ihren Namen („Muschel“), oder tipp auf /move für eine jetzt gleich.
movement-never-had = So heißt keine von meinen, also kommt sie nicht.
