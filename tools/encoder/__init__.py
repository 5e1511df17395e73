"""The programs that made the bundled encoder."""
