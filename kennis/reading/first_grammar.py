r"""The grammar of session files without `grammar: 2`, as version 0.1 wrote and read them.

    entry  = [mark] [run] text [run]
    mark   = `"` quote, `?` question, `!` insight, `*` action, `&` contribution; followed by white space
    run    = words of the form @speaker, #tag or ~lens; a name with other characters stands in quotation marks

A `>` before every line is a quote too. A backslash is the escape only before what would be read as something else at
the start of the text, before the last word when that is one of a run, and at the very end. It is still written into a
file that is of this grammar, so that such a file stays of one piece.
"""

import re
from dataclasses import dataclass, replace

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Kind
from kennis.reading.entry import MARKS, Entry, Typed
from kennis.reading.field_values import CONSENT_IN_BRACES, consent_in_braces
from kennis.reading.note_header import HeaderFacts, after_spaces, find_time, no_time, read_braces
from kennis.reading.quotation_marks import DOUBLE, SPACE

_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?![^ \t\n{])"
_BLANK = " \t\n"

_KINDS = {mark: kind for kind, mark in MARKS.items() if mark and kind is not Kind.DECISION}  # 0.1 had no decisions
_END = r"(?![^ \t\n])"
_NAME = r"(?=[\w-]*[^\W\d_])\w[\w-]*"
_WORD = rf'[@#~](?:{_NAME}|"(?:[^"\\\n]|\\[^\n])*"){_END}'
_MARK = re.compile(rf'["?!*&]{_END}')
_QUOTED_LINES = re.compile(rf">{_END}.*(?:\n>.*)*\Z")
_RUN_WORD = re.compile(_WORD)
_READ_OTHERWISE = re.compile(rf'(\\*)(?:[ \t\n]|["?!*&>]{_END}|{_WORD}|[@#~]"|\{{|{_TIME})')
_KEPT_END = re.compile(r"(?:\A|[ \t\n\\])\\\Z")
# On the reversed text, so that the last word is found from its end.
_LAST_WORD = re.compile(rf'(?:[\w-]*\w|"(?:[^"\n]|"(?=\\))*?")[@#~](\\*){_END}')
_OWN_LINES = re.compile(r"[ \t]+[^ \t\n]|(?:[-+*]|\d{1,9}[.)]|#{1,6})(?=[ \t\n])|>|```|~~~|\|")
_PLAIN_NAME = re.compile(_NAME)
_UNREAD_CONSENT = re.compile(rf"(?<!\\){CONSENT_IN_BRACES}", re.IGNORECASE)
_CHANGED_MARKS = str.maketrans(dict.fromkeys(DOUBLE, '"'))
_CHANGED_SPACES = str.maketrans(dict.fromkeys(SPACE, " "))


@dataclass(slots=True)
class _Run:
    speaker: str
    tags: list[str]
    lenses: list[str]

    def takes(self, word: str) -> bool:
        """Say whether a word can join: a note has one speaker."""
        return not (word.startswith("@") and self.speaker)

    def add(self, word: str) -> None:
        name = _unquoted(word[1:])
        match word[0]:
            case "@":
                self.speaker = name
            case "#":
                self.tags.append(name)
            case _:
                self.lenses.append(name)


@dataclass(frozen=True, slots=True)
class TypedItem:
    """An item of a session file that has an id, and what should be told of it."""

    typed: Typed
    notice: str = ""


def read_item(content: str) -> TypedItem | None:
    """Read an item that kennis gave an id; None for any other.

    Raises InputError for braces that make no sense, and for what an editor changed so that consent or speaker is lost.
    """
    facts = HeaderFacts()
    at = after_spaces(content, 0)
    if time := find_time(content, at):
        at = after_spaces(content, time.end)
    if not content.startswith("{", at):
        return None
    at = read_braces(content, at, facts)
    if not facts.id:
        return None
    if time and time.at is None:
        raise InputError(no_time(content[: time.end].strip()))
    facts.at = time.at if time else None
    rest = content[at:]
    entry, marks = parse_entry(rest), rest.translate(_CHANGED_MARKS)
    # Braces at the very start of a text were written with an escape, those within it without one.
    escaped = f"\\{entry.text[:6]}" in rest
    if any(found.start() or not escaped for found in _UNREAD_CONSENT.finditer(entry.text)):
        raise InputError(consent_in_braces())
    if not entry.speaker and parse_entry(marks).speaker:
        raise InputError(_('the quotation marks around the speaker\'s name were changed; write them as @"name"'))
    notice = ""
    if not entry.speaker and (named := parse_entry(rest.translate(_CHANGED_SPACES)).speaker):
        notice = _("“@{name}” is text, for the space before it is not an ordinary one").format(name=named)
    header = facts.header()
    return TypedItem(
        Typed(entry=replace(entry, owner=header.more.get("owner", ""), due=header.more.get("due")), header=header),
        notice,
    )


