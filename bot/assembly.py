"""Assembly: builds every part of the bot, once. Each group is built from the groups before it."""

import secrets
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from telegram.ext import ExtBot

from bot.content import Content
from bot.context import Parts
from bot.conversation import HandlersPort
from bot.incoming import downloads
from bot.incoming.batch import PollingRequest
from bot.incoming.intake import Intake
from bot.incoming.polling import Polling
from bot.incoming.reading_thread import ReadingThread
from bot.incoming.rival import Rival
from bot.incoming.webhook.intake import WebhookIntake
from bot.incoming.webhook.order import Order
from bot.incoming.webhook.receiver import Receiver
from bot.incoming.webhook.registration import Registration
from bot.ops.admin_report import Reporter
from bot.ops.data_folder import DataFolder
from bot.ops.door import door_of
from bot.ops.health import Health
from bot.ops.loop_lag import LoopLag
from bot.ops.metrics import Metrics
from bot.ops.proxy import proxy_for
from bot.ops.status_server import Status
from bot.ops.watchdog import Watchdog
from bot.outgoing.connection import Connection
from bot.outgoing.delivery import Courier
from bot.outgoing.media.uploads import Uploads
from bot.outgoing.outbox import Outbox
from bot.outgoing.rate_limiter import Pacing
from bot.outgoing.send_queue import Priority
from bot.outgoing.silence import Silence
from bot.outgoing.telegram_errors import TokenRefused
from bot.outgoing.transport import AiohttpRequest
from bot.service import Ending
from bot.services.broadcasts import Broadcasts
from bot.services.chart_worker import ChartWorker
from bot.services.command_menus import CommandMenus
from bot.services.effect_dispatcher import EffectDispatcher
from bot.services.erasure import Erasure
from bot.services.follow_along import FollowAlongs
from bot.services.nudging import Nudging
from bot.settings import Settings
from bot.sharing.peers import Alone, Peers, if_leading
from bot.timing.heartbeat import Heartbeat
from jobs.clock import Clock
from jobs.workers.backups import Backups
from jobs.workers.erasure import Eraser
from jobs.workers.events import Event
from jobs.workers.nudger import Nudger
from jobs.workers.ports import Delivered, Outgoing
from jobs.workers.retention import Retention
from jobs.workers.timetable import Timetable
from messages.pictures.loops import Loops
from storage import people
from storage.engine.database import Database
from storage.engine.tombstones import Tombstones
from storage.sharing import bells
from storage.sharing.bells import Bell


@dataclass(frozen=True)
class Ground:
    """What every other part needs."""

    settings: Settings
    clock: Clock
    content: Content
    loops: Loops
    metrics: Metrics
    ending: Ending


PROCESS_BITS = 48  # of the number of a process, drawn anew at each start


@dataclass(frozen=True)
class Store:
    """The database, and the deletions that must outlive its backups."""

    home: Path  # what is kept beside the database goes by this name
    file: Path | None  # None: the database is on a server
    db: Database
    tombstones: Tombstones
    forgetting: Eraser


def make_store(settings: Settings) -> Store:
    settings.home.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    db, tombstones = Database(settings.database_url), Tombstones.beside(settings.home)
    if settings.may_share:
        db.share_as(secrets.randbits(PROCESS_BITS) + 1)
    return Store(settings.home, settings.file, db, tombstones, Eraser(db, tombstones))


@dataclass(frozen=True)
class Edge:
    """The connection to Telegram, in both directions."""

    bot: ExtBot[Any]
    connection: Connection
    pacing: Pacing
    peers: Alone | Peers
    silence: Silence
    polling: Polling
    studio: ChartWorker
    courier: Courier
    menus: CommandMenus

    def close_to_answers(self) -> None:
        """Turn waiting calls away as not sent; calls in flight finish."""
        self.courier.close()
        self.pacing.close(Priority.ANSWER)


