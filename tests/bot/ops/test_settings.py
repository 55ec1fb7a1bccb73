"""Settings are read once, refused by name, and never reveal the token."""

import ast
import re
from pathlib import Path

import pytest

from bot.settings import NAMES, BadSetting, Settings, environment
from storage.values import Operator

ROOT = Path(__file__).parents[3]
TOKEN = "123456789:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
NAME = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)+")


EXAMPLE_LINE = re.compile(r"(?:# )?([A-Z_]+)=(.*)")


def example() -> dict[str, str]:
    """Names and values of `.env.example`, read by hand; those without a default are commented out."""
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    found = [(line, match) for line in lines if (match := EXAMPLE_LINE.fullmatch(line))]
    return {match[1]: "" if line.startswith("#") else match[2] for line, match in found}


def names_read() -> set[str]:
    """Every name that `bot/settings.py` asks the environment for."""
    tree = ast.parse((ROOT / "bot" / "settings.py").read_text(encoding="utf-8"))
    texts = [
        argument.value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]
    return {text for text in texts if NAME.fullmatch(text)}


def test_every_setting_has_a_line_in_the_example_and_every_line_a_setting() -> None:
    assert names_read() == set(example()) == NAMES
    assert "BOT_TOKEN" in example()


def test_every_line_of_the_example_says_above_it_what_it_is() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    for above, line in zip(["", *lines], lines, strict=False):
        if EXAMPLE_LINE.fullmatch(line):
            assert above.startswith("# "), line


def test_the_example_shows_the_defaults() -> None:
    assert Settings.from_env({}) == Settings.from_env({name: v for name, v in example().items() if v})


def test_nothing_set_is_the_sandbox_on_this_machine() -> None:
    assert Settings.from_env({}) == Settings(
        token=None,
        api_url="https://api.telegram.org",
        database_url="sqlite:///data/psoas.db",
        data_dir=Path("data"),
        admin_ids=frozenset(),
        default_zone="Etc/UTC",
        send_rate=27,
        sandbox_host="127.0.0.1",
        sandbox_port=8090,
        status_listen=("127.0.0.1", 8081),
        webhook_url=None,
        webhook_listen=("127.0.0.1", 8082),
        log_level="INFO",
        log_format="text",
        operator=Operator(),
    )


def test_everything_set_is_taken() -> None:
    env = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": "http://localhost:8081/",
        "DATABASE_URL": "sqlite:////var/lib/psoas/psoas.db",
        "DATA_DIR": "/var/lib/psoas",
        "ADMIN_IDS": "12,34",
        "DEFAULT_ZONE": "Europe/Berlin",
        "SEND_RATE": "1000",
        "SANDBOX_LISTEN": "[::1]:0",
        "STATUS_LISTEN": "0.0.0.0:9000",
        "WEBHOOK_URL": "https://bot.example.org/telegram/",
        "WEBHOOK_LISTEN": "0.0.0.0:9001",
        "LOG_LEVEL": "debug",
        "LOG_FORMAT": "JSON",
        "OPERATOR_NAME": "Ada's garage",
        "OPERATOR_CONTACT": "ada@example.org",
        "LEGAL_TEXT": "See example.org/imprint",
    }
    assert env.keys() == example().keys() - {"BOT_TOKEN_FILE", "LEGAL_TEXT_FILE"}
    assert Settings.from_env(env) == Settings(
        token=TOKEN,
        api_url="http://localhost:8081",
        database_url="sqlite:////var/lib/psoas/psoas.db",
        data_dir=Path("/var/lib/psoas"),
        admin_ids=frozenset({12, 34}),
        default_zone="Europe/Berlin",
        send_rate=1000,
        sandbox_host="::1",
        sandbox_port=0,
        status_listen=("0.0.0.0", 9000),
        webhook_url="https://bot.example.org/telegram",
        webhook_listen=("0.0.0.0", 9001),
        log_level="DEBUG",
        log_format="json",
        operator=Operator("Ada's garage", "ada@example.org", "See example.org/imprint"),
    )


