"""Sharing: the split of the send rate, and the beats of several processes."""
