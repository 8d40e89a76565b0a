"""The one loop: observe, decide, step."""
