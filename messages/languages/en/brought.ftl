# Messages without words (voice, pictures, files), forwarded ones, and edits.
# One warm line each, saying what to type instead.

brought = { $what ->
    [voice] I can't listen, I only read. Type it for me, like “20 min walk” or a question.
    [video_note] I'm sure you look great, but I can't listen or watch. Type it for me, like “20 min walk”.
    [audio] Probably a good tune, but I can't listen. If you danced to it, type “danced 5 min”.
    [photo] I can't see pictures. Tell me in words, like “went for a walk, 20 min”, or just ask.
    [live_photo] I can't see pictures. Tell me in words, like “went for a walk, 20 min”, or just ask.
    [video] I can't watch videos. Tell me in words, like “went for a walk, 20 min”, or just ask.
    [sticker] Nice one! I can't read stickers, though; just type what you did or want to know.
    [animation] Nice moves! I can't read GIFs, though; just type what you did or want to know.
    [document] The only files I can read are invitations (.ics): send me one, and I'm quiet during the meeting.
    [contact] I don't keep phone numbers, so I've let that one go. What can I do for you? Just type.
    [dice] Lucky you! I don't play, I only count what legs do: type “10 squats” when you've done some.
    [game] Games where you stay seated aren't mine. Dancing or football counts; type “danced 10 min”.
    [poll] I don't vote. My only opinion is that getting up is a good idea; /tip has more of those.
    [checklist] I can't tick lists off. Just type what you've done: “20 min walk” counts.
    [venue] I don't keep places. If you've moved to another time zone, share your location or type /zone.
    [forwarded] That's one of your own, forwarded; I only count what's typed here. If it should count, type it again.
   *[other] I can only read words. Type it for me, like “20 min walk” or a question.
}
edited-follows = Updated along with your message.
edited-stays = I can't find a movement in your edited message, so the entry stays as it was; the buttons can change it.
edited-unfollowed = I read a message when it arrives; if you edit it later, only a log changes with it. Please type it again.
