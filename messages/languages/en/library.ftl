# The library: the shelves, the cards, and what is left out.

library = <b>🗂 { $count ->
    [one] One movement for you
   *[other] { $count } movements for you
}</b>
library-of = <b>{ $what }:</b> { $count ->
    [0] nothing for you yet
    [one] 1 movement
   *[other] { $count } movements
}
library-how = Choose by place, body part, time or kind, or turn the cards one by one.
library-left-out = { $count ->
    [one] 1 more is left out for what you told me.
   *[other] { $count } more are left out for what you told me.
}
library-no-favourites = No favourites yet. Tap ⭐ on a card: those come more often.
library-page = Page { $page } of { $pages }
library-ask = { $facet ->
    [place] <b>📍 Where are you?</b>
    [area] <b>🦵 What is it for?</b>
    [time] <b>⏱ How long have you got?</b>
   *[kind] <b>🎯 What shall it do?</b>
}
shelf-place-desk = 💻 At a desk
shelf-place-unnoticed = 🤫 Unnoticed: meeting, train
shelf-place-seated = 🪑 On a chair
shelf-place-standing = 🧍 Standing, at a counter
shelf-place-walking = 🚶 Up and walking
shelf-place-floor = 🏠 At home, on the floor
shelf-place-bed = 🛏 In bed
shelf-area-hips = Hips and psoas
shelf-area-glutes = Bottom
shelf-area-thighs = Thighs
shelf-area-calves = Calves and feet
shelf-area-back = Lower back, spine
shelf-area-chest = Upper back, sides
shelf-area-pelvis = Pelvis and belly
shelf-area-whole = Whole body, balance
shelf-time-short = Under a minute
shelf-time-minute = 1 to 2 minutes
shelf-time-minutes = 2 to 3 minutes
shelf-time-long = Longer
shelf-kind-release = 🍃 Relax
shelf-kind-breathe = 🌬 Breathe
shelf-kind-retrain = 🧭 Re-train
shelf-kind-strengthen = 💪 Strengthen
shelf-kind-move = 🚶 Move
shelf-kind-learn = 🔎 Get to know it
shelf-favourites = ⭐ Favourites
button-library = 🗂 All movements
button-shelves = 🗂 Choose
button-facet = { $facet ->
    [place] 📍 Where I am
    [area] 🦵 Body part
    [time] ⏱ Time
   *[kind] 🎯 Kind
}
button-shelf = { $what } · { $count }
button-shelf-chosen = ✓ { $what }
button-favourites = ⭐ Favourites · { $count }
button-cards = 🃏 Turn the cards
button-names = 📋 List
button-no-filter = ✖️ Everything
button-card-back = ‹
button-card-next = ›
button-card-number = { $number }/{ $count }
button-card-named = { $starred ->
    [yes] ⭐ { $name } · { $length }
   *[no] { $name } · { $length }
}
button-star = ⭐ Favourite
button-unstar = ☆ Remove star
button-cards-on = 🗂 On with the cards
card = <b>{ $line }</b>
    { $starred ->
    [yes] ⭐ { $name } · { $length }
   *[no] { $name } · { $length }
}
card-more-to-mind = There is more to mind for you: type “{ $name }?” to read all of it.
card-gone = That one isn't among these any more. Here's another.
starred = ⭐ <b>{ $name }</b> is a favourite now and comes more often.
unstarred = <b>{ $name }</b> comes as often as any other again.