def test_a_legal_text_may_come_from_a_file_of_several_lines(tmp_path: Path) -> None:
    file = tmp_path / "legal.txt"
    file.write_text("\ufeffAda's garage\nSome street 1\n", encoding="utf-8")
    assert Settings.from_env({"LEGAL_TEXT_FILE": str(file)}).operator.legal == "Ada's garage\nSome street 1"
    with pytest.raises(BadSetting, match=r"^LEGAL_TEXT_FILE and LEGAL_TEXT are both set"):
        Settings.from_env({"LEGAL_TEXT_FILE": str(file), "LEGAL_TEXT": "x"})
    file.write_text("x" * 1001, encoding="utf-8")
    with pytest.raises(BadSetting, match=r"^LEGAL_TEXT_FILE must be 1000 characters or fewer"):
        Settings.from_env({"LEGAL_TEXT_FILE": str(file)})
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(BadSetting, match=r"^LEGAL_TEXT_FILE is not the path of a text in UTF-8"):
        Settings.from_env({"LEGAL_TEXT_FILE": str(file)})
    with pytest.raises(BadSetting, match=r"^LEGAL_TEXT_FILE cannot be read: No such file"):
        Settings.from_env({"LEGAL_TEXT_FILE": str(tmp_path / "none")})


@pytest.mark.parametrize(
    ("name", "most"), [("OPERATOR_NAME", 100), ("OPERATOR_CONTACT", 200), ("LEGAL_TEXT", 1000)]
)
def test_texts_of_the_operator_have_a_longest(name: str, most: int) -> None:
    Settings.from_env({name: "x" * most})
    with pytest.raises(BadSetting, match=f"^{name} must be {most} characters or fewer, not {most + 1}$"):
        Settings.from_env({name: "x" * (most + 1)})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_TOKEN", "nonsense"),
        ("BOT_TOKEN", TOKEN + " "),
        ("BOT_TOKEN", TOKEN + "\n"),
        ("BOT_TOKEN", "987654321:"),
        ("BOT_TOKEN", TOKEN.replace(":", "/")),
        ("BOT_TOKEN", "12:" + "A" * 35),
        ("BOT_TOKEN", "bot" + TOKEN),
        ("BOT_TOKEN", f"'{TOKEN}'"),
        ("BOT_API_URL", "api.telegram.org"),
        ("BOT_API_URL", "ftp://api.telegram.org"),
        ("BOT_API_URL", "https://"),
        ("BOT_API_URL", "https://me:secret@example.org"),
        ("BOT_API_URL", "nonsense"),
        ("DATABASE_URL", "data/psoas.db"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "mysql://localhost/psoas"),
        ("DATABASE_URL", "postgresql://localhost/psoas"),
        ("DATABASE_URL", "postgresql+psycopg://"),
        ("DATABASE_URL", "postgresql+psycopg://me:secret@localhost"),
        ("DATABASE_URL", "postgresql+psycopg://localhost:port/psoas"),
        ("DEFAULT_ZONE", "Berlin"),
        ("DEFAULT_ZONE", "Europe/Atlantis"),
        ("DEFAULT_ZONE", "Europe"),
        ("DEFAULT_ZONE", "US/Eastern"),  # an alias
        ("DEFAULT_ZONE", "Etc/GMT+1"),
        ("DEFAULT_ZONE", "../../etc/passwd"),
        ("DEFAULT_ZONE", "/etc/passwd"),
        ("DEFAULT_ZONE", "x" * 5_000),
        ("ADMIN_IDS", "Ann"),
        ("ADMIN_IDS", "12;34"),
        ("ADMIN_IDS", "-12"),
        ("ADMIN_IDS", "9" * 5_000),
        ("SEND_RATE", "0"),
        ("SEND_RATE", "1001"),
        ("SEND_RATE", "-1"),
        ("SEND_RATE", "2.5"),
        ("SEND_RATE", "27/s"),
        ("SEND_RATE", "٢٧"),
        ("SEND_RATE", "9" * 5_000),
        ("SANDBOX_LISTEN", "8090"),
        ("SANDBOX_LISTEN", "localhost"),
        ("SANDBOX_LISTEN", ":8090"),
        ("SANDBOX_LISTEN", "localhost:"),
        ("SANDBOX_LISTEN", "localhost:http"),
        ("SANDBOX_LISTEN", "localhost:65536"),
        ("SANDBOX_LISTEN", "localhost:-1"),
        ("STATUS_LISTEN", "8081"),
        ("STATUS_LISTEN", "no"),
        ("STATUS_LISTEN", ""),
        ("LOG_FORMAT", "xml"),
        ("LOG_LEVEL", "LOUD"),
        ("LOG_LEVEL", "10"),
    ],
)
def test_a_value_that_is_of_no_use_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(BadSetting) as caught:
        Settings.from_env({"BOT_TOKEN": TOKEN, name: value})
    complaint = str(caught.value)
    assert complaint.startswith(name)
    assert "\n" not in complaint.removesuffix(repr(value))
    assert TOKEN not in complaint
    if name == "BOT_TOKEN":
        assert value not in complaint


