r"""An entry: what is typed for one note, on the screen, line by line, in a command, or as an item of a session file.

    entry  = head text [run]
    head   = any of these, in any order: a time, braces (see header), a mark, `!!`, words of a run
    mark   = `"` or `>` quote, `?` question, `!` insight, `=` decision, `*` action, `&` contribution
    `!!`   = off the record: consent `background`
    run    = words of the form @name, #tag or ~lens, and `@-` for nobody; a name with other characters stands in
             quotation marks. @name is the speaker, of an action its owner
             `>15-1` or `>15-1-2027` behind an action: the day by which it is due, the next such day after the session

A quotation mark may be of any form. A mark may touch its text (`?Why`, `"So it is"`), where it can only be a mark; the
closing quotation mark then goes too. What follows a line end after the head is the text as it stands, marks in it are
text; so a list, a block quote or code begins on its own line. White space around the text does not count.

Nothing is guessed: what looks like one of these and is not read as one is given as a doubt. `##` (an agenda item) is
kept for a later version and is a doubt until then.

A backslash is the escape only before what would be read as something else, or doubted, at the start of the text; before
the last word when that is one of a run; before braces that hold a word of consent; and at the very end, where it keeps
the white space before it. Everywhere else it is text.
"""

import contextlib
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kennis.errors import InputError
from kennis.locale import _
from kennis.nouns import Consent, Kind, Note
from kennis.person_names import BEFORE_SURNAMES
from kennis.reading.field_values import CONSENT_IN_BRACES, consent_in_braces
from kennis.reading.note_header import HeaderFacts, NoteHeader, find_time, no_time, read_braces
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
    Kind.DECISION: "=",
    Kind.ACTION: "*",
    Kind.CONTRIBUTION: "&",
}

_KINDS = {mark: kind for kind, mark in MARKS.items() if mark and kind is not Kind.DECISION}
_END = rf"(?![^{SPACE}\n])"
_NAME = rf"(?=[\w{DASHES}]*[^\W\d_])\w[\w{DASHES}]*"
_RUN_WORD = re.compile(rf"(?:@[{DASHES}]|[@#~](?:{_NAME}|{QUOTED})){_END}")
_NAMED = re.compile(rf"(@(?:{_NAME}|{QUOTED})):{_END}")
_REST_OF_WORD = re.compile(rf"[^{SPACE}\n]*")
_NOBODY = re.compile(rf"@[{DASHES}]")
_DECISION = re.compile(rf"=(?:[^\W\d_]|[{BLANK}]|\Z)")
_AGENDA_ITEM = re.compile(rf"##+(?=\w|[{BLANK}]|\Z)")
_DUE = re.compile(rf">(?P<day>\d{{1,2}})[{DASHES}](?P<month>\d{{1,2}})(?:[{DASHES}](?P<year>\d{{4}}|\d\d))?")
_DUE_FIRST = re.compile(_DUE.pattern + _END)
_KEPT_END = re.compile(rf"(?:\A|[{BLANK}\\])\\\Z")
# On the reversed text, so that the last word is found from its end: also one that only looks like a word of a run.
_LAST_WORD = re.compile(
    rf"(?:[\w{DASHES}]*\w[@#~]|[{DASHES}]@|[{DOUBLE}][^\n]*?[{DOUBLE}][@#~]|[\d{DASHES}]*\d>)(\\*){_END}"
)
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


