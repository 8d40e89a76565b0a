"""Many games without a screen."""
