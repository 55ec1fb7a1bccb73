# At the door: somebody who is not in, and is not let in.
door = { $why ->
    [invited] Hello! This bot is by invitation only. With an invite link from whoever runs it you're in with one tap.
    [listed] Hello! Whoever runs this bot keeps a list of who may join, and you aren't on it yet. Give them your number, <code>{ $number }</code>; they need nothing else.
    [removed] Hello again. Your place here has ended: whoever runs this bot took you out, and all I kept about you is deleted. Should you be invited anew, you're welcome like anybody else.
    [used-up] This invitation was meant for just so many, and they have all come. Ask whoever sent it for a new one.
    [ended] This invitation is over. Ask whoever sent it for a new one.
    [no-such] I don't know this invitation. Perhaps a letter got lost on the way: tap the link once more, or ask whoever sent it for a new one.
   *[closed] Hello! This bot isn't taking in anybody new just now. Get up once an hour anyway; that works without me, too.
}
door-contact = Questions go to { $who }.
door-toast = You aren't in just now, so this button can't do anything. /start says why.
