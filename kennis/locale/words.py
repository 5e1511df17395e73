"""The words for what a note, a session or a theme can be: kinds, levels of consent, forms, stances, changes.

What is not of notes and sessions is imported where it is asked for, for a list of these must start quickly.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kennis.locale import _
from kennis.nouns import Access, Audience, Consent, Form, Kind

if TYPE_CHECKING:
    from kennis.nouns import Change, Edition, EditKind, OutlineChange, PassageKind, RemarkKind, Stance


def kind(one: Kind) -> str:
    """Give the word for a kind of note."""
    return {
        Kind.OBSERVATION: _("observation"),
        Kind.QUOTE: _("quote"),
        Kind.QUESTION: _("question"),
        Kind.INSIGHT: _("insight"),
        Kind.DECISION: _("decision"),
        Kind.ACTION: _("action"),
        Kind.CONTRIBUTION: _("contribution"),
    }[one]


def consent(level: Consent | None) -> str:
    """Name a level of consent; None is a level that was not set."""
    return {
        None: _("not set"),
        Consent.NAME: _("by name"),
        Consent.ROLE: _("by role"),
        Consent.ORGANISATION: _("by organisation"),
        Consent.ANONYMOUS: _("anonymous"),
        Consent.BACKGROUND: _("background only"),
        Consent.WITHDRAWN: _("withdrawn"),
    }[level]


def consent_meaning(level: Consent | None) -> str:
    """Say in a line what a level of consent means for what is printed."""
    return {
        None: _("the speaker's and session's level counts"),
        Consent.NAME: _("printed with name, role and organisation"),
        Consent.ROLE: _("printed with role and sector only"),
        Consent.ORGANISATION: _("printed with the organisation only"),
        Consent.ANONYMOUS: _("printed; nothing about the speaker"),
        Consent.BACKGROUND: _("never printed; helps to form themes"),
        Consent.WITHDRAWN: _("never printed, and in no theme"),
    }[level]


def passage_kind(one: "PassageKind") -> str:
    """Name what a passage of the outline is."""
    from kennis.nouns import PassageKind

    return {
        PassageKind.SUMMARY: _("Summary"),
        PassageKind.POINT: _("Point"),
        PassageKind.QUOTE: _("Quote"),
        PassageKind.COUNTER: _("Counter-voice"),
        PassageKind.QUESTION: _("Question"),
        PassageKind.LOOSE: _("Loose note"),
        PassageKind.CONTRIBUTION: _("Contribution"),
        PassageKind.TEXT: _("Own text"),
    }[one]


def form(one: Form) -> str:
    """Give the words for how a session is held."""
    return {Form.ON_SITE: _("on site"), Form.ONLINE: _("online"), Form.HYBRID: _("hybrid")}[one]


def access(one: Access) -> str:
    """Give the words for who may come."""
    return {Access.OPEN: _("open"), Access.PARTNERS: _("partners")}[one]


def audience(one: Audience) -> str:
    """Give the word for whom a session is."""
    return {
        Audience.EVERYONE: _("everyone"),
        Audience.PARTNERS: _("partners"),
        Audience.ADMINISTRATORS: _("administrators"),
        Audience.CITIZENS: _("citizens"),
    }[one]


def edit_kind(one: "EditKind") -> str:
    """Name what was done to a note."""
    from kennis.nouns import EditKind

    return {
        EditKind.ADD: _("note added"),
        EditKind.TEXT: _("text changed"),
        EditKind.KIND: _("kind changed"),
        EditKind.SPEAKER: _("speaker changed"),
        EditKind.CONSENT: _("consent changed"),
        EditKind.STAR: _("star changed"),
        EditKind.OWNER: _("owner changed"),
        EditKind.DUE: _("day changed"),
        EditKind.DONE: _("set to done or open"),
        EditKind.SPLIT: _("split"),
        EditKind.MERGE: _("merged"),
        EditKind.DELETE: _("deleted"),
        EditKind.PERSON: _("person changed"),
        EditKind.SESSION: _("session changed"),
    }[one]


def stance(one: "Stance | None") -> str:
    """Name a stance; None is one that was not set."""
    from kennis.nouns import Stance

    return {
        Stance.FOR: _("for"),
        Stance.AGAINST: _("against"),
        Stance.CONDITIONAL: _("conditional"),
        None: _("none"),
    }[one]


def change(one: "Change") -> str:
    """Name what a run proposes to do with a theme."""
    from kennis.nouns import Change

    return {
        Change.NEW: _("new theme"),
        Change.SAME: _("hardly changes"),
        Change.GROWN: _("grows"),
        Change.SHRUNK: _("shrinks"),
        Change.SPLIT: _("falls apart"),
        Change.MERGED: _("comes together"),
        Change.FADED: _("fades"),
        Change.RENAMED: _("another title"),
        Change.FAMILY: _("family"),
    }[one]


def book_change(one: "OutlineChange") -> str:
    """Name what the outline could take over."""
    from kennis.nouns import OutlineChange

    return {
        OutlineChange.SECTION: _("a new section"),
        OutlineChange.GAINED: _("new notes"),
        OutlineChange.ENDED: _("its theme ended"),
        OutlineChange.TITLE: _("another title"),
        OutlineChange.TEXT: _("another text"),
        OutlineChange.GONE: _("may not be printed"),
        OutlineChange.CONTRIBUTION: _("a contribution"),
    }[one]


def edition(one: "Edition") -> str:
    """Say what an edit did; where it names a part by its place then, which may be another's now, that is left out."""
    from kennis.nouns import EditVerb

    return {
        EditVerb.BUILD: _("made the first outline"),
        EditVerb.ACCEPT: _("accepted proposals: {about}"),
        EditVerb.REJECT: _("rejected proposals: {about}"),
        EditVerb.ADD: _("added {about}") if one.about else _("added a passage"),
        EditVerb.WRITE: _("rewrote a passage"),
        EditVerb.RETITLE: _("gave the title {about}"),
        EditVerb.MOVE: _("moved a part"),
        EditVerb.SWAP: _("put {about} in the place of a passage"),
        EditVerb.TARGET: _("words of a chapter: {about}"),
        EditVerb.REMOVE: _("took a part out"),
        EditVerb.APPLY: _("took over {about}"),
        EditVerb.BESIDE: _("kept another outline beside it, from an archive"),
    }[one.verb].format(about=one.about)


