"""A PostgreSQL server: its connections, the store on it, and the lock of the one process that works."""