@pytest.mark.parametrize("value", ["https://[::1", "https://example.org:http", "https://example.org:99999"])
def test_a_server_address_that_cannot_be_taken_apart_is_refused_by_name(value: str) -> None:
    with pytest.raises(BadSetting, match=r"^BOT_API_URL"):
        Settings.from_env({"BOT_API_URL": value})


@pytest.mark.parametrize("off", ["off", "OFF", "Off"])
def test_health_and_metrics_can_be_off(off: str) -> None:
    assert Settings.from_env({"STATUS_LISTEN": off}).status_listen is None


def test_the_database_may_carry_a_password_and_it_is_not_told() -> None:
    with pytest.raises(BadSetting) as caught:
        Settings.from_env({"DATABASE_URL": "mysql://me:hunter2@localhost/psoas"})
    assert "hunter2" not in str(caught.value)


def test_the_token_is_not_in_what_settings_look_like() -> None:
    settings = Settings.from_env({"BOT_TOKEN": TOKEN})
    assert settings.token == TOKEN
    assert TOKEN not in repr(settings)
    assert TOKEN not in str(settings)
    assert TOKEN.split(":")[1] not in f"{settings}"


def test_the_file_lies_under_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "my.env"
    file.write_text(
        "# a remark\nSEND_RATE=5\nexport LOG_LEVEL='ERROR'\nDEFAULT_ZONE=\"Europe/Berlin\"\n",
        encoding="utf-8",
    )
    assert environment({"SEND_RATE": "6"}, file) == {
        "SEND_RATE": "6",
        "LOG_LEVEL": "ERROR",
        "DEFAULT_ZONE": "Europe/Berlin",
    }


