"""Metrics for Prometheus; no label contains an id or a text."""

from collections.abc import Callable
from functools import partial

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    generate_latest,
)

from bot.ops.data_folder import UNSEEN, FolderFigures
from bot.ops.version import version
from bot.outgoing.outcomes import Undelivered, UpdateOutcome
from bot.outgoing.send_queue import Priority
from bot.outgoing.silence import Scope
from jobs.schedule.nudge_decision import Reason
from jobs.workers.claim import Claimed
from jobs.workers.events import Dropped, Event, Tried
from jobs.workers.ports import Delivery
from storage.sent.due_nudges import Queue
from storage.tables import NudgeKind

SHOWN = ("answer", "toast")  # sent because a person wrote or tapped
ERRORS = {each.value for each in (UpdateOutcome.FAILED, UpdateOutcome.TIMED_OUT, UpdateOutcome.UNREADABLE)}
AFTER_DUE_SECONDS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3600, 8 * 3600)


class Metrics:
    """One registry per bot, so several can run in one process."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("psoas_build", "Version that is running.", registry=registry).info({"version": version()})

        def counter(name: str, what: str, *labels: str) -> Counter:
            return Counter(f"psoas_{name}", what, labels, registry=registry)

        self._updates = counter("updates", "Updates handled, by outcome.", "outcome")
        self._sends = counter("sends", "Send attempts, by kind and outcome.", "kind", "outcome")
        self._held = counter("held", "Nudges held on purpose, by reason.", "reason")
        self._stale = counter("stale", "Nudges dropped because they were stale.")
        self._doubtful = counter("duplicates_suspected", "Sends that may or may not have arrived.")
        self._too_many = counter("too_many_requests", "429 answers from Telegram.")
        self._unreadable = counter("unreadable_polls", "Unreadable answers to getUpdates, or parts of them.")
        self._dropped = counter("replies_dropped", "Replies not stored or not sent, by reason.", "why")
        self._plain = counter("plain_texts", "Texts Telegram could not parse, sent without formatting.")
        self._without_loop = counter(
            "without_loop", "Messages that went out without their loop, which failed."
        )
        self._safety_flags = counter("safety_flags", "Messages answered with a safety text.")
        self._after_due = Histogram(
            "psoas_sent_after_due_seconds",
            "Delay from a nudge's due time to its sending.",
            buckets=AFTER_DUE_SECONDS,
            registry=registry,
        )
        self._add_gauges(registry)
        self._show_zeros()

    def _add_gauges(self, registry: CollectorRegistry) -> None:
        def gauge(name: str, what: str, *labels: str) -> Gauge:
            return Gauge(f"psoas_{name}", what, labels, registry=registry)

        self._nudges = gauge("due_nudges", "Due nudges not sent yet.", "state")
        self._oldest = gauge("oldest_due_seconds", "How long the oldest due nudge has been due.")
        self._waiting = gauge("waiting_calls", "Calls waiting in the send queue, by lane.", "lane")
        self._outbox = gauge("outbox_replies", "Replies stored on disk until they are delivered.")
        self._lag = gauge("loop_lag_seconds", "How late the event loop is.")
        self._poll_age = gauge("last_good_poll_seconds", "Time since the last successful poll.")
        self._rival = gauge(
            "another_copy", "1 while another copy polls with this token and nothing unrequested is sent."
        )
        end = "End of the silence Telegram asked for (unix time; 0 if none), for"
        self._held_until = {
            Scope.ALL: gauge("held_until_seconds", f"{end} everything."),
            Scope.CHATS: gauge("held_chats_until_seconds", f"{end} the last chat."),
            Scope.METHODS: gauge("held_methods_until_seconds", f"{end} the last method."),
        }
        self._tick_age = gauge("last_tick_seconds", "Time since the last tick.")
        self._backup_age = gauge(
            "newest_backup_seconds", "Age of the newest backup; NaN without one, or with a database server."
        )
        self._free = gauge("free_disk_bytes", "Free space on the disk of the data folder.")
        self._leads = gauge("dispatches", "1 while this process sends nudges and other unrequested messages.")
        self._lease_age = gauge(
            "lease_age_seconds", "Time since this process renewed its lease or its presence."
        )
        self._processes = gauge("processes", "Processes at work on this database.")

    def _show_zeros(self) -> None:
        """Create all series up front, so events that have not happened yet read 0, not nothing."""
        for outcome in UpdateOutcome:
            self._updates.labels(outcome.value)
        for reason in Reason:
            self._held.labels(reason.value)
        for why in Undelivered:
            self._dropped.labels(why.value)
        for kind in (*SHOWN, *(each.value for each in NudgeKind)):
            for delivery in Delivery:
                self._sends.labels(kind, delivery.value)

    def update(self, outcome: UpdateOutcome) -> None:
        self._updates.labels(outcome.value).inc()

    def shown(self, what: str, outcome: Delivery) -> None:
        """Count an attempt to send a reply; `what` is one of `SHOWN`."""
        self._sent(what, outcome)

    def safety_flag(self) -> None:
        """Count a safety text. No label for the level: a count of one would point to a person."""
        self._safety_flags.inc()

    def reply_dropped(self, why: Undelivered) -> None:
        self._dropped.labels(why.value).inc()

    def without_loop(self) -> None:
        self._without_loop.inc()

    def plain_text(self) -> None:
        self._plain.inc()

    def too_many_requests(self) -> None:
        self._too_many.inc()

    def unreadable_poll(self) -> None:
        self._unreadable.inc()

    def tick(self, event: Event) -> None:
        match event:
            case Claimed():
                for reason, n in event.held.items():
                    self._held.labels(reason.value).inc(n)
            case Tried():
                self._sent(event.kind.value, event.outcome)
                if event.outcome is Delivery.SENT:
                    self._after_due.observe(event.after_due.total_seconds())
            case Dropped():
                self._stale.inc()

    def sends(self) -> dict[str, int]:
        """Send attempts so far, by outcome."""
        return _sums(self._sends, "outcome")

    def held(self) -> dict[str, int]:
        """Nudges held back so far, by reason."""
        return _sums(self._held, "reason")

    def errors(self) -> dict[str, int]:
        """Failed updates so far, by outcome."""
        return {name: n for name, n in _sums(self._updates, "outcome").items() if name in ERRORS}

    def _sent(self, what: str, outcome: Delivery) -> None:
        self._sends.labels(what, outcome.value).inc()
        if outcome is Delivery.DOUBTFUL:
            self._doubtful.inc()

    def watch(
        self,
        lag: Callable[[], float],
        poll_age: Callable[[], float],
        tick_age: Callable[[], float],
        waiting: Callable[[], dict[Priority, int]],
        rival: Callable[[], bool],
        held_until: Callable[[Scope], float],
        kept: Callable[[], int],
    ) -> None:
        """Set the sources of the gauges read at scrape time; ages and lag in seconds."""
        self._lag.set_function(lag)
        self._poll_age.set_function(poll_age)
        self._tick_age.set_function(tick_age)
        self._rival.set_function(rival)
        for scope, end in self._held_until.items():
            end.set_function(partial(held_until, scope))
        self._outbox.set_function(kept)
        for lane in Priority:
            self._waiting.labels(lane.name.lower()).set_function(partial(_waiting_in, lane, waiting))

    def watch_peers(
        self, leads: Callable[[], bool], lease_age: Callable[[], float], processes: Callable[[], int]
    ) -> None:
        """Set the sources of the gauges about the processes on one database."""
        self._leads.set_function(leads)
        self._lease_age.set_function(lease_age)
        self._processes.set_function(processes)

    def page(self, queue: Queue | None, folder: FolderFigures = UNSEEN) -> bytes:
        """The page in Prometheus' text format; if `queue` is None (database down), its figures are NaN."""
        self._backup_age.set(folder.backup_age_seconds)
        self._free.set(folder.free_bytes)
        self._nudges.labels("planned").set(queue.planned if queue else float("nan"))
        self._nudges.labels("claimed").set(queue.claimed if queue else float("nan"))
        self._oldest.set(queue.oldest.total_seconds() if queue else float("nan"))
        return generate_latest(self._registry)


def _waiting_in(lane: Priority, waiting: Callable[[], dict[Priority, int]]) -> int:
    return waiting()[lane]


def _sums(counter: Counter, label: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for metric in counter.collect():
        for sample in metric.samples:
            if sample.name.endswith("_total"):
                name = sample.labels[label]
                found[name] = found.get(name, 0) + int(sample.value)
    return found
