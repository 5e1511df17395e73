"""A line that a note-taker gives: an entry, a part of one, or a command.

A backslash at the end of a line goes on with the same note on the next line; a colon at the beginning makes a command,
and `\\:` is a text that begins with a colon.
"""

from kennis.cli.plain_capture.commands import obey
from kennis.cli.plain_capture.conversation import Dictation, Lines
from kennis.errors import KennisError
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Draft


def hear(talk: Dictation, line: str) -> Lines:
    """Take a line without its end and answer it; what is not stored is kept before the next line is heard."""
    if not talk.parts:
        talk.begun = Draft(session=talk.session.id, note=new_id(), at=talk.time())
    if line.startswith(":") and not talk.parts:
        yield from _order(talk, line[1:])
    elif (len(line) - len(line.rstrip("\\"))) % 2:
        talk.parts.append(_unescaped(talk, line[:-1]))
    else:
        text = "\n".join([*talk.parts, _unescaped(talk, line)])
        talk.parts.clear()
        if text.strip():
            yield from talk.add(text, talk.begun)
    yield from talk.keep()


def _order(talk: Dictation, words: str) -> Lines:
    try:
        yield from obey(talk, words)
    except KennisError as error:
        yield _("not done: {reason}").format(reason=error)


def _unescaped(talk: Dictation, line: str) -> str:
    """Take away the backslash that keeps a text from being a command; only the first line of a note can be one."""
    escaped = not talk.parts and line.startswith("\\") and line.lstrip("\\").startswith(":")
    return line[1:] if escaped else line
