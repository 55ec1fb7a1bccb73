# An der Tür: jemand, der nicht dabei ist und nicht hereinkommt.
door = { $why ->
    [invited] Hallo! Hier geht’s nur auf Einladung. Mit einem Einladungslink von denen, die diesen Bot betreiben, bist du mit einem Tipp dabei.
    [listed] Hallo! Wer diesen Bot betreibt, führt eine Liste, und du stehst noch nicht drauf. Gib deine Nummer durch, <code>{ $number }</code>; mehr braucht es nicht.
    [removed] Hallo noch mal. Dein Platz hier ist zu Ende: Wer diesen Bot betreibt, hat dich herausgenommen, und alles, was ich von dir hatte, ist gelöscht. Wirst du neu eingeladen, bist du willkommen wie alle anderen.
    [used-up] Diese Einladung war für genau so viele gedacht, und alle sind schon da. Bitte um eine neue.
    [ended] Diese Einladung gilt nicht mehr. Bitte um eine neue.
    [no-such] Diese Einladung kenne ich nicht. Vielleicht ging unterwegs ein Buchstabe verloren: Tipp den Link noch mal an, oder bitte um eine neue.
   *[closed] Hallo! Dieser Bot nimmt gerade niemanden neu auf. Steh trotzdem einmal in der Stunde auf; das klappt auch ohne mich.
}
door-contact = Fragen beantwortet { $who }.
door-toast = Du bist gerade nicht dabei, darum kann dieser Knopf nichts tun. /start sagt, warum.
