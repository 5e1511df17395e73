"""A name in what a session and its file are called, in its header, in who decided, and a first name by itself."""

import shutil
from pathlib import Path

import pytest

from kennis.nouns import Draft
from kennis.store import FILE
from kennis.store.sqlite.repair import repair
from kennis.workflows.draft_files import claim
from tests.command.conftest import Kennis
from tests.command.test_forget import done

OLD = "2018-03-03-overleg-met-qwertina-zandkasteel"
SESSION = """\
---
title: Overleg met Qwertina Zandkasteel
date: 2018-03-03
place: bij Qwertina Zandkasteel thuis
note-takers: [Qwertina Zandkasteel, Piet Bos]
participants:
  qanna: {name: Qwertina Zandkasteel}
  piet: {name: Piet Bos}
---
- " Een zin van haar over de gemeenteraad. @qanna
- " Een andere zin, die blijft. @piet
- " Daar had Qwertina gelijk in, al zei ze het zacht. @piet
"""
CANARIES = (b"qwertina", b"zandkasteel", b"qwertina-zandkasteel", b"qanna")


def holding(folder: Path) -> list[str]:
    """Give the files that hold part of the name, in their name or in their bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [
        str(path.relative_to(folder))
        for path in files
        if any(word in path.read_bytes().lower() or word in str(path.name).lower().encode() for word in CANARIES)
    ]


@pytest.fixture
def known(kennis: Kennis, empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace in which the name stands in all those places, and in a backup."""
    (empty / "sessions" / "s.md").write_text(SESSION, "utf-8")
    done(kennis("import", "sessions"))
    done(kennis("sessions", "write"))
    monkeypatch.setenv("KENNIS_PERSON", "Qwertina Zandkasteel")
    done(kennis("memo", "add", "session", OLD, "Een goed gesprek."))
    monkeypatch.setenv("KENNIS_PERSON", "Onderzoeker")
    with claim(empty / ".kennis") as client:
        client.keep(Draft(session=OLD, text="half getypt", speaker="piet"))
    done(kennis("backup"))
    return empty


def test_nothing_is_called_after_them_any_more(kennis: Kennis, known: Path) -> None:
    assert {f"sessions/{OLD}.md", ".kennis/places/1.json"} <= {*holding(known)}
    look = done(kennis("forget", "qanna", "--mentions", "--format", "json"))
    told = {(one["sort"], one["item"], one["why"]) for one in look.json["found"]}
    assert {("session", OLD, "id"), ("memo", "1", "maker"), ("note", "n3", "mention")} <= told
    assert holding(known)
    forgotten = done(kennis("forget", "qanna", "--yes", "--mentions", "--format", "json"))
    assert forgotten.json["found"] == look.json["found"]
    assert holding(known) == []
    (session,) = kennis("sessions", "list", "--format", "json").json
    assert [path.name for path in (known / "sessions").iterdir()] == [f"{session['id']}.md"]
    assert session["id"].startswith("2018-03-03-") and session["notes"] == 2
    assert (session["title"], session["note_takers"]) == ("Overleg met […]", ["[…]", "Piet Bos"])
    texts = [one["text"] for one in kennis("notes", "list", "--format", "json").json]
    assert texts == ["Een andere zin, die blijft.", "Daar had […] gelijk in, al zei ze het zacht."]
    assert "Een goed gesprek." in done(kennis("memo", "list")).out
    assert repair.examine(known / ".kennis" / FILE) == ()
    assert kennis("doctor").code == 0 and done(kennis("search", "andere", "--mode", "words")).out


def test_without_mentions_others_words_stay_and_the_first_name_in_them_is_told(kennis: Kennis, known: Path) -> None:
    look = done(kennis("forget", "qanna", "--format", "json"))
    mentions = {
        (one["sort"], one["item"]) for one in look.json["found"] if (one["fate"], one["why"]) == ("left", "mention")
    }
    assert mentions == {("note", "n3")}
    told = done(kennis("forget", "qanna", "--yes"))
    assert "still stands in the words of others" in told.err
    (session,) = kennis("sessions", "list", "--format", "json").json
    assert session["title"] == "Overleg met […]" and "qwertina" not in session["id"]
    assert not [name for name in holding(known) if "qwertina" in name]