def make_edge(ground: Ground, store: Store, token: str, api_url: str) -> Edge:
    metrics, rival = ground.metrics, Rival()
    kept = {"kept_seconds": 0.0} if ground.settings.may_share else {}
    silence = Silence(store.db, ground.clock, metrics.too_many_requests, **kept)
    pacing = Pacing(ground.settings.send_rate, silence.begin, lambda: not rival.is_there and peers.leads)
    peers = _make_peers(ground, store, pacing)
    found = proxy_for(api_url)
    proxy = found.url if found else None
    asking = PollingRequest(connections=2, proxy=proxy)
    bot: ExtBot[Any] = ExtBot(
        token,
        base_url=f"{api_url}/bot",
        base_file_url=f"{api_url}/file/bot",
        request=AiohttpRequest(proxy=proxy),
        get_updates_request=asking,
        rate_limiter=pacing,
    )
    polling = Polling(asking, bot.base_url, rival, pacing.hold_everything, metrics.unreadable_poll)
    studio = ChartWorker(store.home.parent / "fonts")
    on_gone = partial(_note_gone, store.db, ground.clock)
    refused = partial(ground.ending.because, TokenRefused(""))
    uploads = Uploads(store.db, ground.clock, ground.loops, metrics.without_loop)
    courier = Courier(bot, on_gone, refused, metrics.shown, studio.draw, metrics.plain_text, uploads)
    connection = Connection(bot, pacing, silence, store.db, str(ground.content))
    menus = CommandMenus(bot, ground.content.languages, ground.settings.admin_ids)
    return Edge(bot, connection, pacing, peers, silence, polling, studio, courier, menus)


def _make_peers(ground: Ground, store: Store, pacing: Pacing) -> Alone | Peers:
    if not ground.settings.may_share:
        return Alone()
    from storage.engine.server.listener import Listener  # needs the driver of the server

    pacing.change_rate(1)  # until there is a share
    ears = partial(Listener, ground.settings.database_url, bells.CHANNEL)
    beats = Database(ground.settings.database_url)
    beats.share_as(store.db.process)
    return Peers(store.db, beats, ground.settings.send_rate, pacing, ground.ending, ears)


async def _note_gone(db: Database, clock: Clock, chat_id: int) -> None:
    await db.write(people.unreachable, chat_id, clock.now())


@dataclass(frozen=True)
class SideServices:
    """Messages sent outside the conversation."""

    following: FollowAlongs
    broadcasts: Broadcasts


def make_side_services(ground: Ground, store: Store, edge: Edge) -> SideServices:
    db, clock, content = store.db, ground.clock, ground.content
    rate = ground.settings.send_rate
    is_shared = ground.settings.may_share
    following = FollowAlongs(
        db, clock, content.catalogue, content.say, edge.courier, rate, is_shared=is_shared
    )
    broadcasts = Broadcasts(db, clock, content.say, edge.courier, edge.peers)
    return SideServices(following, broadcasts)


@dataclass(frozen=True)
class Workers:
    """Work that the clock makes due."""

    ticks: Heartbeat
    tick: Nudger
    nudging: Nudging
    backups: Backups
    retention: Retention
    timetable: Timetable


def make_workers(ground: Ground, store: Store, edge: Edge, beside: SideServices) -> Workers:
    ticks, clock, content = Heartbeat(), ground.clock, ground.content

    async def deliver(outgoing: Outgoing) -> Delivered:
        """Deliver a nudge; a follow-along of an earlier one ends, as it has had enough time."""
        await beside.following.make_room(outgoing.chat_id)
        return await edge.courier.deliver(outgoing)

    def tell(event: Event) -> None:
        ticks.beat()
        ground.metrics.tick(event)

    loops, rate = ground.loops.ids, ground.settings.send_rate
    tick = Nudger(store.db, clock, content.languages, content.catalogue, deliver, Random(), tell, loops, rate)
    nudging = Nudging(tick, edge.pacing, edge.polling.rival, ticks, clock, edge.peers)
    backups = Backups(store.db, store.file, store.tombstones, clock)
    retention = Retention(store.db, store.forgetting, clock)
    alone = partial(if_leading, edge.peers)
    timetable = Timetable(clock, nudging.look, alone(backups.run), alone(retention.run))
    return Workers(ticks, tick, nudging, backups, retention, timetable)


@dataclass(frozen=True)
class UpdateFlow:
    """The conversation: updates in, replies out."""

    outbox: Outbox
    farewell: Erasure
    parts: Parts
    conversation: HandlersPort
    intake: Intake
    receiver: Receiver | None  # None: updates are polled


