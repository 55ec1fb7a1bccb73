"""Words of the screens that change what a person wants."""
