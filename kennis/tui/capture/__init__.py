"""The capture screen: a note-taker's session."""
