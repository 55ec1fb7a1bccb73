"""A SQLite file: the store on it, its writer thread, and whether it is still there."""
