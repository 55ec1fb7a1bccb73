"""The parts of `make bench`: each measures some figures in a process of its own."""
