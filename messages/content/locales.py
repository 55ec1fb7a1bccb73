"""The language that is spoken where no other is known."""

FALLBACK = "en"  # the code of its folder
