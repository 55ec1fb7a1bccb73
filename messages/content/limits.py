"""Limits: values and ranges that people may choose, by button or in words."""

from datetime import time, timedelta

PACES_MINUTES = (30, 45, 60, 90, 120)
BUDGETS = (1, 2, 3, 4, 5, 6, 8, 10, 12)
GOALS = tuple(range(1, 13))
SUNDAY_HOURS = (9, 11, 13, 15, 17, 18, 19, 20)
PLACES = ("office", "home", "both", "shop floor", "train", "public")
WHEELCHAIR = "wheelchair"
SEATS = (*PLACES[:4], WHEELCHAIR)  # where they mostly sit, as the first minute asks; nobody lives on a train
LEGS = ("yes", "a little", "no")  # in a wheelchair, whether their legs help
JOINING = ("partner", "child", "dog")  # who may join in
STANDS_MINUTES = (15, 30, 45)  # how long a desk stays up, by button
LEAST_STANDS, MOST_STANDS = 10, 60  # the same in words
AROUND = ("chair", "wall", "mat", "stairs", "ball", "band")  # things a person may have at hand
SOUNDS = ("soft", "loud", "silent")
PICTURES = ("always", "first", "never")
FIRST_TIMES = 3  # times a movement is shown with its loop, under the setting "first"

LEAST_PAUSED_MINUTES = 15  # anything shorter is hardly a pause
MOST_PAUSED_DAYS = 90  # longer pauses are "until I say"
LONGEST_MEETING = timedelta(hours=12)
MOST_AHEAD = timedelta(days=7)  # for a nudge asked for at a time
MOST_STRETCHES = 4  # windows of active hours per day

SUNDAY_FROM, SUNDAY_UNTIL = time(SUNDAY_HOURS[0]), time(SUNDAY_HOURS[-1])
QUIET_FROM_HOURS = range(18, 24)  # by button; in words any hours are accepted
QUIET_UNTIL_HOURS = range(5, 11)

# Texts of the operator's own, in UTF-16 units
LONGEST_WORDS = {"name": 100, "contact": 200, "legal": 1000, "welcome": 300}
