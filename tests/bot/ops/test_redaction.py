"""Redaction: neither the token nor what people type is ever written, whatever goes wrong."""

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ops.redaction import Redaction
from bot.sandbox import Fault, Kind, Sandbox
from tests.bot.process import ROOT, BotProcess, bot_process, python_process
from tests.clock import SteppingClock
from tests.people import Human, until

pytestmark = pytest.mark.promise("kept", "secrets", "libraries")

NUMBER, SECRET = "314159265", "kanarie-" * 4 + "kan"
TOKEN = f"{NUMBER}:{SECRET}"
TYPED, NAME = "nachtigall", "Zephyrine"
UNSAID = (NUMBER, SECRET, "kanarie-kanarie", TYPED, NAME)

# Run before everything else: a library that fails and quotes its input.
FAILS_AT_START = "import telegram.ext\nasync def f(self): raise TypeError(f'{self.token} {self!r}')\n"
FAILS_AT_START += "telegram.ext.ExtBot.initialize = f\n"
FAILS_LATER = "import babel.dates, pathlib\n"
FAILS_LATER += "def f(*_, **__): raise ValueError(pathlib.Path('canaries').read_text())\n"
FAILS_LATER += "babel.dates.format_date = f\n"
EVERY_WAY = f"""
import asyncio, gc, sys, threading, warnings
from bot.ops import log_setup, uncaught
log_setup.set_up("DEBUG", "{TOKEN}")
class Untidy:
    def __del__(self): raise ValueError("{TOKEN} {TYPED}")
async def forgotten():
    asyncio.get_running_loop().set_exception_handler(uncaught.in_the_loop)
    async def fails(text): raise ValueError(text)
    asyncio.create_task(fails("{TOKEN} {TYPED}"))
    await asyncio.sleep(0.01)
    gc.collect()
    await asyncio.sleep(0.01)
def fails(): raise KeyError("{TOKEN} {TYPED}")
warnings.warn("{TOKEN}")
Untidy()
thread = threading.Thread(target=fails, name="worker"); thread.start(); thread.join()
asyncio.run(forgotten())
try: fails()
except KeyError as error: raise TypeError("{SECRET} and {TYPED}") from error
"""


@pytest.fixture
async def sandbox(clock: SteppingClock) -> AsyncIterator[Sandbox]:
    """A Telegram with the secret token."""
    box = Sandbox(token=TOKEN)
    await box.start()
    yield box
    await box.stop()


def keeps_quiet(bot: BotProcess) -> bool:
    return not [each for each in UNSAID if each in bot.said]


async def test_a_wrong_token_and_no_network(tmp_path: Path, sandbox: Sandbox) -> None:
    wrong = TOKEN.replace("kan", "can")
    env = {"BOT_TOKEN": wrong, "BOT_API_URL": sandbox.url, "LOG_LEVEL": "DEBUG"}
    async with bot_process(tmp_path, **env) as bot:
        assert await bot.ends() == 78
    assert bot.said.endswith("BOT_TOKEN: Telegram knows no bot with this token\n")
    assert keeps_quiet(bot)
    assert "canarie" not in bot.said
    async with bot_process(
        tmp_path, BOT_TOKEN=TOKEN, BOT_API_URL="http://127.0.0.1:1", LOG_LEVEL="DEBUG"
    ) as bot:
        await bot.says("Telegram does not answer")
        bot.kill(signal.SIGTERM)
        assert await bot.ends() == 0
    assert keeps_quiet(bot)


