"""How does a person use the sandbox? The chat page and its HTTP interface under /sandbox/."""
