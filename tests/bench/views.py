"""How long the views take and how large their pages are: python tests/bench/views.py [NOTES…]."""

import datetime
import sys
import time

import numpy as np
from numpy.typing import NDArray

from kennis.nouns import Consent, Kind, Note, Participant, Placement, Programme, Session, Theme
from kennis.views.html import page_html
from kennis.views.view_material import ViewMaterial
from kennis.workflows.layout_2d import plane
from kennis.workflows.view_pages import VIEWS
from tests.bench.machine import here, peak

_SENTENCE = "de raad krijgt inzichten waar nog geen beleid bij hoort en vraagt wie eigenaar is van het model"
_SESSIONS, _DIMENSIONS, _LOOSE = 20, 384, 0.3


def people(number: int) -> tuple[Participant, ...]:
    """Give forty speakers of a session, of 25 organisations in 6 sectors; most of them come back."""
    return tuple(
        Participant(
            handle=f"spreker-{one}",
            name=f"Spreker Nummer{one}",
            role="adviseur",
            organisation=f"Organisatie {one % 25}",
            sector=f"sector {one % 25 % 6}",
            consent=Consent.NAME,
        )
        for one in (index % 200 for index in range(number * 5, number * 5 + 40))
    )


def vectors(count: int, themes: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """Give the theme of each note, (count,), and vectors around the themes' middles, (count, 384)."""
    drawn = np.random.default_rng(1)
    middles, labels = drawn.normal(size=(themes, _DIMENSIONS)), drawn.integers(0, themes, count)
    return labels, (middles[labels] + drawn.normal(0, 1.2, (count, _DIMENSIONS))).astype(np.float32)


def material(count: int) -> ViewMaterial:
    """Make so many notes in twenty sessions, laid out on a map; says how long the layout took."""
    themes = max(3, round(count**0.5 / 2.4))
    labels, points = vectors(count, themes)
    sessions = [
        Session(
            id=f"s{one}",
            title=f"Sessie {one}",
            date=datetime.date(2020 + one // 12, one % 12 + 1, 1),
            participants=people(one),
        )
        for one in range(_SESSIONS)
    ]
    words = _SENTENCE.split()
    notes = [
        Note(
            id=f"0190-{one:08d}",
            session=sessions[one % _SESSIONS].id,
            text=" ".join([*words[one % 18 :], *words, *words[: one % 18], f"in gesprek {one}."]),
            kind=Kind.QUOTE,
            speaker=sessions[one % _SESSIONS].participants[one // _SESSIONS % 40].handle,
            number=one + 1,
        )
        for one in range(count)
    ]
    keys = {note.id: note.id for note in notes}
    begin = time.perf_counter()
    places = plane(notes, keys, {note.id: points[index] for index, note in enumerate(notes)})
    print(f"{count:>8} {'layout':>10} {time.perf_counter() - begin:>8.2f}")
    loose = np.random.default_rng(2).random(count) < _LOOSE
    return ViewMaterial(
        programme=Programme(slug="proef", title="Proef", language="nl", lenses=()),
        sessions=tuple(sessions),
        notes=tuple(notes),
        themes=tuple(
            Theme(id=f"t{one}", number=one + 1, title=f"Een thema over zaak {one}", keywords=(), stability=0.7)
            for one in range(themes)
        ),
        placements=tuple(
            Placement(note=note.id, theme=None if loose[index] else f"t{labels[index]}", strength=0.5)
            for index, note in enumerate(notes)
        ),
        points=places,
    )


def main() -> None:
    """Print seconds and megabytes of each view, for each number of notes."""
    print(here())
    print(f"{'notes':>8} {'view':>10} {'seconds':>8} {'page MB':>8}")
    for count in [int(word) for word in sys.argv[1:]] or [300, 20_000]:
        made = material(count)
        for name, (figures, put) in VIEWS.items():
            begin = time.perf_counter()
            page = page_html(put(figures(made, "")), "nl")
            print(f"{count:>8} {name:>10} {time.perf_counter() - begin:>8.2f} {len(page) / 1e6:>8.2f}")
    print(f"peak {peak():.0f} MB")


if __name__ == "__main__":
    main()
