"""UTF-16 lengths: Telegram counts UTF-16 code units, so most emoji count as two."""


def units(text: str) -> int:
    """UTF-16 code units in `text`."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_encodable(text: str) -> bool:
    """False for text with a lone surrogate, which UTF-8 cannot encode."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
