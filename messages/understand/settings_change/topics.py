"""Topics: which words and values make which setting, in any language and order.

A line is the name of a change, what it needs, and what may stand beside it; "a/b" means either. The names
are those of `settings.toml` and the kinds of `found_values.py`, "until:clock" a time with "until" before it.
Of lines that fit equally well the first counts. A line with "!" is never a guess: nothing is left over; with
"~" other changes stand apart from it, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

ROLES = ("until", "for", "before", "after", "from", "every", "in", "at", "earliest", "latest", "no")
DENIED = ("things", "company", "movement")  # kinds of value that "no" belongs to
VALUES = (
    "number",
    "length",
    "clock",
    "spans",
    "days",
    "each-days",
    "day",
    "today",
    "this-week",
    "place",
    "things",
    "company",
    "language",
    "movement",
)
NEUTRAL = ("fills", "opens", "join", "set", "for", "in", "at", "from")

_TOPICS = """
days-none: not any-day | nudge on at
days-none ~: never |
days-hours: days/at:days spans/from:spans | only nudge work hours at on
days-also: also days/at:days | nudge on at work again
days-only: only days/at:days/in:days | nudge on work at in not
days-only: nudge days/at:days | on only at
days-only !: work days/at:days | on only at
days-alone ~: days |
days-not: not days/at:days/for:days | nudge on at skip no-more have work sound again alone
days-not !: off/quiet/skip/pause/alone each-days/at:each-days | on nudge at have not all
hours: spans/from:spans work/only/hours/nudge | only nudge work hours from at office home
hours: from:spans | at
hours-between: from:clock latest:clock/until:clock | work hours at only nudge office home
hours-alone ~: spans/from:spans |
hours-mornings ~: only mornings | nudge in
hours-afternoons ~: only afternoons | nudge in
not-before: not before:clock | nudge only at sound
not-before !: only from:clock/after:clock | nudge on at hours work
not-before: earliest:clock | nudge on work
not-before: clock/at:clock earliest | nudge on work
not-before !: from:clock | nudge only on hours
not-after !: not after:clock/from:clock | nudge no-more at again sound
not-after: stop after:clock/from:clock/at:clock | nudge
not-after: only until:clock/before:clock | nudge at hours work
not-after: latest:clock | nudge only work
not-after: clock/at:clock latest | nudge work
hourly: hourly | nudge only once on
pace: every:length/after:length | nudge only once pace sitting after more
pace: pace length/number/in:length | nudge only at every lower raise
pace: once length/in:length | nudge only
pace: nudge in:length pace |
pace: sitting after:length/every:length | nudge
budget-one: max nudge a-day | on only once not
budget-one: once-daily max/nudge/only |
budget-one: once a-day | nudge max only not more
budget: number a-day/times max | nudge times only a-day not more
budget: number a-day nudge | times only max at not more
budget: number a-day only | times nudge max
budget: number max nudge | only a-day times not more
budget: number only nudge | a-day times
budget: budget number | a-day nudge max lower raise
budget-two: twice a-day | nudge max only
goal: goal number | moves a-day aim lower raise at again
goal: aim number | moves a-day at
goal: number moves a-day | aim
goal-none ~: goal not |
goal-lower !: goal lower | a-bit moves a-day
goal-raise !: goal raise | a-bit moves a-day
fewer !: less nudge | often a-bit a-day again annoyed
fewer: not often nudge | a-bit a-day annoyed
fewer: too-many nudge | less a-bit often a-day
fewer: lower budget/nudge | a-bit often
fewer ~: less | often a-bit annoyed
fewer ~: not often |
fewer ~: too-many less | nudge
more: more nudge | often a-bit a-day again
more: raise budget | a-bit
more: too-few nudge | more a-bit
more ~: more | often a-bit
sound-silent !: not/off sound | nudge all on
sound-loud !: on sound | nudge again loud
sound-loud !: not silent/soft | nudge sound no-more
sound-soft !: not/less loud | nudge sound a-bit often
sound-soft ~: soft | nudge sound a-bit all
sound-loud ~: loud | nudge sound a-bit all more
sound-silent ~: silent | nudge sound all
pictures-never !: picture not/off/stop/no-more/never/left-away | nudge all show again exercise on in not
pictures-never ~: data-saver | on
pictures-first !: picture at-first | nudge only show exercise
pictures-always !: picture always | nudge show exercise all on also
show-show !: picture show/nudge | show exercise
pictures-always !: picture on/again/also/more | nudge show exercise all on again
zone: zone/clock-of place | here in at set clock-of zone
zone: here place | here zone clock-of no-more again
language !: language | speak tongue in only again nudge
place-both: hybrid | work here nudge
place-both: office home | work here at in
place-office ~: office | work here today back in at again
place-home ~: home | work here today in at again
place-shop-floor ~: shop-floor | work here at in on
place-train ~: train | work here today again
place-public ~: public | here today again
floor-off !: no-floor | on
floor-on ~: floor-fine | again also on
company-off !: no:company no-more/have/joins | here have no-more on
company-off !: not have company | no-more on
company-on !: have/joins company | have joins also on today again
around-mixed !: things no:things have | also on no-more
around-not: cant-use things | on
around-not: not have things | no-more on
around-not: no:things have/no-more | no-more on office home
around-not: no:things office/home | no-more have at in
around: have things | also on have
wheelchair-on !: wheelchair |
wheelchair-off !: no-wheelchair |
legs-yes ~: legs-help |
legs-a-little ~: legs-help-a-little |
legs-no ~: legs-do-not-help |
older-on ~: over-65 |
older-off ~: under-65 |
walks-off !: not/no-more/off/stop walks-only | no-more on
walks-on ~: walks-only | on nudge
desk-off !: no-rising-desk |
desk !: rising-desk length/for:length/every:length | have on
desk !: desk-stays-up length/for:length |
desk-on ~: rising-desk | have also
hot ~: hot-day | today
show-desk-down ~: desk-is-down |
show-desk-up ~: desk-is-up |
chair-on !: cannot-stand |
chair-on: only seated exercise | all
chair-on: only chair-moves | all seated
chair-on ~: chair-always | exercise
chair-on: chair-only on |
chair-on ~: seated on | exercise
chair-off !: not/no-more only seated | exercise no-more all not
chair-off !: not/no-more chair-always/chair-only/chair-moves | only exercise no-more
chair-off !: not seated | exercise no-more all
chair-off: off seated/chair-only | exercise standing
chair-off ~: standing | again only
strength-off: strength-days not/off | no-more
strength-on ~: strength-days | on number a-day have also every:length
evening-off: evening-line not/off/stop | nudge no-more
evening-off: evening not | nudge
evening-on: evening nudge | on again also
evening-on ~: evening-line | on nudge again also
bites-off: bites not/off/stop/no-more/less/left-away | nudge no-more show again
bites-on !: bites on/again/also/more/show/nudge | on also again nudge show more
bell-off: bell not/off/stop/no-more | nudge no-more
bell-on ~: bell | on nudge again also
sunday-off: review not/off/stop/no-more | no-more nudge days at:days on
sunday-on: review on/nudge/again | days at:days also
sunday-at: review clock/at:clock/from:clock | days at:days on at
quiet !: quiet/sleep spans/from:spans | every:length days at nudge not a-day sound in sleep hours
quiet !: not nudge spans/from:spans | at
quiet-from !: quiet/sleep from:clock | on at nudge
holiday: holiday until:day/for:length/length/today/for:today/this-week/for:this-week/day/until:clock |
    have nudge not off pause away no-more on