def test_old_files_backups_and_archives_meet_it_under_its_new_id(
    kennis: Kennis, known: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    aside = tmp_path_factory.mktemp("aside")
    done(kennis("export", "--format", "jsonl", "--out", aside))
    (archive,) = aside.glob("*.jsonl")
    shutil.copy(known / "sessions" / f"{OLD}.md", aside / f"{OLD}.md")
    (copy,) = (known / ".kennis" / "backups").glob("*.db")
    shutil.copy(copy, aside / "oud.db")
    done(kennis("forget", "qanna", "--yes", "--mentions"))
    new = kennis("sessions", "list", "--format", "json").json[0]["id"]
    for path in (aside / f"{OLD}.md", archive):
        done(kennis("import", path))
        assert [one["id"] for one in kennis("sessions", "list", "--format", "json").json] == [new]
        assert len(kennis("notes", "list", "--format", "json").json) == 2
    done(kennis("restore", aside / "oud.db"))
    assert [one["id"] for one in kennis("sessions", "list", "--format", "json").json] == [new]
    assert holding(known) == []
    again = kennis("sessions", "new", "Overleg met Qwertina Zandkasteel", "--date", "2018-03-03")
    assert again.code == 1 and new in again.err


def test_a_file_changed_by_hand_keeps_the_change_under_the_new_name(kennis: Kennis, known: Path) -> None:
    path = known / "sessions" / f"{OLD}.md"
    path.write_text(path.read_text("utf-8") + "\n- Nog met de hand erbij gezet.\n", "utf-8")
    done(kennis("forget", "qanna", "--yes", "--mentions"))
    (left,) = (known / "sessions").iterdir()
    assert holding(known) == [] and "met de hand erbij" in left.read_text("utf-8")
    done(kennis("import", "sessions"))
    assert len(kennis("notes", "list", "--format", "json").json) == 3


def test_a_first_name_that_others_bear_is_told_and_stays(kennis: Kennis, known: Path) -> None:
    made = done(kennis("sessions", "new", "Nog een", "--date", "2019-01-02")).out.strip()
    done(kennis("note", "add", "Een zin.", "--session", made, "--speaker", "Qwertina Dijk"))
    look = done(kennis("forget", "qanna", "--mentions", "--format", "json"))
    shared = [(one["item"], one["text"], one["fate"]) for one in look.json["found"] if one["why"] == "shared"]
    assert shared == [("Qwertina", "1", "left")]
    done(kennis("forget", "qanna", "--yes", "--mentions"))
    assert "Daar had Qwertina gelijk in" in kennis("notes", "list", "--format", "csv").out


def test_who_took_notes_and_decided_is_forgotten_without_a_register(
    kennis: Kennis, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = ("sessions", "new", "Raad", "--date", "2019-01-02", "--note-taker", "Qwertina Zandkasteel")
    made = done(kennis(*new, "--note-taker", "Piet Bos")).out.strip()
    monkeypatch.setenv("KENNIS_PERSON", "qwertina zandkasteel")
    done(kennis("memo", "add", "session", made, "Een goed gesprek."))
    done(kennis("sessions", "write"))
    done(kennis("backup"))
    monkeypatch.setenv("KENNIS_PERSON", "Onderzoeker")
    done(kennis("forget", "Qwertina Zandkasteel", "--yes"))
    assert holding(empty) == []
    assert kennis("sessions", "list", "--format", "json").json[0]["note_takers"] == ["[…]", "Piet Bos"]
    assert [one["what"] for one in kennis("forget", "--format", "json").json] == ["person"]
    assert kennis("forget", "Qwertina Zandkasteel").code == 1


@pytest.mark.parametrize(
    "title", ["Zandkasteels plan", "Het plan Zandkasteel", "Koffie met Qwertina", "Qwertina's plan"]
)
def test_part_of_a_name_in_a_title_is_told_and_goes_with_the_mentions(kennis: Kennis, known: Path, title: str) -> None:
    done(kennis("sessions", "new", title, "--date", "2019-01-02"))
    done(kennis("sessions", "write"))
    look = done(kennis("forget", "qanna", "--format", "json"))
    assert (title, "left", "mention") in {(one["text"], one["fate"], one["why"]) for one in look.json["found"]}
    done(kennis("forget", "qanna", "--yes", "--mentions"))
    assert holding(known) == []
    ids = {one["id"] for one in kennis("sessions", "list", "--format", "json").json}
    assert {path.stem for path in (known / "sessions").iterdir()} == ids


def test_an_id_that_was_cut_off_within_the_name_goes_too(kennis: Kennis, known: Path) -> None:
    title = "Gesprek over de toekomst met Qwertina Zandkasteel en velen"
    made = done(kennis("sessions", "new", title, "--date", "2019-01-02")).out.strip()
    assert "qwertina" in made and "zandkasteel" not in made
    done(kennis("sessions", "write"))
    done(kennis("forget", "qanna", "--yes"))
    assert not [name for name in holding(known) if "qwertina" in name]
    assert {"title": title.replace("Qwertina Zandkasteel", "[…]"), "notes": 0}.items() <= next(
        one for one in kennis("sessions", "list", "--format", "json").json if one["date"] == "2019-01-02"
    ).items()


@pytest.mark.parametrize("title", ["De bakker spreekt", "Over bakkers"])
def test_a_word_that_is_a_surname_too_renames_nothing_unasked(kennis: Kennis, empty: Path, title: str) -> None:
    made = done(kennis("sessions", "new", title, "--date", "2019-01-02")).out.strip()
    done(kennis("note", "add", "Een zin.", "--session", made, "--speaker", "Jan Bakker"))
    done(kennis("forget", "Jan Bakker", "--yes", "--mentions"))
    (session,) = kennis("sessions", "list", "--format", "json").json
    assert (session["id"], session["title"]) == (made, title)