async def test_every_fault_of_the_wire_while_somebody_writes(tmp_path: Path, sandbox: Sandbox) -> None:
    zephyrine = Human(sandbox, 7, NAME)
    env = {"BOT_TOKEN": TOKEN, "BOT_API_URL": sandbox.url, "LOG_LEVEL": "DEBUG"}
    async with bot_process(tmp_path, **env) as bot:
        await bot.says("connected")
        for kind in (Kind.ERROR, Kind.HTML, Kind.RESET_BEFORE, Kind.RESET_AFTER, Kind.GARBAGE, Kind.NOT_OK):
            sandbox.add_fault(Fault(kind, method="sendMessage"))
            sandbox.write(7, f"/start {TYPED}")
            sandbox.write(7, f"{TYPED} \x00 {TYPED}")
        for status in (400, 403, 409):
            sandbox.add_fault(Fault(Kind.ERROR, method="sendMessage", status=status))
            sandbox.write(7, f"/pause {TYPED}")
        sandbox.add_fault(Fault(Kind.UNREADABLE_UPDATE))
        sandbox.add_fault(Fault(Kind.GARBAGE, method="getUpdates"))
        sandbox.add_fault(Fault(Kind.HTML, method="getUpdates"))
        sandbox.tap(7, 1, f"1:from:{TYPED}", even_if_gone=True)
        await zephyrine.until_dealt_with()
        await until(lambda: all(fault.hits for fault in sandbox.faults.scheduled), 20)
        sandbox.add_fault(Fault(Kind.ERROR, method="*", status=401, times=None))  # the token is revoked
        assert await bot.ends() == 78
    assert "unreadable" in bot.said
    assert keeps_quiet(bot)


@pytest.mark.parametrize(("level", "lines"), [("INFO", 1), ("DEBUG", 10)])
async def test_something_unexpected_at_start_is_one_line_and_its_place_only_at_debug(
    tmp_path: Path, level: str, lines: int
) -> None:
    (tmp_path / "sitecustomize.py").write_text(FAILS_AT_START, encoding="utf-8")
    path = f"{tmp_path}:{ROOT}"
    env = {"BOT_TOKEN": TOKEN, "LOG_LEVEL": level, "PYTHONPATH": path, "STATUS_LISTEN": "off"}
    async with bot_process(tmp_path, **env) as bot:
        assert await bot.ends() == 75
    assert bot.said.endswith("unexpected: TypeError; LOG_LEVEL=DEBUG shows where\n")
    assert (bot.said.count("\n") > lines) == (level == "DEBUG")
    assert ("Traceback" in bot.said) == (level == "DEBUG")
    assert ("bot/app.py" in bot.said) == (level == "DEBUG")
    assert keeps_quiet(bot)


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
async def test_a_handler_that_fails_is_one_line_and_its_place_only_at_debug(
    tmp_path: Path, sandbox: Sandbox, level: str
) -> None:
    zephyrine = Human(sandbox, 7, NAME)
    (tmp_path / "sitecustomize.py").write_text(FAILS_LATER, encoding="utf-8")
    (tmp_path / "canaries").write_text(f"{TOKEN} {TYPED} {NAME}", encoding="utf-8")
    env = {"BOT_TOKEN": TOKEN, "BOT_API_URL": sandbox.url, "PYTHONPATH": f"{tmp_path}:{ROOT}"}
    async with bot_process(tmp_path, LOG_LEVEL=level, **env) as bot:
        await zephyrine.types("/start")
        await zephyrine.types(f"/today {TYPED}")
        await until(lambda: "Something went wrong on my side" in zephyrine.screen)
        await bot.says("update 2 failed (ValueError in sitecustomize.py:2)")
        assert ("Traceback" in bot.said) == (level == "DEBUG")
        bot.kill(signal.SIGTERM)
        assert await bot.ends() == 0
    assert keeps_quiet(bot)


async def test_every_way_past_the_log_is_closed(tmp_path: Path) -> None:
    async with python_process(tmp_path, "-c", EVERY_WAY) as python:
        assert await python.ends() == 1
    for line in (
        "WARNING bot.ops.uncaught: somewhere warned (UserWarning)",
        "unexpected, while tidying up (ValueError in",
        "unexpected, in worker (KeyError in",
        "unexpected, in a task (ValueError in",
        "CRITICAL bot.ops.uncaught: unexpected (TypeError in",
    ):
        assert line in python.said
    assert python.said.index("\nKeyError\n") < python.said.index("\nTypeError\n")  # the cause first
    assert keeps_quiet(python)


