# For people who were away for a month or more (`back`) or a fortnight (`back-soon`). Warm, without asking where they were.

back = Look who's here. How good to see you! Nothing is lost: your settings, your moves and your milestones are where you left them.
back-soon = There you are again. Lovely; nobody counted the days.
back-best = Your best one, { $days ->
    [one] 1 day,
   *[other] { $days } days,
} stays yours.
back-gentle = We start gently: at most two nudges a day in the first week. Next one: { $when }.
back-paused = Nudges are still paused; /resume brings them back, gently at first.