def test_empty_means_not_set(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("ADMIN_IDS=\nLOG_LEVEL=''\nSEND_RATE=\n", encoding="utf-8")
    env = environment({"DEFAULT_ZONE": ""}, file)
    assert env == {}
    assert Settings.from_env(env) == Settings.from_env({})


def test_the_example_itself_is_a_usable_file() -> None:
    assert Settings.from_env(environment({}, ROOT / ".env.example")) == Settings.from_env({})


def test_no_file_is_no_mistake_and_none_is_looked_for_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("SEND_RATE=5\n", encoding="utf-8")
    (tmp_path / "deeper").mkdir()
    monkeypatch.chdir(tmp_path)
    assert environment({}, tmp_path / "deeper" / ".env") == {}


def test_what_stands_in_the_file_is_taken_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DATABASE_URL=sqlite:///data/${HOME}.db\n", encoding="utf-8")
    assert environment({}, file)["DATABASE_URL"] == "sqlite:///data/${HOME}.db"


def test_a_file_with_a_token_that_others_can_read_is_refused_with_a_hint(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(f"BOT_TOKEN={TOKEN}\n", encoding="utf-8")
    for mode in (0o644, 0o640, 0o604, 0o620, 0o602, 0o666):
        file.chmod(mode)
        with pytest.raises(BadSetting) as caught:
            environment({}, file)
        assert str(caught.value) == f".env holds BOT_TOKEN and can be read by others; chmod 600 {file}"
    for mode in (0o600, 0o400, 0o700):
        file.chmod(mode)
        assert environment({}, file) == {"BOT_TOKEN": TOKEN}


def test_a_file_without_a_token_may_be_read_by_anybody(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("BOT_TOKEN=\nSEND_RATE=5\nBOT_TOKEN_FILE=/run/secrets/token\n", encoding="utf-8")
    file.chmod(0o644)
    assert environment({}, file) == {"SEND_RATE": "5", "BOT_TOKEN_FILE": "/run/secrets/token"}


def test_an_empty_variable_does_not_hide_what_the_file_says(tmp_path: Path) -> None:
    """As compose files pass on unset variables."""
    file = tmp_path / ".env"
    file.write_text(f"BOT_TOKEN={TOKEN}\n", encoding="utf-8")
    file.chmod(0o600)
    assert environment({"BOT_TOKEN": ""}, file) == {"BOT_TOKEN": TOKEN}


SECRET = TOKEN.partition(":")[2]

# Content of the file, and the message about it; the sandbox never starts.
SLIPS = {
    f'BOT_TOKEN="{TOKEN}': "line 1: BOT_TOKEN cannot be read (an unclosed quote?)",
    f"BOT_TOKEN='{TOKEN}\nSEND_RATE=5": "line 1: BOT_TOKEN cannot be read (an unclosed quote?)",
    f'BOT_TOKEN="{TOKEN}\nLOG_LEVEL="': ("line 1: BOT_TOKEN spans several lines (an unclosed quote?)"),
    f'BOT_TOKEN="{TOKEN}\nLOG_LEVEL="INFO"': "line 1: BOT_TOKEN cannot be read (an unclosed quote?)",
    f'BOT_TOKEN="{TOKEN}" x': "line 1: BOT_TOKEN cannot be read (an unclosed quote?)",
    f"BOT_TOKEN: {TOKEN}": "line 1: BOT_TOKEN cannot be read",
    f"BOT_TOKEN {TOKEN}": "line 1: expected the name of a setting followed by =",
    f"set BOT_TOKEN={TOKEN}": "line 1: expected the name of a setting followed by =",
    "BOT_TOKEN": "line 1: BOT_TOKEN has no = and no value",
    TOKEN: "line 1: expected the name of a setting followed by =",
    SECRET: "line 1: expected the name of a setting followed by =",
    f"={TOKEN}": "line 1: expected the name of a setting followed by =",
    f"BOT_TOKEN={TOKEN[:10]}\n{SECRET}": "line 2: expected the name of a setting followed by =",
    f"bot_token={TOKEN}": "line 1: there is no setting bot_token; did you mean BOT_TOKEN?",
    f"Bot_Token={TOKEN}": "line 1: there is no setting Bot_Token; did you mean BOT_TOKEN?",
    f"# mine\n\n \nBOT_TOKN={TOKEN}": "line 4: there is no setting BOT_TOKN; did you mean BOT_TOKEN?",
    f"BOT-TOKEN={TOKEN}": "line 1: there is no setting BOT-TOKEN; did you mean BOT_TOKEN?",
    f"TOKEN={TOKEN}": "line 1: there is no setting TOKEN",
    f"TELEGRAM_TOKEN={TOKEN}": "line 1: there is no setting TELEGRAM_TOKEN",
    f"export bot_token={TOKEN}": "line 1: there is no setting bot_token; did you mean BOT_TOKEN?",
    "SEND_RATE=5\nDATABASE_ULR=sqlite:///x.db": (
        "line 2: there is no setting DATABASE_ULR; did you mean DATABASE_URL?"
    ),
    f"BOT_TOKEN={TOKEN}\n\nBOT_TOKEN={TOKEN}": "line 3: BOT_TOKEN is already in line 1",
    "SEND_RATE=5\nSEND_RATE=6": "line 2: SEND_RATE is already in line 1",
    "export": "line 1: there is no setting export",
}


@pytest.mark.parametrize(("text", "said"), SLIPS.items())
def test_a_slip_in_the_file_is_refused_by_line_and_name(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / ".env"
    for ending in ("\n", "\r\n"):
        file.write_bytes((text + "\n").replace("\n", ending).encode())
        file.chmod(0o600)
        with pytest.raises(BadSetting) as refused:
            environment({}, file)
        assert str(refused.value) == f".env, {said}"
        assert SECRET not in said


@pytest.mark.parametrize("text", ["BOT_TOKEN=", 'BOT_TOKEN=""', "BOT_TOKEN=  ", "BOT_TOKEN_FILE="])
def test_a_token_that_was_forgotten_starts_no_sandbox(tmp_path: Path, text: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"SEND_RATE=5\n{text}\n", encoding="utf-8")
    name = text.partition("=")[0]
    with pytest.raises(BadSetting) as refused:
        environment({}, file)
    assert str(refused.value) == f".env: {name} is empty; without that line the sandbox would start"
    for elsewhere in ({"BOT_TOKEN": TOKEN}, {"BOT_TOKEN_FILE": "/run/secrets/token"}):
        assert environment(elsewhere, file) == {"SEND_RATE": "5", **elsewhere}


@pytest.mark.parametrize(
    "line",
    [
        f"BOT_TOKEN={TOKEN}",
        f"BOT_TOKEN = {TOKEN}",
        f"  BOT_TOKEN={TOKEN}  ",
        f"export BOT_TOKEN={TOKEN}",
        f"'BOT_TOKEN'='{TOKEN}'",
        f'BOT_TOKEN="{TOKEN}" # mine',
        f"\ufeffBOT_TOKEN={TOKEN}",
    ],
)
def test_what_can_only_mean_one_thing_is_taken(tmp_path: Path, line: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"{line}\nSEND_RATE=5", encoding="utf-8")
    file.chmod(0o600)
    assert environment({}, file) == {"BOT_TOKEN": TOKEN, "SEND_RATE": "5"}


def test_names_of_others_in_the_environment_are_none_of_our_business(tmp_path: Path) -> None:
    assert environment({"BOT_TOKN": "x", "bot_token": "y"}, tmp_path / ".env")["BOT_TOKN"] == "x"


def test_a_file_that_is_no_text_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"BOT_TOKEN=\xff\xfe\n")
    with pytest.raises(BadSetting, match=r"^\.env is not UTF-8 text$"):
        environment({}, tmp_path / ".env")


def test_a_password_in_the_file_is_as_private_as_a_token(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DATABASE_URL=postgresql+psycopg://me:secret@localhost/psoas\n", encoding="utf-8")
    file.chmod(0o644)
    with pytest.raises(
        BadSetting, match="holds the database's password and can be read by others"
    ) as refused:
        environment({}, file)
    assert "secret" not in str(refused.value)
    file.chmod(0o600)
    settings = Settings.from_env(environment({}, file))
    assert "secret" not in repr(settings)
    assert (settings.file, settings.home) == (None, Path("data/psoas.db"))


def test_the_token_may_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", encoding="utf-8")
    file.chmod(0o400)
    assert Settings.from_env({"BOT_TOKEN_FILE": str(file)}).token == TOKEN


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "BOT_TOKEN_FILE cannot be read: No such file or directory"),
        (b"", "BOT_TOKEN_FILE is empty"),
        (b" \n", "BOT_TOKEN_FILE is empty"),
        (b"canary", "BOT_TOKEN_FILE does not look like a token"),
        (b"\xff" * 20, "BOT_TOKEN_FILE does not look like a token"),
        (TOKEN.encode() * 200, "BOT_TOKEN_FILE does not look like a token"),
    ],
)
def test_a_token_file_of_no_use_is_refused_by_name_and_not_quoted(
    tmp_path: Path, content: bytes | None, complaint: str
) -> None:
    file = tmp_path / "token"
    if content is not None:
        file.write_bytes(content)
        file.chmod(0o600)
    with pytest.raises(BadSetting) as caught:
        Settings.from_env({"BOT_TOKEN_FILE": str(file)})
    assert str(caught.value).startswith(complaint)
    assert "canary" not in str(caught.value)
    assert TOKEN.partition(":")[2] not in str(caught.value)


def test_a_token_file_may_be_no_folder_not_open_to_others_and_not_beside_a_token(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"^BOT_TOKEN_FILE cannot be read: Is a directory"):
        Settings.from_env({"BOT_TOKEN_FILE": str(tmp_path)})
    with pytest.raises(BadSetting, match=r"^BOT_TOKEN_FILE is not a path"):
        Settings.from_env({"BOT_TOKEN_FILE": "a\0b"})
    file = tmp_path / "token"
    file.write_text(TOKEN, encoding="utf-8")
    file.chmod(0o644)
    with pytest.raises(BadSetting, match=r"^BOT_TOKEN_FILE .* can be read by others; chmod 600"):
        Settings.from_env({"BOT_TOKEN_FILE": str(file)})
    with pytest.raises(BadSetting, match=r"^BOT_TOKEN_FILE and BOT_TOKEN are both set"):
        Settings.from_env({"BOT_TOKEN_FILE": str(file), "BOT_TOKEN": TOKEN})


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("http://bot.example.org/x", "must be the address Telegram posts to"),
        ("bot.example.org", "must be the address Telegram posts to"),
        ("https://", "must be the address Telegram posts to"),
        ("https://bot.example.org:x/", "must be the address Telegram posts to"),
        ("https://me@bot.example.org/", "must be the address Telegram posts to"),
        ("https://bot.example.org/x?y=1", "must be the address Telegram posts to"),
        ("https://bot.example.org:8080/x", "443, 80, 88 and 8443"),
    ],
)
def test_a_webhook_that_telegram_would_refuse_is_refused(url: str, complaint: str) -> None:
    with pytest.raises(BadSetting, match=f"^WEBHOOK_URL.*{complaint}"):
        Settings.from_env({"WEBHOOK_URL": url})


def test_a_server_of_ones_own_posts_anywhere() -> None:
    env = {"WEBHOOK_URL": "http://10.0.0.5:9000/bot/", "BOT_API_URL": "http://10.0.0.1:8081"}
    assert Settings.from_env(env).webhook_url == "http://10.0.0.5:9000/bot"


def test_only_a_webhook_and_a_server_let_several_processes_in() -> None:
    hook, server = (
        {"WEBHOOK_URL": "https://bot.example.org/x"},
        {"DATABASE_URL": "postgresql+psycopg://h/psoas"},
    )
    may_share = [Settings.from_env(env).may_share for env in ({}, hook, server, hook | server)]
    assert may_share == [False, False, False, True]