@pytest.mark.parametrize(
    ("arguments", "env", "code"),
    [
        ([TOKEN], {}, 64),
        ([], {"DEFAULT_ZONE": TOKEN}, 78),
        ([], {"SEND_RATE": TOKEN}, 78),
        ([], {"SANDBOX_LISTEN": TOKEN}, 78),
        ([], {"LOG_LEVEL": TOKEN}, 78),
        ([], {"BOT_TOKEN": TOKEN, "BOT_TOKEN_FILE": "token"}, 78),
        ([], {"BOT_TOKEN": TOKEN + "!"}, 78),
    ],
)
async def test_a_token_in_the_wrong_place_is_not_repeated(
    tmp_path: Path, arguments: list[str], env: dict[str, str], code: int
) -> None:
    async with bot_process(tmp_path, *arguments, **env) as bot:
        assert await bot.ends() == code
    assert bot.said.count("\n") == 1
    assert SECRET not in bot.said.lower()


async def test_the_token_file_is_used_and_refused_by_name(tmp_path: Path, sandbox: Sandbox) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN + "\n", encoding="utf-8")
    file.chmod(0o600)
    env = {"BOT_TOKEN_FILE": "token", "BOT_API_URL": sandbox.url}
    async with bot_process(tmp_path, "check", **env) as bot:
        assert await bot.ends() == 0
    assert "Telegram knows this bot" in bot.said
    file.chmod(0o644)
    async with bot_process(tmp_path, "check", **env) as bot:
        assert await bot.ends() == 78
    assert bot.said == "BOT_TOKEN_FILE (token) can be read by others; chmod 600 token\n"


def test_either_half_of_a_token_is_taken_out_wherever_it_stands() -> None:
    redacted = Redaction(TOKEN)
    assert redacted(f"bot{TOKEN}/getMe") == "bot[token]/getMe"
    assert redacted(f"{NUMBER}%3A{SECRET}") == "[token]%3A[token]"
    assert redacted(f"id={NUMBER}") == "id=[token]"
    assert redacted("999999:" + "x" * 35) == "[token]"  # not ours, but another bot's
    assert Redaction("123:" + "x" * 35)("123 people") == "123 people"
    assert Redaction(None)("nothing to hide") == "nothing to hide"


CANARY = "quokkacorp-secret"
LOGGERS = (
    *("icalendar", "icalendar.cal", "dateutil.rrule", "aiohttp.server", "aiohttp.client", "aiohttp.access"),
    *("asyncio", "sqlalchemy.engine", "sqlalchemy.pool", "alembic", "apscheduler.executors.default"),
    *("telegram.ext", "telegram.Bot", "httpx", "matplotlib.font_manager", "fluent.runtime", "babel"),
    *("dotenv.main", "rapidfuzz", "py.warnings", "root", "concurrent.futures", CANARY),
)
FOREIGN = """
import asyncio, json, logging, sys, warnings
from bot.ops import log_setup, uncaught
log_setup.set_up(sys.argv[1], None, sys.argv[2])
canary, names = sys.argv[3], sys.argv[4].split(",")
class Odd:
    def __str__(self): raise ValueError(canary)
for name in names:
    log = logging.getLogger(name)
    log.setLevel(1)
    for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
        log.log(level, canary)
        log.log(level, "%s", canary, extra={"zone": canary})
        log.log(level, f"%d {canary}", canary)  # a line that cannot even be put together
        log.log(level, "%s", Odd())
    try: raise RuntimeError(canary)
    except RuntimeError as error:
        error.add_note(canary)
        log.exception(canary, stack_info=True)
        log.exception(f"%d {canary}", canary)
for category in (UserWarning, DeprecationWarning, RuntimeWarning, ResourceWarning, BytesWarning):
    warnings.simplefilter("always")
    warnings.warn(canary, category)
    warnings.warn_explicit(canary, category, f"/{canary}/{canary}.py", 7, module=canary)
    warnings.warn_explicit(category(canary), category, "x/site-packages/icalendar/cal.py", 7)
class Strange(UserWarning): pass
Strange.__name__ = f"it is {canary}"
warnings.warn(Strange(canary))
logging.getLogger("bot.x").warning(f"%d {canary}", canary)
uncaught.in_the_loop(None, {"message": f"Exception in callback f('{canary}')"})
uncaught.in_the_loop(None, {"message": "Task was destroyed but it is pending!"})
uncaught.in_the_loop(None, {"message": canary, "exception": ValueError(canary)})
"""


