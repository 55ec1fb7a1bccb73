# What is stored, for how long, and how to delete it. Plain and true; no jokes.

command-privacy = What I keep, and for how long
command-delete = Delete everything I keep about you

privacy = <b>Your data, in plain words</b>

    <b>I keep</b> the number of this chat, your settings, my nudges, your answers, your moves and what they add up to. Your favourites, what you never want to see, and of which movements you have seen the moving picture. Health settings, if you said yes to that, and until when some of them hold. When you tell me something about your body, nothing of it before you tap yes: only that an offer is open, for a day at most. And that you use a wheelchair, if you told me. Your if-then plans in your own words, if you wrote any. When the meetings you told me about begin and end, with a scrambled mark that tells one from another. What I suggested to you on Sundays. For half an hour, what we last talked about: which log, setting, movement or tip it was, none of your words. After a safety message: that nudges are paused for safety, and since when.

    <b>I don't keep</b> your name, what you type, symptoms, or where you are; only the time zone.

    <b>For how long:</b> details 24 months; your streak and totals as long as you're here. Not here for 24 months, or out of reach for 180 days: everything goes. Copies of the database go after 30 days.

    <b>Yours:</b> /export sends you all of it, /delete removes all of it.

    <b>Who runs me:</b> I'm self-hosted. Whoever runs me can read the database, and Telegram can read this chat. If they write to everyone, that text is theirs, and I add nothing about you. They may enter numbers of chats that may join. Of somebody they take out, all I keep is a scrambled mark of the number, so that the door stays shut.
privacy-operator = <b>Whose bot this is:</b> { $who }
operator-legal = { $text }
privacy-number = Your number here is <code>{ $number }</code>. Whoever runs me knows you by that, never by name.
button-export = 📦 Export
button-delete = 🗑 Delete everything

delete-sure = <b>Delete everything?</b>

    Settings, moves, streak, plans: all of it goes now, and I can't bring it back. Backups follow within 30 days. If you'd like to keep something, export it first.
button-export-first = 📦 Export first
button-delete-now = 🗑 Delete everything
button-keep = Keep it
delete-kept = Nothing is deleted. Good to still have you.
delete-done = Done: all I kept about you is gone, and I won't write again. Backups follow within 30 days. The messages in this chat are Telegram's; you can delete the chat there.

    Thank you for every move. If you ever want to start afresh: /start.
delete-done-closed = Done: all I kept about you is gone, and I won't write again. Backups follow within 30 days. The messages in this chat are Telegram's; you can delete the chat there.

    Thank you for every move. If you ever want to start afresh, ask for an invitation.
delete-nothing = I keep nothing about you, so there's nothing to delete or export.
