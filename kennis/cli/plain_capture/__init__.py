"""Taking notes line by line, without a screen: for screen readers, dumb terminals and pipes.

talk      the conversation's state: the session, its notes, what waits for the disk, what was put aside
hearing   a line becomes an entry or a command, and is answered
orders    the commands, declared once; asking and changing do them, naming reads what they are given
telling   notes and what became of them in lines of plain words
"""

from kennis.cli.plain_capture.commands import endings
from kennis.cli.plain_capture.conversation import Dictation
from kennis.cli.plain_capture.line_parser import hear

__all__ = ["Dictation", "endings", "hear"]
