r"""An entry: what is typed for one note, on the screen, line by line, in a command, or as an item of a session file.

    entry  = head text [run]
    head   = any of these, in any order: a time, braces (see header), a mark, `!!`, words of a run
    mark   = `"` or `>` quote, `?` question, `!` insight, `*` action, `&` contribution
    `!!`   = off the record: consent `background`
    run    = words of the form @speaker, #tag or ~lens, and `@-` for nobody; a name with other characters stands in
             quotation marks

A quotation mark may be of any form. A mark may touch its text (`?Why`, `"So it is"`), where it can only be a mark; the
closing quotation mark then goes too. What follows a line end after the head is the text as it stands, marks in it are
text; so a list, a block quote or code begins on its own line. White space around the text does not count.

Nothing is guessed: what looks like one of these and is not read as one is given as a doubt. `=` (a decision), `##` (an
agenda item) and `>15-1` at the end of an action (due) are kept for a later version and are doubts until then.

A backslash is the escape only before what would be read as something else, or doubted, at the start of the text; before
the last word when that is one of a run; before braces that hold a word of consent; and at the very end, where it keeps
the white space before it. Everywhere else it is text.
"""

import re
from dataclasses import dataclass, field, replace

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Consent, Kind
from kennis.person_names import BEFORE_SURNAMES
from kennis.reading.field_values import CONSENT_IN_BRACES, consent_in_braces
from kennis.reading.note_header import Facts, NoteHeader, find_time, no_time, read_braces
from kennis.reading.quotation_marks import (
    BLANK,
    DASHES,
    DOUBLE,
    QUOTED,
    SINGLE,
    SPACE,
    is_changed,
    plain,
    quoted,
    unquoted,
)

MARKS = {
    Kind.OBSERVATION: "",
    Kind.QUOTE: '"',
    Kind.QUESTION: "?",
    Kind.INSIGHT: "!",
    Kind.ACTION: "*",
    Kind.CONTRIBUTION: "&",
}

