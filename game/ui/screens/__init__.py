"""One file per screen, and the list of them all.

A department's screen is ``game.ui.screens.<name>`` with a class ``<Name>Screen``, a `frame.GameScreen`; nothing else
has to be told. `open_screen` makes one by name, which is how rail, desk, alerts and pictures all reach it.
"""
