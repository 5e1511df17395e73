"""What takes part in a run: withdrawn notes do not, and the text of background notes names nothing."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kennis import embedding
from kennis.nouns import Consent, Kind, Participant, Session
from kennis.workflows import sessions, theme_runs
from kennis.workflows.progress import silent
from kennis.workflows.sessions import SaidBeside
from kennis.workflows.workspace import init

MEETING = Session(
    id="",
    title="Raad",
    date=datetime.date(2020, 3, 12),
    participants=(
        Participant(handle="bo", name="Bo", consent=Consent.WITHDRAWN),
        Participant(handle="cas", name="Cas", consent=Consent.BACKGROUND),
    ),
)


class Lengths:
    """An encoder that needs no model."""

    name = "lengths"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.array([[len(text), 1.0] for text in texts], np.float32).reshape(len(texts), 2)


def test_consent_decides_what_takes_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "load", lambda model, folder: Lengths())
    workspace = init(tmp_path)
    session = sessions.new_session(workspace, MEETING).id
    for text, speaker in [("Van niemand.", ""), ("Van Bo.", "bo"), ("Van Cas.", "cas")]:
        sessions.add_note(workspace, text, session, SaidBeside(kind=Kind.QUOTE, speaker=speaker))
    with workspace.store() as store:
        corpus, _encoder = theme_runs._corpus(workspace, store, silent)
    assert [note.text for note in corpus.notes] == ["Van niemand.", "Van Cas."]
    assert corpus.publishable == (True, False)
    assert corpus.avoid == frozenset({"Bo", "Cas"})


def test_no_theme_may_be_called_by_a_name_of_any_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not by that of somebody either who may be printed by name, or of whom no note is clustered."""
    monkeypatch.setattr(embedding, "load", lambda model, folder: Lengths())
    workspace = init(tmp_path)
    people = (
        Participant(handle="bo", name="Bo Zilverbloem", consent=Consent.NAME),
        Participant(handle="cas", name="Cas Kruidenberg", consent=Consent.WITHDRAWN),
    )
    session = sessions.new_session(workspace, replace(MEETING, participants=people)).id
    for text, speaker in [("De kaart van Hanneke Vuurvlinder.", "bo"), ("Van Cas.", "cas")]:
        sessions.add_note(workspace, text, session, SaidBeside(kind=Kind.QUOTE, speaker=speaker))
    with workspace.store() as store:
        corpus, _encoder = theme_runs._corpus(workspace, store, silent)
    told = [corpus.people.told_in(name) for name in ("Zilverbloem", "Kruidenberg", "Vuurvlinder", "De kaart")]
    assert told == [True, True, True, False]