def make_flow(ground: Ground, store: Store, edge: Edge, beside: SideServices, workers: Workers) -> UpdateFlow:
    metrics, following = ground.metrics, beside.following
    showing = EffectDispatcher(store.db, edge.courier, following, beside.broadcasts.begin)
    outbox = Outbox(store.db, ground.clock, showing.carry, edge.close_to_answers, metrics.reply_dropped)
    finish = workers.tick.finish, beside.broadcasts.finish
    farewell = Erasure(edge.pacing, following, outbox, store.forgetting, edge.peers, *finish)
    door = door_of(ground.settings)
    parts = Parts(
        ground.content.catalogue,
        ground.content.languages,
        ground.content.lexicons,
        ground.content.self_checks,
        store.db,
        ground.settings.default_zone,
        Random(),
        following,
        farewell,
        partial(downloads.fetch, edge.bot),
        ground.settings.admin_ids,
        Reporter(store.db, store.file, metrics, door, ground.settings.operator),
        ReadingThread(),
        door,
        ground.settings.operator,
        partial(_address, edge.bot),
        workers.backups,
        ground.loops.ids,
        metrics.safety_flag,
    )
    conversation = HandlersPort(parts, ground.clock, metrics.update)
    intake, receiver = _make_intake(ground, store, edge, outbox, conversation)
    flow = UpdateFlow(outbox, farewell, parts, conversation, intake, receiver)
    if isinstance(edge.peers, Peers):
        hear_others(edge.peers, edge, beside, workers, flow)
    return flow


def _make_intake(
    ground: Ground, store: Store, edge: Edge, outbox: Outbox, port: HandlersPort
) -> tuple[Intake, Receiver | None]:
    """The intake, polling or with a webhook and its address."""
    settings, about = ground.settings, (edge.bot, edge.polling, outbox, port, ground.ending)
    if settings.webhook_url is None:
        return Intake(*about), None
    registration = Registration(edge.bot, store.db, settings.webhook_url)
    order = Order(store.db, ground.clock)
    intake = WebhookIntake(*about, order, registration, is_alone=not settings.may_share)
    receiver = Receiver(registration, intake.receive, settings.webhook_listen, ground.metrics.unreadable_poll)
    return intake, receiver


def hear_others(peers: Peers, edge: Edge, beside: SideServices, workers: Workers, flow: UpdateFlow) -> None:
    """What this process does when others tell something, or when it begins to dispatch."""

    async def hold(_: int) -> None:
        for each in await edge.silence.restore():
            edge.pacing.learn(each)

    async def announce(_: int = 0) -> None:
        beside.broadcasts.begin()

    peers.on_lead += [workers.nudging.look, announce]
    peers.on_follow.append(beside.broadcasts.stop)
    peers.on_free.append(beside.following.take_up)
    peers.on_bell |= {
        Bell.DUE: workers.nudging.look_at,
        Bell.HELD: hold,
        Bell.GUIDE: beside.following.look,
        Bell.GONE: flow.farewell.turn_away,
        Bell.ANNOUNCE: announce,
    }
    if isinstance(flow.intake, WebhookIntake):
        peers.on_free.append(flow.intake.take_up_left)
        peers.on_bell[Bell.TURN] = flow.intake.turn


def _address(bot: ExtBot[Any], code: str) -> str:
    """Where an invite link leads; the bot's name is known after the first call."""
    return f"https://t.me/{bot.username}?start={code}"


@dataclass(frozen=True)
class Watching:
    """Status pages and watchdog, which look after the other parts."""

    status: Status
    watch: Watchdog


def make_watching(
    ground: Ground, store: Store, edge: Edge, workers: Workers, talk: UpdateFlow, patience_seconds: float
) -> Watching:
    lag, polling, rival = LoopLag(), edge.polling, edge.polling.rival
    troubles = rival.trouble, edge.silence.trouble

    def notes() -> list[str]:
        return [*edge.silence.notes(), *edge.peers.notes()]

    health = Health(
        store.db, ground.clock, lag, polling.answered, workers.ticks, others=troubles, notes=notes
    )
    ground.metrics.watch(
        lag.seconds,
        polling.answered.age_seconds,
        workers.ticks.age_seconds,
        lambda: edge.pacing.waiting,
        lambda: rival.is_there,
        edge.silence.until,
        lambda: talk.outbox.size,
    )
    ground.metrics.watch_peers(
        lambda: edge.peers.leads, edge.peers.lease_age_seconds, lambda: 1 + edge.peers.others
    )
    folder = DataFolder(store.home, store.file, ground.clock)
    status = Status(health, ground.metrics, folder, lag, ground.settings.status_listen)
    db = store.db
    watch = Watchdog(
        ground.ending, polling.heard, patience_seconds, lambda: db.is_alive, lambda: db.has_its_file
    )
    return Watching(status, watch)
