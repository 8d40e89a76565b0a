"""One file or folder per screen; ``registry`` lists those of a running game.

A department's screen is a ``frame.GameScreen``. ``registry.open_screen`` makes one by name, which is how rail, desk,
alerts and pictures all reach it.
"""