def remark(what: "RemarkKind") -> str:
    """Name what a remark is about."""
    from kennis.nouns import RemarkKind

    return {
        RemarkKind.LEAKED: _("words that may not be printed"),
        RemarkKind.QUOTATION: _("quotation from no note"),
        RemarkKind.WITHDRAWN: _("withdrawn"),
        RemarkKind.WITHHELD: _("background only"),
        RemarkKind.NO_LEVEL: _("no level on the note"),
        RemarkKind.MISSING: _("note gone"),
        RemarkKind.REFUSED: _("refused"),
        RemarkKind.WORDS: _("other words"),
        RemarkKind.UNAPPROVED: _("not approved"),
        RemarkKind.UNKNOWN: _("speaker unknown"),
        RemarkKind.UNCITED: _("cites nothing"),
        RemarkKind.UNSOURCED: _("without a source"),
        RemarkKind.REPEATED: _("printed twice"),
        RemarkKind.SPEAKER: _("one speaker"),
        RemarkKind.SECTOR: _("one sector"),
        RemarkKind.UNUSED: _("unused notes"),
        RemarkKind.LENGTH: _("length"),
        RemarkKind.NAME: _("person's name"),
        RemarkKind.MAIL: _("e-mail address"),
        RemarkKind.PHONE: _("telephone number"),
        RemarkKind.IBAN: _("bank account"),
        RemarkKind.BSN: _("citizen service number"),
    }[what]


def worded(value: object) -> object:
    """Give the word for a kind, a level or the like, and for yes and no; anything else as it is."""
    return _WORDED[type(value)](value) if type(value) in _WORDED else value


_WORDED: dict[type, Callable[[Any], str]] = {
    Access: access,
    Audience: audience,
    Consent: consent,
    Form: form,
    Kind: kind,
    bool: lambda one: _("yes") if one else _("no"),
}
