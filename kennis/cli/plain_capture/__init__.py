"""Taking notes line by line, without a screen: for screen readers, dumb terminals and pipes.

conversation  its state: the session, its notes, what waits for the disk, what was put aside
line_parser   a line becomes an entry or a command, and is answered
commands      the commands, declared once; lookups and edits do them, arguments reads what they are given
wording       notes and what became of them in lines of plain words
line_io       lines in, lines out, on standard input and output
"""

from kennis.cli.plain_capture.commands import endings
from kennis.cli.plain_capture.conversation import Dictation
from kennis.cli.plain_capture.line_parser import hear

__all__ = ["Dictation", "endings", "hear"]
