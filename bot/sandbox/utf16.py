"""How long is a text for Telegram? It counts UTF-16 units: most emoji are two."""


def units(text: str) -> int:
    """UTF-16 code units in `text`."""
    if text.isascii():
        return len(text)
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def is_encodable(text: str) -> bool:
    """False for text with half a surrogate pair, which no UTF-8 can carry."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
