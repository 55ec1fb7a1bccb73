"""Background work: claim and send nudges, back up, keep retention, erase."""
