"""The editor's work at the command line, on the demonstration: build, edit, check, apply, propose, undo."""

import re
from pathlib import Path

import pytest

from kennis.store import FILE
from tests.command.conftest import Done, Kennis

SEVENTH = Path(__file__).parents[1] / "example" / "2017-06-29-digitale-overheid.md"


@pytest.fixture
def here(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the demonstration's workspace, as an editor."""
    monkeypatch.chdir(own)
    monkeypatch.setenv("KENNIS_PERSON", "Redacteur")
    return own


@pytest.fixture
def kept(kennis: Kennis, built: Path) -> Path:
    """Have an outline built, and give the file that an editor gets."""
    return shown(kennis, built / "boek.md")


def shown(kennis: Kennis, path: Path) -> Path:
    path.write_text(kennis("outline", "show").out, encoding="utf-8")
    return path


def parts(kennis: Kennis) -> dict[str, str]:
    """Give the words of all parts by name."""
    return {one["name"]: one["text"] for one in kennis("outline", "list", "--format", "json").json}


def done(found: Done) -> Done:
    assert found.code == 0, found.err
    return found


def test_without_an_outline_the_first_proposal_is_shown_and_nothing_can_be_edited(kennis: Kennis, here: Path) -> None:
    assert done(kennis("outline", "show")).out.startswith("# ")
    refused = kennis("outline", "retitle", "1", "Anders")
    assert refused.code == 1 and "kennis outline build" in refused.err
    assert kennis("outline", "versions", "--format", "json").json == []


def test_it_is_built_once(kennis: Kennis, kept: Path) -> None:
    again = kennis("outline", "build")
    assert again.code == 1 and "kennis outline proposals" in again.err


def test_the_table_names_chapters_and_sections_as_the_list_does(kennis: Kennis, kept: Path) -> None:
    table = done(kennis("outline", "show", "--format", "table")).out
    rows = dict(re.findall(r"^([\d.]+) +(.+?)  ", table, re.MULTILINE))
    titles = {name: words for name, words in parts(kennis).items() if name in rows}
    assert len(rows) > 15 and "5" not in rows  # nothing stands in the chapter for administrators
    assert {name: words.upper() for name, words in rows.items()} == {
        name: words.upper() for name, words in titles.items()
    }


def test_every_edit_is_a_version_and_can_be_undone(kennis: Kennis, kept: Path) -> None:
    before = parts(kennis)
    for words in (
        ("retitle", "1.1", "Een eigen titel"),
        ("move", "1.1", "--to", "2", "--at", "1"),
        ("write", "2.1.1", "De kern in eigen woorden."),
        ("insert", "1", "Hier komt nog een voorbeeld.", "--cite", "n1"),
        ("insert", "2.1", "--note", "n2"),
        ("add", "Een nieuw hoofdstuk", "--at", "1"),
        ("add", "Een sectie", "--in", "1", "--theme", "T-001"),
        ("target", "1", "2500"),
        ("remove", "3.1.2"),
    ):
        done(kennis("outline", *words))
    assert len(kennis("outline", "versions", "--format", "json").json) == 10
    assert [one["sign"] for one in kennis("outline", "diff", "1", "2", "--format", "json").json] == ["~"]
    for _step in range(9):
        done(kennis("outline", "undo"))
    assert parts(kennis) == before
    for _step in range(9):
        done(kennis("outline", "redo"))
    now = parts(kennis)
    assert now["1"] == "Een nieuw hoofdstuk" and now["3.1"] == "Een eigen titel"
    assert now["3.1.1"] == "De kern in eigen woorden." and "Hier komt nog een voorbeeld." in now.values()


def test_another_quote_is_put_in_its_place(kennis: Kennis, kept: Path) -> None:
    quote = next(
        one["name"] for one in kennis("outline", "list", "--format", "json").json if one["part"].get("kind") == "quote"
    )
    other = kennis("outline", "swap", quote, "--format", "json").json[0]
    done(kennis("outline", "swap", quote, other["notes"][0]))
    assert parts(kennis)[quote] == other["text"].strip()


def test_the_file_of_the_outline_changes_nothing_when_it_comes_back(kennis: Kennis, kept: Path) -> None:
    checked = kennis("outline", "check", kept)
    assert (checked.code, checked.out) == (0, "")
    assert "verandert niets" in done(kennis("outline", "apply", kept)).err or parts(kennis)
    assert len(kennis("outline", "versions", "--format", "json").json) == 1


def test_an_edited_file_is_told_of_line_by_line_and_taken_over(kennis: Kennis, kept: Path) -> None:
    lines = kept.read_text("utf-8").split("\n")
    at = next(place for place, line in enumerate(lines) if line.startswith("> “"))
    lines[at] = lines[at].replace("> “", "> “Zogenaamd ", 1)
    kept.write_text("\n".join([*lines, "", "Een slotzin van de redactie."]), encoding="utf-8")
    checked = kennis("outline", "check", kept)
    assert checked.code == 4
    assert f"{at + 1}: " in checked.out and "+ Zogenaamd" in checked.out
    done(kennis("outline", "apply", kept))
    assert "Een slotzin van de redactie." in parts(kennis).values()
    assert kennis("export", "--format", "md").code == 0


def test_what_is_new_in_the_themes_is_proposed_and_nothing_is_overwritten(kennis: Kennis, kept: Path) -> None:
    done(kennis("outline", "write", "1.1.1", "De kern in eigen woorden."))
    done(kennis("import", SEVENTH))
    done(kennis("themes", "run", "--accept-all"))
    before = parts(kennis)
    waiting = kennis("outline", "proposals", "--format", "json").json
    assert {one["proposal"]["change"] for one in waiting} >= {"gained"}
    assert parts(kennis) == before
    done(kennis("outline", "reject", waiting[0]["key"]))
    assert kennis("outline", "accept", waiting[0]["key"]).code == 1
    done(kennis("outline", "accept", "--all"))
    assert kennis("outline", "proposals", "--format", "json").json == []
    now = parts(kennis)
    assert now["1.1.1"] == "De kern in eigen woorden." and len(now) > len(before)
    done(kennis("export", "--format", "md,docx"))


def test_a_word_document_comes_back(kennis: Kennis, kept: Path, tmp_path: Path) -> None:
    done(kennis("export", "--format", "docx", "--out", tmp_path))
    (document,) = tmp_path.glob("*.docx")
    assert kennis("outline", "check", document).code == 0
    done(kennis("outline", "apply", document))
    assert len(kennis("outline", "versions", "--format", "json").json) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("retitle", "99", "x"),
        ("retitle", "1.1.1", "x"),
        ("retitle", "1", "  "),
        ("write", "1", "x"),
        ("write", "1.1.1", " \u200b "),
        ("move", "1", "--to", "2"),
        ("move", "1.1", "--to", "1.2"),
        ("insert", "1.1", "x", "--cite", "n99999"),
        ("insert", "1.1", "--note", "n99999"),
        ("add", "x", "--in", "1", "--theme", "T-999"),
        ("swap", "1.1", "n1"),
        ("target", "1.1", "10"),
        ("diff", "77"),
        ("redo",),
        ("accept", "nee"),
        ("check", "nergens.md"),
        ("apply", "kennis.toml"),
    ],
    ids=" ".join,
)
def test_bad_input_is_one_clear_line_and_changes_nothing(kennis: Kennis, kept: Path, words: tuple[str, ...]) -> None:
    database = kept.parent / ".kennis" / FILE
    before = database.read_bytes()
    found = kennis("outline", *words)
    assert found.code == 1 and len(found.err.strip().splitlines()) == 1 and "Traceback" not in found.err
    assert database.read_bytes() == before


def test_remarks_stand_beside_the_words_of_an_outline_that_is_kept(kennis: Kennis, here: Path) -> None:
    assert "Digital Belgium" in kennis("outline", "show").out
    speaker = kennis("participants", "list", "--format", "json").json[0]["handle"]
    done(kennis("participants", "edit", speaker, "--name", "Digital Belgium"))  # now words of a person's name
    done(kennis("participants", "consent", speaker, "role"))
    assert "once there is an outline of your own" in done(kennis("export", "--format", "md")).err
    done(kennis("outline", "build"))
    assert "once there is an outline of your own" not in done(kennis("export", "--format", "md")).err
