# The house, for admins: who may join, what newcomers start with, and whose bot it is.
button-house = { $to ->
    [door] 🚪 Who may join
    [invites] ✉️ Invite links
    [people] 👥 People
    [standard] 🧭 For newcomers
    [operator] 🪪 Operator
    [copies] 💾 Backups
    [weeks] 📈 Weeks
    [deeds] 🧾 What was done
    [list] 📋 The list
   *[admin] ‹ Admin
}
button-house-cancel = ✖️ Cancel
house-joining = { $joining ->
    [everybody] Everybody
    [invited] With an invite link
    [listed] Who's on the list
   *[nobody] Nobody new
}
admin-joining = <b>Who may join:</b> { $joining }
admin-no-operator = ⚠️ Others may come in here, but /privacy doesn't say whose bot this is. Add a name and a contact under 🪪 Operator.

house-door = <b>Who may join?</b>

    Whoever is in stays in, and admins can always come. Whoever isn't let in gets one friendly line, and I keep nothing about them.
house-door-links = Links are made under ✉️ Invite links.
house-needs-operator = First a name and a contact under 🪪 Operator: whoever comes in has to know whose bot this is.

house-list = <b>The list</b>

    { $people ->
        [0] Nobody is on it yet.
        [one] 1 number may join. Tap it to take it off; whoever is in already stays in.
       *[other] { $people } numbers may join. Tap one to take it off; whoever is in already stays in.
    }
house-list-ask = Send me the numbers of those who may join, in one message, with spaces or commas between them. People find theirs in the line I send them when they press Start.
house-list-bad = I can't use all of that as numbers, so nothing has changed. One message, numbers only, like <code>12345 67890</code>, { $most } at most.
button-house-list-add = ➕ Add numbers
button-house-list-off = ✖️ { $number }

house-invites = <b>Invite links</b>

    { $links ->
        [0] None yet.
       *[other] Tap one to see it, or to close it.
    }
house-invites-asleep = Links let people in once 🚪 Who may join says “With an invite link”.
house-invite-uses = For how many people is it?
house-invite-days = And how long does it hold?
button-house-invite-new = ➕ New link
button-house-invite-days = { $days ->
    [one] 1 day
   *[other] { $days } days
}
button-house-invite = #{ $id } · { $used } of { $uses } · { $state ->
    [open] until { $until }
    [used-up] all here
    [ended] over
   *[closed] closed
}
house-invite = <b>Invite link #{ $id }</b>

    { $link }

    { $state ->
        [open] Open until { $until } (UTC): { $used } of { $uses } have come with it.
        [used-up] Used up: { $used } of { $uses } have come with it.
        [ended] Over since { $until } (UTC): { $used } of { $uses } came with it.
       *[closed] Closed: { $used } of { $uses } came with it.
    } Typed to me it works, too: <code>/start { $code }</code>
button-house-invite-close = 🚫 Close it
button-house-invite-open = ↩️ Open it again

house-people = <b>People</b>

    { $people ->
        [0] Nobody is here yet.
        [one] One is here. I know no names, only numbers: everybody finds their own under /privacy.
       *[other] { $people } are here. I know no names, only numbers: everybody finds their own under /privacy.
    }
house-people-ask = Send me the number of the person.
house-people-bad = That's no number of a chat. Digits only, like <code>12345</code>.
button-house-people-find = 🔎 Find a number
button-house-person = { $number } · since { $since }
button-house-earlier = ‹
button-house-later = ›
house-person = <b>{ $number }</b>, here since { $since }.
house-person-admin = <b>{ $number }</b> is an admin. Take the number out of ADMIN_IDS first; then it can be removed here.
house-person-none = Nobody with the number <b>{ $number }</b> is here.
house-person-out = <b>{ $number }</b> was removed on { $since }, and all I kept about them is gone. A new invite link lets them in, or their number on the list.
house-out-sure = <b>Remove { $number }?</b>

    Everything I keep about them is deleted, as with /delete; that can't be undone. They only come back with a newer invite link, or once their number is on the list again.
button-house-out = 🚪 Remove
button-house-out-now = 🗑 Remove and delete
button-house-out-keep = Keep them
button-house-in = ↩️ Let them come again
house-in-done = <b>{ $number }</b> may come again, like anybody else.