@pytest.mark.parametrize("style", ["text", "json"])
@pytest.mark.parametrize("level", ["DEBUG", "WARNING"])
async def test_no_library_gets_a_word_of_its_own_into_the_log(tmp_path: Path, level: str, style: str) -> None:
    arguments = ("-c", FOREIGN, level, style, CANARY, ",".join(LOGGERS))
    async with python_process(tmp_path, *arguments) as python:
        assert await python.ends() == 0
    assert CANARY not in python.said
    assert "Logging error" not in python.said
    for name in LOGGERS[:-1]:
        assert name in python.said
    assert "a library" in python.said
    assert "icalendar warned (UserWarning)" in python.said
    assert "RuntimeError in" in python.said
    assert "Task was destroyed but it is pending!" in python.said


STATEMENT = """
import logging, sys
from bot.ops import log_setup, uncaught
log_setup.set_up("DEBUG", None)
logging.getLogger("sqlalchemy.engine").setLevel(logging.DEBUG)
from sqlalchemy import create_engine, text
with create_engine("sqlite://").connect() as tx:
    tx.execute(text("CREATE TABLE t (x INTEGER NOT NULL UNIQUE, y TEXT)"))
    tx.execute(text("INSERT INTO t VALUES (1, :y)"), {"y": sys.argv[1]})
    tx.execute(text("INSERT INTO t VALUES (1, :y)"), {"y": sys.argv[1]})
"""


async def test_values_of_a_statement_are_in_no_line_not_even_when_it_fails(tmp_path: Path) -> None:
    async with python_process(tmp_path, "-c", STATEMENT, CANARY) as python:
        assert await python.ends() == 1
    assert CANARY not in python.said
    assert "CRITICAL bot.ops.uncaught: unexpected (IntegrityError in" in python.said


CALENDAR_LINES = (
    f"DTSTART;TZID=/{CANARY}/Europe/Berlin:20990305T100000",
    f"DTSTART;TZID={CANARY}:20990305T100000",
    f'DTSTART;TZID="{CANARY}":20990305T100000\r\nDTEND;TZID=Other-{CANARY}:20990305T110000',
    f"DTSTART:{CANARY}",
    f"DTSTART:20990305T100000Z\r\nRRULE:{CANARY}",
    f"DTSTART:20990305T100000Z\r\nRRULE:FREQ=WEEKLY;UNTIL={CANARY}",
    f"DTSTART:20990305T100000Z\r\nEXDATE;TZID={CANARY}:{CANARY}",
    f"DTSTART:20990305T100000Z\r\nSUMMARY;{CANARY}:{CANARY}\r\nATTENDEE:{CANARY}\r\nX-{CANARY}:{CANARY}",
    f"DTSTART:20990305T100000Z\r\nBEGIN:{CANARY}\r\nEND:VALARM",
    f"DTSTART;VALUE={CANARY}:20990305T100000Z\r\nSEQUENCE:{CANARY}\r\nUID:{CANARY}",
)


async def test_nothing_of_a_calendar_file_is_in_the_log_of_the_process(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    zephyrine = Human(sandbox, 7, NAME)
    env = {"BOT_TOKEN": TOKEN, "BOT_API_URL": sandbox.url, "LOG_LEVEL": "DEBUG", "PYTHONWARNINGS": "always"}
    async with bot_process(tmp_path, **env) as bot:
        await zephyrine.begins()
        for lines in CALENDAR_LINES:
            content = (
                f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            )
            sandbox.send_file(7, f"{CANARY}.ics", content.encode())
            await zephyrine.until_dealt_with()
        bot.kill(signal.SIGTERM)
        assert await bot.ends() == 0
    assert "icalendar warned (GloballyUniqueTZIDGuessed)" in bot.said
    assert CANARY not in bot.said
    assert CANARY.upper() not in bot.said
    assert keeps_quiet(bot)
