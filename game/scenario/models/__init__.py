"""The shapes of scenario files, kind by kind, as pydantic models."""
