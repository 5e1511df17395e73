"""`python -m kennis` is the command `kennis`."""

from kennis.cli import run

run()
