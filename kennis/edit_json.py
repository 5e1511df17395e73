"""Edits and drafts as plain values that JSON can hold, and back: for what is kept beside the tables of the store."""

import dataclasses
import datetime
from typing import Any

from kennis.nouns import Access, Audience, Consent, Draft, Edit, EditKind, Form, HeaderStep, Participant, Session, Step
from kennis.nouns.edits import Unfinished
from kennis.nouns.note_fields import note_of, plain_note


def of_edit(edit: Edit) -> dict[str, Any]:
    """Give an edit's fields."""
    return {"id": edit.id, "session": edit.session, "deed": edit.kind.value, "steps": of_steps(edit)}


def edit(values: dict[str, Any]) -> Edit:
    """Give the edit of what `of_edit` made; raises KeyError, TypeError or ValueError if it is none."""
    return Edit(values["id"], values["session"], EditKind(values["deed"]), *steps(values["steps"]))


def of_steps(edit: Edit) -> list[list[dict[str, Any] | None]]:
    """Give what stood before and after each step: notes, then headers and people."""
    notes = [[plain_note(one) if one else None for one in (step.before, step.after)] for step in edit.steps]
    headers = [[_of_header(one) if one else None for one in (step.before, step.after)] for step in edit.headers]
    return [*notes, *headers]


def steps(values: list[list[dict[str, Any] | None]]) -> tuple[tuple[Step, ...], tuple[HeaderStep, ...]]:
    """Give the steps of what `of_steps` made: those of notes, and those of headers and people."""
    notes = [pair for pair in values if not any(_is_header(one) for one in pair)]
    return (
        tuple(Step(*(note_of(one) if one else None for one in pair)) for pair in notes),
        tuple(HeaderStep(*(_header(one) if one else None for one in pair)) for pair in values if pair not in notes),
    )


def _of_header(one: Participant | Session) -> dict[str, Any]:
    values = {field.name: getattr(one, field.name) for field in dataclasses.fields(one) if field.name != "participants"}
    return {name: value.isoformat() if isinstance(value, datetime.date) else value for name, value in values.items()}


def _is_header(values: dict[str, Any] | None) -> bool:
    return values is not None and ("handle" in values or "title" in values)


def _header(values: dict[str, Any]) -> Participant | Session:
    """Give the header or person of what `_of_header` made; raises KeyError, TypeError or ValueError if it is none."""
    consent = Consent(values["consent"]) if values["consent"] else None
    common: dict[str, Any] = {**values, "consent": consent, "lineage": tuple(values["lineage"])}
    if "handle" in values:
        return Participant(**common)
    words = {"form": Form(values["form"]), "access": Access(values["access"]), "audience": Audience(values["audience"])}
    date, takers = datetime.date.fromisoformat(values["date"]), tuple(values["note_takers"])
    return Session(**{**common, **words, "date": date, "note_takers": takers})


def of_draft(draft: Draft) -> dict[str, Any]:
    """Give a draft's fields."""
    return {
        "session": draft.session,
        "note": draft.note,
        "text": draft.text,
        "cursor": list(draft.cursor),
        "at": draft.at.isoformat() if draft.at else None,
        "editing": draft.editing,
        "speaker": draft.speaker,
        "waiting": [of_edit(one) for one in draft.waiting],
        "unfinished": [[one.about, one.text] for one in draft.unfinished],
        "others": [of_draft(one) for one in draft.others],
    }


def draft(values: dict[str, Any]) -> Draft:
    """Give the draft of what `of_draft` made; raises KeyError, TypeError or ValueError if it is none."""
    line, column = values["cursor"]
    others = [draft({**one, "others": ()}) for one in values.get("others", ())]
    return Draft(
        session=values["session"],
        note=values["note"],
        text=values["text"],
        cursor=(int(line), int(column)),
        at=datetime.time.fromisoformat(values["at"]) if values["at"] else None,
        editing=values["editing"],
        speaker=values["speaker"],
        waiting=tuple(edit(one) for one in values["waiting"]),
        unfinished=tuple(Unfinished(str(about), str(text)) for about, text in values.get("unfinished", ())),
        others=tuple(others),
    )
