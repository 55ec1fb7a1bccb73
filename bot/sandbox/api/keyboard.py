"""Keyboard rules: Telegram's limits on buttons that `bot_api.json` does not state."""

from bot.sandbox.api.refusal import bad_request
from bot.sandbox.records import Json, Rows

_MOST_IN_A_ROW = 8
_MOST_IN_ALL = 100
_ACTIONS = ("callback_data", "url", "copy_text")
_CANNOT = "can't parse inline keyboard button: "


def checked_rows(markup: Json | None) -> Rows:
    """Checked rows of inline buttons, one action each; empty rows are dropped, as in Telegram."""
    rows: Rows = [row for row in (markup or {}).get("inline_keyboard", []) if row]
    if any(len(row) > _MOST_IN_A_ROW for row in rows) or sum(map(len, rows)) > _MOST_IN_ALL:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for button in (button for row in rows for button in row):
        _check(button)
    return rows


def check_at_composer(markup: Json, is_group: bool) -> None:
    """Check a reply keyboard: every button has a label, and locations are requested in private chats only."""
    if "keyboard" not in markup:
        return
    buttons = [button for row in markup["keyboard"] for button in row]
    if not buttons:
        raise bad_request("reply keyboard must have at least one button")
    if not all(button["text"].strip() for button in buttons):
        raise bad_request("keyboard button text must be non-empty")
    if is_group and any(button.get("request_location") for button in buttons):
        raise bad_request("location can be requested in private chats only")


def _check(button: Json) -> None:
    if not button["text"].strip():
        raise bad_request(_CANNOT + "Text must be non-empty")
    actions = [action for action in _ACTIONS if action in button]
    if not actions:
        raise bad_request(_CANNOT + "Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(
            _CANNOT + "exactly one of the optional fields must be used, not " + " and ".join(actions)
        )
    if "url" in button and not button["url"].startswith(("https://", "http://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
