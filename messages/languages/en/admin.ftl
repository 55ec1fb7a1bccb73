# For admins. Figures are totals, never about one person.

command-admin = How the bot is doing
admin = <b>How I'm doing</b>

    <b>People:</b> { $all }, active { $active }, paused { $paused }, out of reach { $unreachable }
    <b>Moves:</b> today { $moves_today }, seven days { $moves_week }
    <b>Nudges:</b> today { $nudges_today }, seven days { $nudges_week }

    <b>Since I started</b>
    Sends: { $sends }
    Held: { $held }
    Errors: { $errors }

    <b>Backup:</b> { $backup }
    <b>Versions:</b> bot { $bot }, Python { $python }, python-telegram-bot { $ptb }, { $database }, schema { $schema }
    <i>{ $time } UTC</i>
admin-sends = { $name ->
    [sent] arrived
    [not-sent] to be tried again
    [doubtful] doubtful
    [gone] out of reach
    [refused] refused
   *[other] { $name }
}
admin-held = { $name ->
    [paused] paused
    [outside-hours] outside hours
    [quiet-hours] quiet hours
    [meeting] meeting
    [moved-lately] moved lately
    [nudged-lately] nudged lately
    [budget] enough for the day
    [ignored] ignored
    [away] away
    [nothing-fits] nothing fits
    [late] too many at once
    [no-risk] no risk
   *[other] { $name }
}
admin-errors = { $name ->
    [failed] failed
    [timed-out] timed out
    [unreadable] unreadable
   *[other] { $name }
}
admin-none = none
admin-backup-none = none yet
admin-backup-server = by the database server's own tools
admin-backup-age = { $hours ->
    [0] less than an hour ago
    [one] 1 hour ago
   *[other] { $hours } hours ago
}
button-refresh = 🔄 Refresh
button-broadcast = 📣 Broadcast

broadcast-ask = Send me the text, as one message{ $language ->
    [all] . It goes to everybody whose language has no text of its own.
   *[other] , in { $language }. It goes to those I speak { $language } with.
} Nobody gets it before you've seen it.
button-broadcast-cancel = ✖️ Drop it
broadcast-cancelled = Dropped. Nothing was sent.
broadcast-busy = A broadcast is still on its way. Wait until it's done, or stop it.
broadcast-empty = I can only pass on text. Nothing was sent.
broadcast-text = { $text }
broadcast-preview = That's how it looks. { $people ->
    [one] 1 person gets it,
   *[other] { $people } people get it,
} silently where it's night or a pause is on:
broadcast-preview-line = • { $language }: { $people }, { $kind ->
    [own] a text of its own
    [all] the text for everybody
   *[none] no text, so nothing
}
button-broadcast-send = 📣 Send it to { $people }
button-broadcast-text = ✍️ { $language }
button-broadcast-all = ✍️ For everybody
broadcast-changed = The text has changed since. Look at the newer preview below.
broadcast-over = That one was sent or dropped before.
broadcast-begins = 📣 Off it goes.
broadcast-progress = 📣 { $bar } { $percent } %

    Reached { $reached } of { $people }, gone { $gone }.
button-broadcast-stop = ⏹ Stop
broadcast-done = 📣 Done. Reached { $reached }, gone { $gone }.
broadcast-stopped = 📣 Stopped. Reached { $reached }, gone { $gone }.
