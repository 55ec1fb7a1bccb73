"""Drawing: from key frames to joints and solids in space, and the checks on them. Pure."""
