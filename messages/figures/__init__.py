"""How are the pictures of movements drawn? From key frames, as a loop and a still.

For development only: the running bot just reads the files in `messages/pictures`.
"""
