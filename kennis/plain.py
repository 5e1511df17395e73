"""Edits and drafts as plain values that JSON can hold, and back: for what is kept beside the tables of the store."""

import datetime
from typing import Any

from kennis.nouns import Draft, Edit, EditKind, Step
from kennis.nouns.capture import Unfinished
from kennis.nouns.note_fields import note_of, plain_note


def of_edit(edit: Edit) -> dict[str, Any]:
    """Give an edit's fields."""
    return {"id": edit.id, "session": edit.session, "deed": edit.deed.value, "steps": of_steps(edit.steps)}


def edit(values: dict[str, Any]) -> Edit:
    """Give the edit of what `of_edit` made; raises KeyError, TypeError or ValueError if it is none."""
    return Edit(values["id"], values["session"], EditKind(values["deed"]), steps(values["steps"]))


def of_steps(steps: tuple[Step, ...]) -> list[list[dict[str, Any] | None]]:
    """Give the notes before and after of each step."""
    return [[plain_note(one) if one else None for one in (step.before, step.after)] for step in steps]


def steps(values: list[list[dict[str, Any] | None]]) -> tuple[Step, ...]:
    """Give the steps of what `of_steps` made."""
    return tuple(Step(*(note_of(one) if one else None for one in pair)) for pair in values)


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
