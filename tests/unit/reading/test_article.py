"""A contribution: an article becomes notes, paragraph by paragraph, the same ones each time."""

import datetime
from pathlib import Path

import pytest

from kennis.errors import FileRefused
from kennis.nouns import Kind, Participant
from kennis.reading import Reading, ReadOptions, read

OPTIONS = ReadOptions(today=datetime.date(2026, 11, 21))
FRONT = "---\nkind: contribution\ntitle: Over kaarten\ndate: 2026-02-03\n---\n"
ARTICLE = """# Over kaarten

Wie de kaart heeft, heeft *het woord*.
Ook op de tweede regel.

## Eigendom

- de gemeente
- de leverancier

> Van wie is de kaart?

```
lagen = 5
```

### Later

Wie de kaart heeft, heeft *het woord*.
Ook op de tweede regel.

---

[bron]: https://example.org
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "artikel.md"


def reread(path: Path, text: str) -> Reading:
    path.write_text(text, "utf-8")
    return read(path, OPTIONS)


def test_each_paragraph_is_a_note_under_its_headings(path: Path) -> None:
    reading = reread(path, FRONT + ARTICLE)
    paragraph = "Wie de kaart heeft, heeft *het woord*.\nOok op de tweede regel."
    assert [(note.context, note.text) for note in reading.notes] == [
        ((), paragraph),
        (("Eigendom",), "- de gemeente\n- de leverancier"),
        (("Eigendom",), "> Van wie is de kaart?"),
        (("Eigendom",), "```\nlagen = 5\n```"),
        (("Eigendom", "Later"), paragraph),
    ]
    assert {note.kind for note in reading.notes} == {Kind.CONTRIBUTION}
    assert (reading.refusals, reading.rewritten) == ((), None)


@pytest.mark.parametrize("text", ["", "# Over kaarten\n\n## Eigendom\n", "[bron]: https://example.org\n"])
def test_an_article_without_text_makes_no_session(path: Path, text: str) -> None:
    with pytest.raises(FileRefused, match="no text was found"):
        reread(path, FRONT + text)


def test_external_ids_stay_when_the_rest_of_the_article_changes(path: Path) -> None:
    before = reread(path, FRONT + ARTICLE).notes
    after = reread(path, FRONT + "Een nieuw begin.\n\n" + ARTICLE).notes
    assert len({note.external_id for note in before}) == len(before)
    assert [note.external_id for note in after[1:]] == [note.external_id for note in before]


def test_the_author_is_the_speaker(path: Path) -> None:
    author = "author: Een Auteur\nrole: adviseur\norganisation: Kadaster\nsector: rijk\n---\n"
    reading = reread(path, FRONT.removesuffix("---\n") + author + ARTICLE)
    expected = Participant(
        handle="een-auteur", name="Een Auteur", role="adviseur", organisation="Kadaster", sector="rijk"
    )
    assert reading.sessions[0].participants == (expected,)
    assert {note.speaker for note in reading.notes} == {"een-auteur"}


def test_an_organisation_can_be_the_author(path: Path) -> None:
    reading = reread(path, FRONT.removesuffix("---\n") + "organisation: Provincie Utrecht\n---\nTekst.\n")
    assert (reading.notes[0].speaker, reading.sessions[0].participants[0].name) == ("provincie-utrecht", "")


def test_a_paragraph_of_more_than_100_kib_is_refused(path: Path) -> None:
    reading = reread(path, FRONT + "kort\n\n" + "lang " * 30_000 + "\n")
    assert [note.text for note in reading.notes] == ["kort"]
    assert [refusal.line for refusal in reading.refusals] == [8]


def test_nothing_in_an_article_is_a_mark(path: Path) -> None:
    reading = reread(path, FRONT + "? Een vraag @jan #raad\n\n\\# geen kop\n")
    assert [note.text for note in reading.notes] == ["? Een vraag @jan #raad", "\\# geen kop"]


def test_a_word_of_consent_in_braces_is_never_text(path: Path) -> None:
    reading = reread(
        path, "---\nkind: contribution\ntitle: T\ndate: 2020-03-12\n---\n\nEen.\n\n{consent=withdrawn} Twee.\n"
    )
    assert [note.text for note in reading.notes] == ["Een."]
    assert [refusal.line for refusal in reading.refusals] == [9]
