"""Tables on a terminal and in a pipe: the same cells, with and without what only a terminal has."""

import io
import sys

import pytest

from kennis.cli.output import MarkedText, put_table

ROW = ("n1", "\x1b[31m[bold]", MarkedText("een woord is gevonden", ((4, 9),)))


class Terminal(io.StringIO):
    """A terminal that takes down what is drawn on it."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_what_was_found_is_bold_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stdout", terminal)
    put_table(["note", "", "text"], [ROW])
    drawn = terminal.getvalue()
    assert "een \x1b[1mwoord\x1b[0m is gevonden" in drawn
    assert "[31m[bold]" in drawn and "\x1b[31m" not in drawn


def test_in_a_pipe_all_of_a_text_stands_without_colours(capsys: pytest.CaptureFixture[str]) -> None:
    put_table(["note", "", "text"], [ROW])
    assert capsys.readouterr().out == (
        "note              text                 \n"  # as wide as the widest cell, in every line
        "n1    [31m[bold]  een woord is gevonden\n"
    )