_KINDS = {mark: kind for kind, mark in MARKS.items() if mark}
_END = rf"(?![^{SPACE}\n])"
_NAME = rf"(?=[\w{DASHES}]*[^\W\d_])\w[\w{DASHES}]*"
_RUN_WORD = re.compile(rf"(?:@[{DASHES}]|[@#~](?:{_NAME}|{QUOTED})){_END}")
_NAMED = re.compile(rf"(@(?:{_NAME}|{QUOTED})):{_END}")
_REST_OF_WORD = re.compile(rf"[^{SPACE}\n]*")
_NOBODY = re.compile(rf"@[{DASHES}]")
_DECISION = re.compile(rf"=(?:[^\W_]|[{BLANK}]|\Z)")
_AGENDA_ITEM = re.compile(rf"##+(?=\w|[{BLANK}]|\Z)")
_DUE = re.compile(r">\d{1,2}-\d{1,2}(?:-\d{2,4})?")
_KEPT_END = re.compile(rf"(?:\A|[{BLANK}\\])\\\Z")
# On the reversed text, so that the last word is found from its end: also one that only looks like a word of a run.
_LAST_WORD = re.compile(rf"(?:[\w{DASHES}]*\w[@#~]|[{DASHES}]@|[{DOUBLE}][^\n]*?[{DOUBLE}][@#~]|[\d-]*\d>)(\\*){_END}")
_OWN_LINES = re.compile(rf"[ \t]+[^{SPACE}\n]|(?:[-+*]|\d{{1,9}}[.)]|#{{1,6}})(?=[ \t\n])|>|```|~~~|\|")
_PLAIN_NAME = re.compile(r"(?=[\w-]*[^\W\d_])\w(?:-?\w)*-?")
_QUOTED_LINES = re.compile(rf">(?:{_END}|(?=[^\W\d_]|[{DOUBLE}])).*(?:\n>.*)*\Z")
# What stands behind @Name as if the name went on: more words and a colon, or a quotation mark.
_AFTER_A_NAME = re.compile(
    rf"((?:[^{SPACE}\n{DOUBLE}:]+[{SPACE}]+){{0,4}}[^{SPACE}\n{DOUBLE}:]+)(?::{_END}|[{SPACE}]+[{DOUBLE}]([{BLANK}]?))"
)
_CLOSED = re.compile(rf"([^{DOUBLE}]*)[{DOUBLE}]([.,;:!?…]*)")
_CURLY = tuple(DOUBLE[1:])
_CLOSED_SINGLE = re.compile(r"([^‘]*)’([.,;:!?…]*)")
_CONSENT_BRACE = re.compile(rf"(?<!\\)(\\*)(?={CONSENT_IN_BRACES})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The parts of what was typed for one note; `nobody` says that it was marked as nobody's."""

    text: str
    kind: Kind = Kind.OBSERVATION
    speaker: str = ""
    tags: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()
    nobody: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that looks like a mark and was not read as one, in a sentence; `grave` where it may not become text."""

    reason: str
    grave: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What was typed: the entry, the time and the facts that stood with it, and what was not read.

    `marked` says that the kind was said; `trouble` is why it can be no note: a level of consent would be lost.
    `broken_name` is why the speaker, who stands first, may be cut off from the rest of a name.
    """

    entry: Entry
    header: NoteHeader
    marked: bool = False
    doubts: tuple[Doubt, ...] = ()
    trouble: str = ""
    broken_name: str = ""


@dataclass(slots=True)
class _Head:
    """What was read so far, and the rest of the source."""

    rest: str
    reserved: bool = True
    kind: Kind | None = None
    facts: Facts = field(default_factory=Facts)
    speaker: str = ""
    nobody: bool = False
    tags: list[str] = field(default_factory=list)
    lenses: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    trouble: str = ""

    def takes(self, word: str) -> bool:
        """Say whether a word can join the run: a note has one speaker."""
        return not (word.startswith("@") and (self.speaker or self.nobody)) and not is_changed(word[1:])

    def add(self, word: str) -> None:
        """Take a word of a run."""
        if _NOBODY.fullmatch(word):
            self.nobody = True
            return
        name = unquoted(word[1:]) if word[1] in DOUBLE else plain(word[1:])
        match word[0]:
            case "@":
                self.speaker = name
            case "#":
                self.tags.append(name)
            case _:
                self.lenses.append(name)

    def doubt(self, reason: str, grave: bool = False) -> bool:
        """Note a doubt; gives False, for nothing was taken."""
        self.doubts.append(Doubt(reason, grave))
        return False

    def is_plain(self) -> bool:
        """Say whether nothing was read and nothing is in doubt."""
        return not (self.kind or self.speaker or self.nobody or self.tags or self.lenses or self.doubts or self.trouble)


def read_entry(source: str, reserved: bool = True) -> Typed:
    """Read an entry with all that may stand in it; without `reserved`, marks that version 0.1 did not have are text.

    Nothing is refused here: `trouble` and `doubts` say what the reader of a file, or a person, must be told.
    """
    head = _Head(source.lstrip(SPACE), reserved)
    while _take(head):
        head.rest = head.rest.lstrip(SPACE)
    own_lines = head.rest.startswith("\n")
    broken_name = _broken_name(head)
    rest = _trailing(head.rest.rstrip(BLANK), head)
    text = _open_end(rest[1:] if own_lines else _open_start(rest, reserved))
    try:
        text = open_braces(text)
    except InputError as error:
        head.trouble = head.trouble or str(error)
    return Typed(
        entry=Entry(
            text=text,
            kind=head.kind or Kind.OBSERVATION,
            speaker=head.speaker,
            tags=tuple(head.tags),
            lenses=tuple(head.lenses),
            nobody=head.nobody,
        ),
        header=head.facts.header(),
        marked=head.kind is not None,
        doubts=tuple(head.doubts),
        trouble=head.trouble,
        broken_name=broken_name,
    )


def parse_entry(source: str) -> Entry:
    """Read an entry without the facts that stand beside it; what is no mark is text: nothing is ever refused."""
    return read_entry(source).entry


def write_entry(entry: Entry) -> str:
    """Write an entry such that `parse_entry` gives it back."""
    run = [marked(sign, name) for sign, name in _signed(entry)] + (["@-"] if entry.nobody else [])
    text = _close_end(close_braces(entry.text))
    if _OWN_LINES.match(entry.text):
        return " ".join(filter(None, [MARKS[entry.kind], *run])) + "\n" + text
    text = _close_start(text)
    parts = [*run, text] if "\n" in text else [text, *run]
    return " ".join(filter(None, [MARKS[entry.kind], *parts]))


def close_braces(text: str) -> str:
    """Put a backslash before braces that hold a word of consent, so that they are read as text."""
    return _CONSENT_BRACE.sub(lambda found: f"\\{found[1]}", text) if "{" in text else text


def open_braces(text: str) -> str:
    """Take the backslash before such braces away again; raises InputError where there is none."""
    if "{" not in text:
        return text
    if any(not found[1] for found in _CONSENT_BRACE.finditer(text)):
        raise InputError(consent_in_braces())
    return _CONSENT_BRACE.sub(lambda found: found[1][1:], text)


def marked(sign: str, name: str) -> str:
    """Write a name as one of a run, as @name, in quotation marks where it needs them."""
    return f"{sign}{name if _PLAIN_NAME.fullmatch(name) else quoted(name)}"


def _signed(entry: Entry) -> list[tuple[str, str]]:
    speaker = [("@", entry.speaker)] if entry.speaker else []
    return [*speaker, *(("#", tag) for tag in entry.tags), *(("~", lens) for lens in entry.lenses)]


def _take(head: _Head) -> bool:
    """Take what stands first, if it belongs to the head; what only looks so becomes a doubt."""
    sign = head.rest[:1]
    if not sign or sign in "\n\\":
        return False
    if sign == "{":
        return _take_braces(head)
    if sign.isdigit():
        return _take_time(head)
    if sign in "@#~" and (taken := _take_word(head)) is not None:
        return taken
    return _take_mark(head)


def _take_braces(head: _Head) -> bool:
    before = replace(head.facts)
    try:
        end = read_braces(head.rest, 0, head.facts)
    except InputError as error:
        head.facts, head.trouble = before, str(error)
        return False
    head.rest = head.rest[end:]
    return True


def _take_time(head: _Head) -> bool:
    if head.facts.at is not None or (found := find_time(head.rest)) is None:
        return False
    if found.at is None:
        follows = _REST_OF_WORD.match(head.rest, found.end)
        return head.doubt(no_time(head.rest[: follows.end() if follows else found.end]), grave=True)
    head.facts.at = found.at
    head.rest = head.rest[found.end :]
    return True


def _take_word(head: _Head) -> bool | None:
    """Take a word of a run; None for what cannot be one and may be something else."""
    word = _RUN_WORD.match(head.rest) or _NAMED.match(head.rest)
    if word is None or (not head.reserved and _NOBODY.fullmatch(word[0])):
        follows = head.rest[1:2]
        if follows and follows in DOUBLE:
            return head.doubt(_unread(head.rest), grave=True)
        if head.rest[0] == "@" and follows.isalnum():
            return head.doubt(_unread(head.rest))
        return None
    name = word[word.lastindex or 0]
    if not head.takes(name):
        return head.doubt(_unread(head.rest), grave=True)
    head.add(name)
    head.rest = head.rest[word.end() :]
    return True


def _take_mark(head: _Head) -> bool:
    if head.reserved and (taken := _take_reserved(head)) is not None:
        return taken
    if head.kind is not None:
        return False
    sign, follows = head.rest[0], head.rest[1:2]
    if sign == ">" and _QUOTED_LINES.match(head.rest.rstrip(BLANK)):
        lines = head.rest.rstrip(BLANK).split("\n")
        return _marked_as(head, Kind.QUOTE, "\n".join(line[1:].removeprefix(" ") for line in lines))
    if sign in DOUBLE or sign in SINGLE:
        return _take_quotation(head)
    if sign in _KINDS and (not follows or follows in BLANK):
        return _marked_as(head, _KINDS[sign], head.rest[1:])
    return _take_touching(head)


def _take_reserved(head: _Head) -> bool | None:
    """Take `!!`, and doubt the marks that are kept for a later version; None where none of them stands."""
    if head.rest.startswith("!!"):
        follows = head.rest[2:3]
        if follows and follows not in f"{BLANK}{{@#~?*{DOUBLE}" and not follows.isalnum():
            return head.doubt(_unread(head.rest))
        head.facts.limit(Consent.BACKGROUND)
        head.rest = head.rest[2:]
        return True
    if _DECISION.match(head.rest):
        said = _("“=” will mark a decision in a later version; begin the text with \\= if it is part of it")
        return head.doubt(said, grave=True)
    if found := _AGENDA_ITEM.match(head.rest):
        said = _("“{mark}” will mark an agenda item in a later version; begin the text with \\# if it is part of it")
        return head.doubt(said.format(mark=found[0]), grave=True)
    return None


def _take_touching(head: _Head) -> bool:
    """Take a mark that touches its text, where it can be nothing else."""
    sign, follows = head.rest[0], head.rest[1:2]
    if sign in "?!":
        if follows.isalnum() or (follows and follows in DOUBLE):
            return _marked_as(head, _KINDS[sign], head.rest[1:])
        # An exclamation mark before a bracket is Markdown's picture.
        return False if follows == "[" else head.doubt(_unread(head.rest))
    if sign == "*" and follows.isalnum() and "*" not in head.rest[1:]:
        return _marked_as(head, Kind.ACTION, head.rest[1:])
    return head.doubt(_unread(head.rest)) if sign == "&" and follows.isalpha() else False


def _take_quotation(head: _Head) -> bool:
    """Take a quotation mark before white space, or one that touches words and is closed behind them all or nowhere."""
    sign, inner = head.rest[0], head.rest[1:]
    length = len(_without_run(inner))
    words, run = inner[:length].rstrip(BLANK), inner[length:]
    if not inner or inner[0] in BLANK:
        # After a mark that kennis writes, one at the end is part of the text.
        if sign != '"' and words[-1:] in _CURLY and (closed := _CLOSED.fullmatch(words)):
            return _marked_as(head, Kind.QUOTE, f"{closed[1].rstrip(SPACE)}{closed[2]} {run}")
        alone = sign in SINGLE and not words
        return False if alone else _marked_as(head, Kind.QUOTE, inner)
    if sign in SINGLE:
        closed = _CLOSED_SINGLE.fullmatch(words) if sign == "‘" and inner[0].isupper() else None
        return _marked_as(head, Kind.QUOTE, f"{closed[1]}{closed[2]} {run}") if closed else False
    if not any(mark in words for mark in DOUBLE):
        return _marked_as(head, Kind.QUOTE, inner)
    if closed := _CLOSED.fullmatch(words):
        return _marked_as(head, Kind.QUOTE, f"{closed[1].rstrip(SPACE)}{closed[2]} {run}")
    said = _("“{text}” begins with a quotation mark that is closed within the text; for a quote, put a space after it")
    return head.doubt(said.format(text=_first_words(head.rest)))


def _marked_as(head: _Head, kind: Kind, rest: str) -> bool:
    head.kind, head.rest = kind, rest
    return True


def _unread(rest: str) -> str:
    return _("“{text}” looks like a mark and is not read as one").format(text=_first_words(rest))


def _broken_name(head: _Head) -> str:
    """Say that a name of several words stands without quotation marks: `@Jan de Vries " Ja`, `@Jan Vries: ja`."""
    follows = _AFTER_A_NAME.match(head.rest) if head.speaker and not head.kind else None
    if follows is None:
        return ""
    words = follows[1].split()
    named = head.speaker[0].isupper() and words[-1][0].isupper()
    if follows[2] or (named and all(word[0].isupper() or word in BEFORE_SURNAMES for word in words)):
        said = _("“{text}” is cut off behind the first word: a name of several words stands in quotation marks")
        return said.format(text=_first_words(f"@{head.speaker} {head.rest}"))
    return ""


def _first_words(text: str) -> str:
    return " ".join(text[:40].split()[:3])


def _without_run(source: str) -> str:
    """Give a text without the words of a run at its end."""
    backwards, at = source[::-1], 0
    while (word := _last_word(backwards, at)) and not word[1] and _RUN_WORD.fullmatch(word[0][::-1]):
        at = _after_blanks(backwards, word.end())
    return source[: len(source) - at]


def _trailing(source: str, head: _Head) -> str:
    backwards, at = source[::-1], 0
    words: list[str] = []
    while (match := _last_word(backwards, at)) and not match[1]:
        word = match[0][::-1]
        if word[0] == ">":
            if head.reserved and head.kind is Kind.ACTION and _DUE.fullmatch(word):
                said = _("“{text}” will be a due date in a later version; write \\{text} if it is part of the text")
                head.doubt(said.format(text=word), grave=True)
            break
        if not _RUN_WORD.fullmatch(word) or is_changed(word[1:]):
            head.doubt(_unread(word), grave=True)
            break
        if not head.reserved and _NOBODY.fullmatch(word):
            break
        if not head.takes(word) or (word[0] == "@" and any(other[0] == "@" for other in words)):
            head.doubt(_unread(word), grave=True)
            break
        words.append(word)
        at = _after_blanks(backwards, match.end())
    for word in reversed(words):
        head.add(word)
    return source[: len(source) - at]


def _after_blanks(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in BLANK:
        at += 1
    return at


def _last_word(backwards: str, at: int = 0) -> re.Match[str] | None:
    """Match the last word of a reversed text if it looks like one of a run, or a due date; group 1 is its escape."""
    word = _LAST_WORD.match(backwards, at)
    if word is None:
        return None
    forwards = word[0][::-1].lstrip("\\")
    quotation = forwards[1] in DOUBLE
    return word if quotation or _RUN_WORD.fullmatch(forwards) or _DUE.fullmatch(forwards) else None


def _is_plain_start(text: str, reserved: bool) -> bool:
    """Say whether a text that begins so is read as text, and without a doubt."""
    if text[:1] and text[0] in BLANK:
        return False
    head = _Head(text, reserved)
    return not _take(head) and head.is_plain()


def _close_start(text: str) -> str:
    return text if _is_plain_start(text.lstrip("\\"), reserved=True) else f"\\{text}"


def _open_start(text: str, reserved: bool) -> str:
    closed = text.startswith("\\") and not _is_plain_start(text.lstrip("\\"), reserved)
    return text[1:] if closed else text


def _close_end(text: str) -> str:
    if text and (text[-1] in BLANK or _KEPT_END.search(text)):
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
