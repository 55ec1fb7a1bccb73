"""What is drawn, and where? Key frames become joints and solids in space, and are checked. Pure."""