def parse_entry(source: str) -> Entry:
    """Read an entry as version 0.1 did; what is no mark is text."""
    kind, rest = _kind(_plain_quote(source.lstrip(" \t")))
    run = _Run("", [], [])
    rest = _leading(rest.lstrip(" \t"), run)
    own_lines = rest.startswith("\n")
    rest = _trailing(rest.rstrip(_BLANK), run)
    text = _open_end(rest[1:] if own_lines else _open_start(rest))
    return Entry(text=text, kind=kind, speaker=run.speaker, tags=tuple(run.tags), lenses=tuple(run.lenses))


def write_entry(entry: Entry) -> str:
    """Write an entry such that `parse_entry` of this grammar gives it back."""
    run = [_marked(sign, name) for sign, name in _signed(entry)]
    text = _close_end(entry.text)
    if _OWN_LINES.match(entry.text):
        return " ".join(filter(None, [MARKS[entry.kind], *run])) + "\n" + text
    text = _close_start(text)
    parts = [*run, text] if "\n" in text else [text, *run]
    return " ".join(filter(None, [MARKS[entry.kind], *parts]))


def _quoted(value: str) -> str:
    """Put a value in quotation marks on one line."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _unquoted(value: str) -> str:
    """Take a value out of its quotation marks, if it has them."""
    if not value.startswith('"'):
        return value
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], value[1:-1])


def _marked(sign: str, name: str) -> str:
    """Write a name as one of a run, as @name, in quotation marks where it needs them."""
    return f"{sign}{name if _PLAIN_NAME.fullmatch(name) else _quoted(name)}"


def _signed(entry: Entry) -> list[tuple[str, str]]:
    speaker = [("@", entry.speaker)] if entry.speaker else []
    return [*speaker, *(("#", tag) for tag in entry.tags), *(("~", lens) for lens in entry.lenses)]


def _plain_quote(source: str) -> str:
    """Bring a quotation with `>` before each of its lines to one with a single mark."""
    source = source.rstrip(_BLANK)
    if not _QUOTED_LINES.match(source):
        return source
    return '" ' + "\n".join(line[1:].removeprefix(" ") for line in source.split("\n"))


def _kind(source: str) -> tuple[Kind, str]:
    mark = _MARK.match(source)
    return (_KINDS[mark[0]], source[1:]) if mark else (Kind.OBSERVATION, source)


def _leading(source: str, run: _Run) -> str:
    at = 0
    while (word := _RUN_WORD.match(source, at)) and run.takes(word[0]):
        run.add(word[0])
        at = word.end()
        while source[at : at + 1] in (" ", "\t"):
            at += 1
    return source[at:]


def _trailing(source: str, run: _Run) -> str:
    backwards = source[::-1]
    at = 0
    words: list[str] = []
    while (match := _last_word(backwards, at)) and not match[1]:
        word = match[0][::-1]
        if not run.takes(word) or (word[0] == "@" and any(other[0] == "@" for other in words)):
            break
        words.append(word)
        at = match.end()
        while backwards[at : at + 1] and backwards[at] in _BLANK:
            at += 1
    for word in reversed(words):
        run.add(word)
    return source[: len(source) - at]


def _last_word(backwards: str, at: int = 0) -> re.Match[str] | None:
    """Match the last word of a reversed text if it has the form of one of a run; group 1 is its escape."""
    word = _LAST_WORD.match(backwards, at)
    if word is None or not _RUN_WORD.fullmatch(word[0][::-1].lstrip("\\")):
        return None
    return word


def _close_start(text: str) -> str:
    return f"\\{text}" if _READ_OTHERWISE.match(text) else text


def _open_start(text: str) -> str:
    closed = _READ_OTHERWISE.match(text)
    return text[1:] if closed and closed[1] else text


def _close_end(text: str) -> str:
    if text and (text[-1] in _BLANK or _KEPT_END.search(text)):
        return f"{text}\\"
    word = _last_word(text[::-1])
    if word is None:
        return text
    at = len(text) - word.end()
    return f"{text[:at]}\\{text[at:]}"


def _open_end(text: str) -> str:
    if _KEPT_END.search(text):
        return text[:-1]
    word = _last_word(text[::-1])
    if word is None or not word[1]:
        return text
    at = len(text) - word.end()
    return text[:at] + text[at + 1 :]
