"""A contribution: an ordinary Markdown article of which every paragraph becomes a note."""

import collections
import dataclasses
import hashlib
from collections.abc import Sequence

from kennis.errors import FileRefused, InputError
from kennis.ids import new_id
from kennis.locale import _
from kennis.nouns import Kind, Note, Participant, Session
from kennis.reading.field_values import check_new_text
from kennis.reading.frontmatter import Mapping
from kennis.reading.identifiers import handle
from kennis.reading.markdown_blocks import Block, BlockKind, blocks
from kennis.reading.markdown_document import Document
from kennis.reading.read_result import Reading, Refusal
from kennis.reading.session_front import KEYS, read_session

_AUTHOR_KEYS = ("author", "role", "organisation", "sector")
_PARAGRAPHS = (BlockKind.OTHER, BlockKind.LIST)
_DIGEST = 12  # hexadecimal figures of a paragraph's external id: in a million paragraphs two rarely meet; set by hand


def parse_article(document: Document, timezone: str) -> Reading:
    """Read an article with `kind: contribution` in its front matter; raises FileRefused when that cannot be used.

    Each outermost paragraph, list, quotation or piece of code is a note of kind contribution, under the headings it
    stands under. Its external id comes from its text, so that an article read again adds nothing.
    """
    front = document.front
    front.only(("kind", *KEYS, *_AUTHOR_KEYS))
    if front.text("kind") != Kind.CONTRIBUTION:
        front.refuse(_("“kind” can only be contribution"), front.nodes["kind"])
    session = dataclasses.replace(read_session(front, timezone), participants=_author(front))
    # Here a link definition is no paragraph, as it is in a session file.
    parts = blocks(document.text, definitions=True)
    if not any(block.kind in _PARAGRAPHS for block in parts):
        raise FileRefused(document.path, _("no text was found in the document"))
    return Reading(
        path=document.path,
        sessions=(session,),
        notes=notes_of(parts, session),
        refusals=tuple(Refusal(block.first + 1, reason) for block in parts if (reason := refused(block))),
        notices=document.notices,
        dropped=document.dropped,
    )


def _author(front: Mapping) -> tuple[Participant, ...]:
    name, role, organisation, sector = (front.text(key) for key in _AUTHOR_KEYS)
    known_as = name or organisation or role
    if not known_as:
        return ()
    return (Participant(handle=handle(known_as), name=name, role=role, organisation=organisation, sector=sector),)


def notes_of(parts: Sequence[Block], session: Session) -> tuple[Note, ...]:
    """Make a note of each paragraph, under the headings it stands under, by the session's first participant."""
    speaker = session.participants[0].handle if session.participants else ""
    headings: list[tuple[int, str]] = []
    seen: collections.Counter[str] = collections.Counter()
    notes = []
    for block in parts:
        if block.kind is BlockKind.HEADING:
            headings = [heading for heading in headings if heading[0] < block.level]
            # The article's own title says nothing that the session does not say.
            headings += [(block.level, block.text)] if block.text not in ("", session.title) else []
        if block.kind not in _PARAGRAPHS or refused(block):
            continue
        seen[block.text] += 1
        notes.append(
            Note(
                id=new_id(),
                session=session.id,
                text=block.text,
                kind=Kind.CONTRIBUTION,
                speaker=speaker,
                context=tuple(text for _level, text in headings),
                external_id=_external_id(block.text, seen[block.text]),
            )
        )
    return tuple(notes)


def refused(block: Block) -> str:
    """Say why a paragraph can be no note; empty where it can."""
    try:
        if block.kind in _PARAGRAPHS:
            check_new_text(block.text)
    except InputError as error:
        return str(error)
    return ""


def _external_id(text: str, occurrence: int) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
    return f"{digest}-{occurrence}"
