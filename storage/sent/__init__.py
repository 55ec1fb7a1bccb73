"""What was sent and what waits to be sent: nudges with their answers, broadcasts, replies."""
