"""The researcher's room."""
