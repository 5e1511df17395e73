"""The commands of a dictation, declared once: what they are called, what they take, what they do."""

from collections.abc import Callable
from dataclasses import dataclass

from kennis.clean_text import clean
from kennis.cli.plain_capture import edits, lookups
from kennis.cli.plain_capture.conversation import Dictation, Lines
from kennis.errors import InputError
from kennis.locale import _
from kennis.reading.completion import complete, vocabulary


@dataclass(frozen=True, slots=True)
class PlainCommand:
    """A command: its name, what follows it, what it does in a few words, and the doing."""

    name: str
    takes: Callable[[], str]
    help: Callable[[], str]
    run: Callable[[Dictation, str], Lines]


def obey(talk: Dictation, line: str) -> Lines:
    """Do a command; its name may be shortened as long as it is clear. Raises InputError."""
    name, _blank, rest = clean(line).text.strip().partition(" ")
    found = [order for order in ORDERS if order.name == name] or [
        order for order in ORDERS if name and order.name.startswith(name)
    ]
    if len(found) != 1:
        raise InputError(_("there is no command :{name}; :help lists them").format(name=name))
    return found[0].run(talk, rest.strip())


def endings(talk: Dictation, line: str) -> tuple[str, ...]:
    """Give the words that the last word of a line could become: a command, speaker, tag or lens that begins so."""
    if line.startswith(":") and " " not in line:
        return tuple(f":{order.name} " for order in ORDERS if order.name.startswith(line[1:]))
    known = vocabulary(talk.session, tuple(talk.notes.values()), talk.lenses)
    found = complete(line, len(line), known)
    word = line[found.start :] if found else ""
    return tuple(option.insert for option in found.options if option.insert.startswith(word)) if found else ()


def _help(_talk: Dictation, _rest: str) -> Lines:
    yield _("each line is a note; \\ at its end goes on with the note on the next line")
    yield _('" quote  ? question  ! insight  = decision  * action  & contribution')
    yield _("@speaker #tag ~lens at the start or the end")
    yield _("of an action @name is who is to do it, and >15-1 at its end the day by which")
    yield _(
        "!! off the record, {consent=role} a level for this note, @- nobody; a backslash before a mark makes it text"
    )
    yield _(
        "a speaker stays for the next quotes until another is typed; a text that begins with a colon is typed with \\:"
    )
    yield _("an empty line only asks for news of the other note-taker")
    yield _("a note is called by its number, as n43; . is the last one")
    for order in ORDERS:
        yield f":{order.name} {order.takes()}".rstrip() + f"  {order.help()}"


def _as_is(text: str) -> Callable[[], str]:
    return lambda: text


ORDERS: tuple[PlainCommand, ...] = (
    PlainCommand("help", _as_is(""), lambda: _("this list"), _help),
    PlainCommand("list", lambda: _("number"), lambda: _("the last notes: ten, or as many as you say"), lookups.list_),
    PlainCommand("show", _as_is("n43"), lambda: _("the whole note, line by line"), lookups.show),
    PlainCommand(
        "find",
        lambda: _("words"),
        lambda: _("notes with these words; @speaker, #tag or a kind's mark narrow it"),
        lookups.find,
    ),
    PlainCommand("time", _as_is("14:05"), lambda: _("the notes from that time on"), lookups.time),
    PlainCommand(
        "undo",
        _as_is("[consent]"),
        lambda: _("undo the last change; one that lets more be printed only with the word"),
        edits.undo,
    ),
    PlainCommand("redo", _as_is("[consent]"), lambda: _("do again what was undone, likewise"), edits.redo),
    PlainCommand(
        "edit",
        lambda: _("n43 entry"),
        lambda: _("write the note anew; without an entry it is shown as it was typed"),
        edits.edit,
    ),
    PlainCommand("star", _as_is("n43"), lambda: _("put a star on it, or take it away"), edits.star),
    PlainCommand(
        "kind",
        lambda: _("n43 kind"),
        lambda: _("observation, quote, question, insight, decision, action, contribution, or the mark"),
        edits.kind,
    ),
    PlainCommand(
        "consent",
        lambda: _("n43 level"),
        lambda: _("name, role, organisation, anonymous, background, withdrawn; - for none"),
        edits.consent,
    ),
    PlainCommand(
        "speaker",
        lambda: _("[n43] handle"),
        lambda: _("who says the next quotes, or this note; - for nobody"),
        edits.speaker,
    ),
    PlainCommand("owner", lambda: _("n43 handle"), lambda: _("who is to do the action; - for nobody"), edits.owner),
    PlainCommand(
        "done",
        lambda: _("n43 [day]"),
        lambda: _("the action was done, today or on a day as 2027-01-15; - if it was not"),
        edits.done,
    ),
    PlainCommand(
        "person",
        lambda: _("[handle [name; role; organisation; sector; consent]]"),
        lambda: _("the register, who somebody is, or say who it is"),
        edits.person,
    ),
    PlainCommand("merge", _as_is("n43"), lambda: _("put the next note under it"), edits.merge),
    PlainCommand(
        "split",
        lambda: _("n43 words"),
        lambda: _("cut it in two before these words, else at its blank line"),
        edits.split,
    ),
    PlainCommand("delete", _as_is("n43"), lambda: _("delete it"), edits.delete),
    PlainCommand(
        "versions",
        lambda: _("n43 [number]"),
        lambda: _("what it said before; with a number, say that again"),
        edits.versions,
    ),
    PlainCommand("sessions", _as_is(""), lambda: _("the sessions"), lookups.sessions),
    PlainCommand("session", lambda: _("id or title"), lambda: _("go to that session"), edits.session),
    PlainCommand("new", lambda: _("title"), lambda: _("make a session of today and go there"), edits.new),
    PlainCommand("write", _as_is("[merge]"), lambda: _("write the session's file"), edits.write),
    PlainCommand("close", _as_is("[merge]"), lambda: _("close the session and write its file"), edits.close),
    PlainCommand("reopen", _as_is(""), lambda: _("open the closed session again"), edits.reopen),
    PlainCommand("take", _as_is(""), lambda: _("save what was put aside"), edits.take),
    PlainCommand("drop", _as_is(""), lambda: _("throw away what was put aside"), edits.drop),
    PlainCommand("quit", _as_is(""), lambda: _("stop; the end of the input does the same"), edits.quit_),
)
