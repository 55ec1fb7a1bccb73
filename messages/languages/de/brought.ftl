# Was ohne Worte kommt (Sprache, Bilder, Dateien), was weitergeleitet und was nachträglich geändert wird.
# Je eine freundliche Zeile, die sagt, was man stattdessen schreibt.

brought = { $what ->
    [voice] Zuhören kann ich nicht, nur lesen. Schreib’s mir, etwa „20 min spazieren“ oder eine Frage.
    [video_note] Du siehst bestimmt toll aus, aber zuhören und zuschauen kann ich nicht. Schreib’s mir, etwa „20 min spazieren“.
    [audio] Klingt sicher gut, aber zuhören kann ich nicht. Hast du dazu getanzt? Schreib „5 min getanzt“.
    [photo] Bilder sehe ich nicht. Sag’s mir in Worten, etwa „war 20 min spazieren“, oder frag einfach.
    [live_photo] Bilder sehe ich nicht. Sag’s mir in Worten, etwa „war 20 min spazieren“, oder frag einfach.
    [video] Videos sehe ich nicht. Sag’s mir in Worten, etwa „war 20 min spazieren“, oder frag einfach.
    [sticker] Hübsch! Nur lesen kann ich Sticker nicht; was du gemacht hast oder wissen willst, schreib einfach.
    [animation] Schöner Hüftschwung! Nur lesen kann ich GIFs nicht; was du gemacht hast oder wissen willst, schreib einfach.
    [document] An Dateien kann ich nur Einladungen (.ics) lesen: schick mir eine, und ich bin still, solange der Termin dauert.
    [contact] Nummern behalte ich nicht, die hier habe ich schon vergessen. Was kann ich für dich tun? Schreib einfach.
    [dice] Glück gehabt! Ich spiele nicht, ich zähle nur, was Beine tun: schreib „10 Kniebeugen“, wenn du welche gemacht hast.
    [game] Spiele im Sitzen sind nicht meins. Tanzen oder Fußball zählt; schreib „10 min getanzt“.
    [poll] Abstimmen tu ich nicht. Ich finde nur, dass Aufstehen eine gute Idee ist; mehr davon unter /tip.
    [checklist] Listen abhaken kann ich nicht. Was du gemacht hast, schreib einfach: „20 min spazieren“ zählt.
    [venue] Orte behalte ich nicht. Bist du in einer anderen Zeitzone? Dann teil deinen Standort oder schreib /zone.
    [forwarded] Das ist von dir und weitergeleitet; ich zähle nur, was hier getippt wird. Soll es jetzt zählen, schreib’s noch mal.
   *[other] Ich kann nur Worte lesen. Schreib’s mir, etwa „20 min spazieren“ oder eine Frage.
}
edited-follows = Mit deiner Nachricht geändert.
edited-stays = In der geänderten Nachricht finde ich keine Bewegung, also bleibt der Eintrag, wie er war; die Knöpfe ändern ihn.
edited-unfollowed = Ich lese eine Nachricht, wenn sie kommt; änderst du sie später, folge ich nur mit Einträgen. Schreib’s bitte noch mal.