# Fields of a note that an entry says, and those that stand beside it.
ENTRY = ("text", "kind", "speaker", "tags", "lenses", "owner", "due")
_BESIDE = ("id", "at", "star", "consent", "external_id", "attributes", "version", "lineage")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The parts of what was typed for one note; `nobody` says that it was marked as nobody's.

    Of an action the name that was typed is the `owner`, of any other kind the `speaker`.
    """

    text: str
    kind: Kind = Kind.OBSERVATION
    speaker: str = ""
    tags: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()
    nobody: bool = False
    owner: str = ""
    due: datetime.date | None = None

    @property
    def named(self) -> str:
        """Whom its @name names."""
        return self.owner if self.kind is Kind.ACTION else self.speaker


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

    def fields(self) -> dict[str, Any]:
        """Give the fields of a note that were read, by name."""
        beside = {name: getattr(self.header, name) for name in _BESIDE}
        return {**beside, **self.header.more, **{name: getattr(self.entry, name) for name in ENTRY}}


@dataclass(frozen=True, slots=True)
class Setting:
    """What an entry is read in: its grammar, the day from which dates without a year count, the kind without a mark.

    Without `reserved`, marks that version 0.1 did not have are text.
    """

    reserved: bool = True
    day: datetime.date | None = None
    kind: Kind = Kind.OBSERVATION


@dataclass(slots=True)
class _Head:
    """What was read so far, and the rest of the source."""

    rest: str
    setting: Setting
    kind: Kind | None = None
    facts: HeaderFacts = field(default_factory=HeaderFacts)
    named: str = ""
    due: datetime.date | None = None
    nobody: bool = False
    tags: list[str] = field(default_factory=list)
    lenses: list[str] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    trouble: str = ""

    def takes(self, word: str) -> bool:
        """Say whether a word can join the run: a note has one speaker or owner."""
        return not (word.startswith("@") and (self.named or self.nobody)) and not is_changed(word[1:])

    def add(self, word: str) -> None:
        """Take a word of a run."""
        if _NOBODY.fullmatch(word):
            self.nobody = True
            return
        name = unquoted(word[1:]) if word[1] in DOUBLE else plain(word[1:])
        match word[0]:
            case "@":
                self.named = name
            case "#":
                self.tags.append(name)
            case _:
                self.lenses.append(name)

    @property
    def is_action(self) -> bool:
        """Say whether what is read is an action, of which a name is the owner."""
        return (self.kind or self.setting.kind) is Kind.ACTION and self.setting.reserved

    def doubt(self, reason: str, grave: bool = False) -> bool:
        """Note a doubt; gives False, for nothing was taken."""
        self.doubts.append(Doubt(reason, grave))
        return False

    def is_plain(self) -> bool:
        """Say whether nothing was read and nothing is in doubt."""
        return not (self.kind or self.named or self.nobody or self.tags or self.lenses or self.doubts or self.trouble)


def read_entry(source: str, setting: Setting = Setting()) -> Typed:
    """Read an entry with all that may stand in it.

    Nothing is refused here: `trouble` and `doubts` say what the reader of a file, or a person, must be told.
    """
    head = _Head(source.lstrip(SPACE), setting)
    while _take(head):
        head.rest = head.rest.lstrip(SPACE)
    own_lines = head.rest.startswith("\n")
    broken_name = _broken_name(head)
    rest = _trailing(head.rest.rstrip(BLANK), head)
    text = _open_end(rest[1:] if own_lines else _open_start(rest, setting))
    try:
        text = open_braces(text)
    except InputError as error:
        head.trouble = head.trouble or str(error)
    header = head.facts.header()
    speaker, owner = ("", head.named) if head.is_action else (head.named, "")
    return Typed(
        entry=Entry(
            text=text,
            kind=head.kind or setting.kind,
            speaker=speaker or header.more.get("speaker", ""),
            tags=tuple(head.tags),
            lenses=tuple(head.lenses),
            nobody=head.nobody,
            owner=owner or header.more.get("owner", ""),
            due=head.due or header.more.get("due"),
        ),
        header=header,
        marked=head.kind is not None,
        doubts=tuple(head.doubts),
        trouble=head.trouble,
        broken_name=broken_name,
    )


def parse_entry(source: str) -> Entry:
    """Read an entry without the facts that stand beside it; what is no mark is text: nothing is ever refused."""
    return read_entry(source).entry


def write_entry(entry: Entry) -> str:
    """Write an entry such that `parse_entry` gives it back, but for the fields that its kind has no mark for."""
    run = [marked(sign, name) for sign, name in _signed(entry)] + (["@-"] if entry.nobody else [])
    if entry.due and entry.kind is Kind.ACTION:
        run.append(f">{entry.due.day}-{entry.due.month}-{entry.due.year:04d}")
    text = _close_end(close_braces(entry.text))
    if _OWN_LINES.match(entry.text):
        return " ".join(filter(None, [MARKS[entry.kind], *run])) + "\n" + text
    text = _close_start(text)
    parts = [*run, text] if "\n" in text else [text, *run]
    return " ".join(filter(None, [MARKS[entry.kind], *parts]))


def entry_of(note: Note) -> Entry:
    """Give what an entry says of a note."""
    return Entry(**{name: getattr(note, name) for name in ENTRY})


def said_by_marks(kind: Kind) -> tuple[str, ...]:
    """Give the fields beside the text for which an entry of a kind has marks."""
    return ("owner", "due") if kind is Kind.ACTION else ("speaker",)


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
    named = [("@", entry.named)] if entry.named else []
    return [*named, *(("#", tag) for tag in entry.tags), *(("~", lens) for lens in entry.lenses)]


def _take(head: _Head) -> bool:
    """Take what stands first, if it belongs to the head; what only looks so becomes a doubt."""
    sign = head.rest[:1]
    if not sign or sign in "\n\\":
        return False
    if sign == "{":
        return _take_braces(head)
    if sign.isdigit():
        return _take_time(head)
    if sign == ">" and head.is_action and head.due is None and (due := _DUE_FIRST.match(head.rest)):
        is_read = _take_due(due[0], head)
        head.rest = head.rest[due.end() :] if is_read else head.rest
        return is_read
    if sign in "@#~" and (taken := _take_word(head)) is not None:
        return taken
    return _take_mark(head)


def _take_braces(head: _Head) -> bool:
    before = head.facts.copy()
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
    if word is None or (not head.setting.reserved and _NOBODY.fullmatch(word[0])):
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
    if head.setting.reserved and (taken := _take_reserved(head)) is not None:
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
    """Take `!!` and `=`, and doubt the mark that is kept for a later version; None where none of them stands."""
    if head.rest.startswith("!!"):
        follows = head.rest[2:3]
        if follows and follows not in f"{BLANK}{{@#~?*{DOUBLE}" and not follows.isalnum():
            return head.doubt(_unread(head.rest))
        head.facts.limit(Consent.BACKGROUND)
        head.rest = head.rest[2:]
        return True
    if head.kind is None and _DECISION.match(head.rest):
        return _marked_as(head, Kind.DECISION, head.rest[1:])
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
    follows = _AFTER_A_NAME.match(head.rest) if head.named and not head.kind else None
    if follows is None:
        return ""
    words = follows[1].split()
    named = head.named[0].isupper() and words[-1][0].isupper()
    if follows[2] or (named and all(word[0].isupper() or word in BEFORE_SURNAMES for word in words)):
        said = _("“{text}” is cut off behind the first word: a name of several words stands in quotation marks")
        return said.format(text=_first_words(f"@{head.named} {head.rest}"))
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
            if not head.is_action or head.due is not None or not _take_due(word, head):
                break
            at = _after_blanks(backwards, match.end())
            continue
        if not _RUN_WORD.fullmatch(word) or is_changed(word[1:]):
            head.doubt(_unread(word), grave=True)
            break
        if not head.setting.reserved and _NOBODY.fullmatch(word):
            break
        if not head.takes(word) or (word[0] == "@" and any(other[0] == "@" for other in words)):
            head.doubt(_unread(word), grave=True)
            break
        words.append(word)
        at = _after_blanks(backwards, match.end())
    for word in reversed(words):
        head.add(word)
    return source[: len(source) - at]


def _take_due(word: str, head: _Head) -> bool:
    """Take the day by which an action is due: of a year, else the next such day from that of the session."""
    found = _DUE.fullmatch(word)
    if found is None:
        return False
    day, month, year = int(found["day"]), int(found["month"]), found["year"]
    first = head.setting.day
    years: Iterable[int] = range(first.year, first.year + 9) if first else ()
    if year:
        years = [int(year) + (2000 if len(year) == 2 else 0)]
    for one in years:  # the 29th of February comes once in four years, once in eight
        with contextlib.suppress(ValueError):
            due = datetime.date(one, month, day)
            if year or (first and due >= first):
                head.due = due
                return True
    said = _("“{text}” is no date by which an action can be due; write it as >15-1-2027, or \\{text} as text")
    return head.doubt(said.format(text=word), grave=True)


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


def _is_plain_start(text: str, setting: Setting) -> bool:
    """Say whether a text that begins so is read as text, and without a doubt, whatever its kind."""
    if (text[:1] and text[0] in BLANK) or (setting.reserved and _DUE_FIRST.match(text)):
        return False
    head = _Head(text, setting)
    return not _take(head) and head.is_plain()


def _close_start(text: str) -> str:
    return text if _is_plain_start(text.lstrip("\\"), Setting()) else f"\\{text}"


def _open_start(text: str, setting: Setting) -> str:
    closed = text.startswith("\\") and not _is_plain_start(text.lstrip("\\"), setting)
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
