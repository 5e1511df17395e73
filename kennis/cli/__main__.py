"""`python -m kennis.cli` is the command `kennis`."""

from kennis.cli import run

run()