house-standard = <b>What newcomers start with</b>

    <b>Language:</b> { $language }
    <b>Hours:</b> { $hours }
    <b>Quiet:</b> { $quiet_from }–{ $quiet_until }
    <b>A nudge every:</b> { $pace } minutes
    <b>Welcome line:</b> { $welcome }

    It holds for those who join from now on, and each of them can change it.
house-standard-language = What do I speak with newcomers at first?
house-standard-hours = When do newcomers get nudges at first? Now: { $hours }. Tap, or send me hours like <code>08:00-12:00, 13:00-16:30</code>.
house-standard-hours-bad = I can't make hours of that. Like this, up to { $most } stretches without overlap, and not all of it in quiet hours: <code>08:00-12:00, 13:00-16:30</code>. Nothing has changed.
house-standard-quiet = When is it quiet for newcomers at first? Now from { $quiet_from } until { $quiet_until }.
house-standard-pace = How many minutes of sitting before a nudge, at first?
house-own-language = as their Telegram says
house-none = none
button-house-standard = { $what ->
    [language] 🌐 Language
    [hours] 🕘 Hours
    [quiet] 🌙 Quiet
    [pace] ⏱ Pace
   *[welcome] 👋 Welcome line
}
button-house-usual = ↩️ As usual

house-operator = <b>Whose bot is this?</b>

    <b>Name:</b> { $name }
    <b>Contact:</b> { $contact }
    <b>Legal text:</b> { $legal }

    /privacy and /help show it to everybody.
house-operator-fixed = { $names } { $count ->
    [one] comes
   *[other] come
} from the settings of the process and can only be changed there.
button-house-words = { $what ->
    [name] ✍️ Name
    [contact] ✍️ Contact
    [legal] ✍️ Legal text
   *[welcome] ✍️ Welcome line
}
house-words-ask = { $what ->
    [name] Send me the name of whoever runs this bot: a person, a team, a company.
    [contact] Send me how to reach whoever runs this bot: an address, a number, a name on Telegram.
    [legal] Send me the legal text, such as an imprint, or where to find it.
   *[welcome] Send me the line that newcomers read before their first movement.
} Up to { $most } characters.
house-words-long = That's { $length } characters, and { $most } is the most. Send me a shorter one; nothing has changed.
house-words-none = I can only take text here. Nothing has changed.
button-house-words-back = ↩️ { $what ->
    [name] Name as before
    [contact] Contact as before
    [legal] Legal text as before
   *[welcome] Welcome line as before
}
button-house-words-clear = 🗑 Leave it empty

house-copies = <b>Backups</b>

    { $copies ->
        [0] None yet. The first comes the night after somebody has joined.
       *[other] One a night, kept for 30 days. The newest:
    }
house-copy = • { $at } UTC, { $size } MB
house-copies-server = <b>Backups</b>

    The data is on a database server, which is backed up with its own tools.
house-copies-running = One is being made. Look again in a moment.
house-copies-failed = That one failed; the log says why.
button-house-copy-now = 💾 Make one now

house-weeks = <b>Week by week</b>, from Monday (UTC)

    Nothing here is about fewer than five people.
house-week = <b>{ $begins }</b> · joined { $joined } · active { $active } · left { $left } · nudges { $nudges }, answered { $answered } · moves { $moves }
house-week-few = <b>{ $begins }</b> · fewer than 5 people
house-few = fewer than 5
house-few-figure = –
house-percent = { $number } %

house-deeds = <b>What admins did</b>

    { $deeds ->
        [0] Nothing yet.
       *[other] The newest first, times in UTC, without names:
    }
house-deed = • { $at } · { $what ->
    [joining] who may join: { $joining }
    [list-on] put on the list: { $detail }
    [list-off] taken off the list: { $detail }
    [invite-made] link #{ $detail } made
    [invite-closed] link #{ $detail } closed
    [invite-opened] link #{ $detail } opened again
    [person-removed] somebody removed
    [person-back] somebody may come again
    [standard] for newcomers: { $detail ->
        [language] language
        [hours] hours
        [quiet] quiet hours
        [pace] pace
       *[other] { $detail }
    }
    [words] text changed: { $detail ->
        [name] operator's name
        [contact] operator's contact
        [legal] legal text
        [welcome] welcome line
       *[other] { $detail }
    }
    [broadcast] broadcast sent, to { $detail }
    [broadcast-stopped] broadcast stopped
    [backup] backup asked for
   *[other] { $what } { $detail }
}
