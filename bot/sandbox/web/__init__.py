"""The chat page and what it may ask for, over HTTP under /sandbox/."""
