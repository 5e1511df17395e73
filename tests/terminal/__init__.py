"""The capture screen in a real pseudo-terminal."""
