"""Words of packed weeks, by their place; one that is not here is spelled out, so a new one takes some bytes.

Part of version 1 of the format: nothing in it may change its place or go, or kept weeks are read wrongly.
"""

# The first is no word: a movement that is the one of its nudge.
# fmt: off
WORDS = (
    "=", "reminder", "later", "asked", "bite", "comeback", "check back", "week", "intention",
    "setting up", "desk up", "desk down", "sit down", "evening", "claimed", "sent", "held", "stale",
    "gone", "refused", "done", "not now", "lapsed", "paused", "outside hours", "quiet hours", "meeting",
    "moved lately", "standing", "nudged lately", "budget", "ignored", "away", "nothing fits",
    "here lately", "no risk", "dropped", "moved", "walk", "ball-on-wall-glutes", "band-march", "bar-rail",
    "belly-breathing", "blade-squeeze", "box-breathing", "breath-and-pelvic-floor", "calf-raises",
    "car-stop-unfold", "cat-cow", "chair-dance", "chair-edge-hip-opener", "chair-lunge",
    "chair-thoracic-opener", "childs-pose", "chorus-step", "clam", "constructive-rest", "cool-wrists",
    "dance-break", "dead-bug", "dog-loop", "double-sigh", "easy-hip-airplane", "edge-of-bed-stretch",
    "feet-up-fan", "foot-hover", "foot-under-chair", "forward-lean-relief", "freeze-walk", "glute-bridge",
    "half-kneeling-stretch", "hamstring-hinge", "hands-and-knees-sway", "heavy-thighs", "heel-lowering",
    "heel-slides", "heel-toe-pumps", "hip-circles", "knee-folds", "knee-hug", "knee-into-hand",
    "learn-find-it", "learn-hip-check", "learn-sitting-scan", "leg-swings", "legs-on-chair-rest",
    "long-exhale", "mirror-me", "ninety-ninety", "one-floor-early", "one-long-breath", "open-book",
    "paper-slide", "pass-the-cushion", "pelvic-clock", "pelvic-tilts", "perch-and-drop", "phone-pacing",
    "platform-walk", "postnatal-knee-fold", "queue-stance", "reach-and-return", "rock-backs",
    "rock-the-stance", "roll-2", "seat-squeeze", "seat-trio", "seated-boxing", "seated-cat-cow",
    "seated-figure-four", "seated-march", "seated-pelvic-tilts", "seated-three-ways", "seated-twist",
    "shade-stroll", "shake-it-out", "shoulder-drop", "shove-the-floor", "side-body-reach",
    "side-lean-relief", "side-leg-lift", "side-lying-breath-rest", "side-lying-hip-opener", "side-steps",
    "sit-to-stand", "slow-look-round", "stairs", "stand-and-grow", "standing-lunge-stretch",
    "standing-march", "standing-tail-tuck", "step-ups", "supine-psoas-release", "supported-bridge",
    "ten-steps", "three-plane-reach", "three-up-five-down", "walk-1", "walk-10", "walk-2", "walk-5",
    "wall-calf-stretch", "wall-hip-hinge", "wall-sit", "weight-shift", "worktop-side-steps",
)