away-until: holiday/away from:day/day back | nudge not on again
pause: until:day/until:clock/until:today pause/quiet/away/alone/annoyed/silent/stop/skip/off/office |
    nudge not no-more sound today in again away off pause alone quiet
pause: until:day/until:clock not | nudge no-more today pause off
pause !: for:length/for:today/for:this-week pause/quiet/away/alone/annoyed/silent/stop/off/skip/not |
    nudge no-more not off pause away alone quiet
pause !: length pause/quiet/away/alone/stop | nudge not off in quiet pause alone
pause: not nudge for:length/for:today/for:this-week/today/this-week/length | no-more again
pause !: not/no-more today/this-week/for:today | no-more nudge
pause !: today/this-week/for:today/for:this-week pause/quiet/alone/annoyed/silent/skip/stop/off/away |
    nudge not no-more off alone pause quiet away have on
pause-day ~: pause/skip/off/quiet/alone/away day | nudge have not
pause-day ~: not work day |
pause ~: until:day/until:clock/for:today/for:this-week | nudge
nudge-at: nudge at:clock/in:length | once again at day today in
nudge-at: nudge day clock | once again at
nudge-at: again at:clock/in:length | nudge once day
pause-open: alone/annoyed/quiet forever | nudge not again no-more
pause-open: stop/not nudge | all no-more again never not forever
pause-open ~: stop/pause forever/all | nudge no-more
pause-open ~: stop |
pause-open ~: alone | no-more pause
pause-open ~: forever |
pause-ask ~: annoyed |
pause-ask ~: pause | nudge skip have
meeting: meeting/busy at:clock/clock/from:clock until:clock | have at from
meeting !: meeting/busy until:clock/for:length/length/spans/from:spans | have today at back
meeting: meeting/busy day spans/from:spans/clock/at:clock/from:clock | have at
resume ~: resume | nudge again only
resume ~: nudge again | on more
back ~: back | holiday office pause home meeting work here again
leave-out !: leave-out movement/no:movement | exercise no-more nudge not again never leave-out lower forever
leave-out !: no:movement no-more/again/nudge/leave-out | again no-more exercise leave-out nudge
leave-out !: not movement exercise | again no-more exercise leave-out nudge forever
leave-out !: never movement exercise | again no-more exercise leave-out nudge
only-kind: only movement | exercise nudge
take-back !: again/also movement exercise | nudge
take-back-all !: all exercise | also nudge again
show-today: when-next | coming nudge again
show-today !: how-many today | gone nudge moves number exercise log show
show-today ~: how-many moves | today gone
show-today ~: today | show
show-streak !: streak | show how-many
show-week !: week show | how-many review
show-week ~: week |
show-settings ~: settings | show
show-zone ~: zone | show clock-of
show-language ~: tongue | show
show-check ~: check | show
show-privacy ~: privacy | show
show-plans ~: plans show |
show-learn ~: books | show
show-export ~: export | show nudge all
show-delete ~: delete |
show-undo ~: undo |
show-log ~: log |
show-help ~: help |
show-later ~: later | nudge
show-not-now ~: not-now |
"""


@dataclass(frozen=True)
class Topic:
    """One line: the name of the change, what must be said and what may be said beside it."""

    name: str
    needs: tuple[frozenset[str], ...]
    may: frozenset[str]
    is_weak: bool  # it stands apart from other changes
    may_be_guessed: bool

    @cached_property
    def takes(self) -> frozenset[str]:
        """Everything that it can explain."""
        return frozenset().union(*self.needs, self.may)


def _lines() -> Iterator[Topic]:
    for line in _TOPICS.strip().replace("/\n    ", "/").replace("\n    ", " ").splitlines():
        head, _, rest = line.partition(":")
        needed, _, may = rest.partition("|")
        needs = tuple(frozenset(each.split("/")) for each in needed.split())
        yield Topic(head.rstrip(" ~!"), needs, frozenset(may.split()), "~" in head, not {*"~!"} & {*head})


TOPICS = tuple(_lines())
