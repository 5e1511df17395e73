"""The editors' room."""
