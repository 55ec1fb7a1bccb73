"""The database itself: connection, schema, column types, backups, one instance at a time."""
