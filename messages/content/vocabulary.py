"""Vocabulary: the closed list of values for every field of a movement's facts."""

from enum import StrEnum


class Category(StrEnum):
    """The five steps of the founding article; `breathe` belongs to the first."""

    RELEASE = "release"  # let it relax
    BREATHE = "breathe"  # let it relax, by way of the breath
    RETRAIN = "retrain"  # pelvis and hips
    STRENGTHEN = "strengthen"  # let it do its job
    MOVE = "move"  # more, in every plane
    LEARN = "learn"  # where it is and how it feels


class Sides(StrEnum):
    """How a movement treats left and right."""

    NONE = "none"
    TWO = "two"  # one side after the other
    ALTERNATING = "alternating"  # in turn
    DIRECTIONS = "directions"  # one way round, then the other


class Plane(StrEnum):
    """The direction of a movement; none for stillness and breath."""

    SAGITTAL = "S"  # forward and back
    FRONTAL = "F"  # sideways
    TRANSVERSE = "T"  # twisting


class Position(StrEnum):
    """Body position during a movement; if several are listed, any of them is fine."""

    ANY = "any"  # whatever the position
    SEATED = "seated"
    SEATED_TO_STANDING = "seated to standing"  # both, in turn
    STANDING = "standing"
    WALKING = "walking"
    KNEELING = "kneeling"
    HANDS_AND_KNEES = "hands and knees"
    FLOOR = "floor"  # sitting on the floor
    SIDE_LYING = "side-lying"
    SUPINE = "supine"  # flat on the back


class Spot(StrEnum):
    """Where a movement fits in, among others or alone."""

    OPEN_OFFICE = "open office"  # at a desk, among others
    HOME = "home"  # or an office of one's own
    COUNTER = "counter"  # on one's feet: shop floor, kitchen, ward
    TRAIN = "train"  # or plane: in the seat
    PUBLIC = "public"  # queues, pavements, stations
    BED = "bed"
    FLOOR = "floor"


class Thing(StrEnum):
    """A thing a movement may need at hand."""

    CHAIR = "chair"
    WALL = "wall"
    MAT = "mat"  # a floor to lie or kneel on
    STAIRS = "stairs"
    STEP = "step"
    BED = "bed"
    BALL = "ball"
    BAND = "band"
    DESK = "desk"  # or table, worktop: anything firm to hold on to
    CUSHION = "cushion"
    MUSIC = "music"


# Never asked about: anyone sitting has something to hold on to, something soft and a phone for music.
TAKEN_AS_THERE = frozenset({Thing.DESK, Thing.CUSHION, Thing.MUSIC})

DISCREET = "discreet-in-office"  # nobody needs to notice
PLACES = frozenset({"desk-friendly", DISCREET, "needs-floor", "needs-space"})
AREAS = frozenset(
    {
        "psoas",
        "hip-flexors",
        "hips",
        "glutes",
        "side hip",
        "quads",
        "hamstrings",
        "calves",
        "ankles",
        "pelvis",
        "pelvic-floor",
        "deep abdominals",
        "lower back",
        "spine",
        "thoracic",
        "side-body",
        "breath",
        "balance",
        "whole body",
    }
)
AUDIENCES = frozenset({"everyone", "desk", "runner", "heels", "stress", "older", "pregnant", "postnatal"})
COMPANY = frozenset({"partner", "child", "dog"})
CONDITIONS = frozenset(
    "PREG-SUP PREG-BAL PREG-HOLD PGP PN-EARLY LEAK DRA HIP-OP FAI OSTEO DISC EXT VERT BP HEART KNEE"
    " ANKLE WRIST SHO BAL HEAD HERNIA RESP PANIC".split()
)


class Activity(StrEnum):
    """An activity other than our movements; its name is `kind-<value>` in kinds.ftl."""

    WALK = "walk"
    STEPS = "steps"  # counted by a watch or phone
    DOG_WALK = "dog-walk"
    HIKE = "hike"
    RUN = "run"
    BIKE = "bike"
    SWIM = "swim"
    ROWING = "rowing"
    SKATING = "skating"
    WINTER_SPORT = "winter-sport"
    SPORT = "sport"  # games: football, tennis, badminton and the like
    CLIMBING = "climbing"
    MARTIAL_ARTS = "martial-arts"
    GYM = "gym"
    STRENGTH = "strength"
    SQUATS = "squats"
    PUSH_UPS = "push-ups"
    SIT_UPS = "sit-ups"
    PULL_UPS = "pull-ups"
    LUNGES = "lunges"
    PLANK = "plank"
    JUMPING = "jumping"
    YOGA = "yoga"
    PILATES = "pilates"
    STRETCHING = "stretching"
    BREATHING = "breathing"
    DANCING = "dancing"
    GARDENING = "gardening"
    HOUSEWORK = "housework"
    PLAYING = "playing"  # with children, on their feet
    STANDING = "standing"
    MOVED = "moved"  # only "moved", without details


# A bare number next to one of these is a count; next to any other activity it is minutes.
COUNTED = frozenset(
    {
        Activity.STEPS,
        Activity.SQUATS,
        Activity.PUSH_UPS,
        Activity.SIT_UPS,
        Activity.PULL_UPS,
        Activity.LUNGES,
        Activity.JUMPING,
    }
)
