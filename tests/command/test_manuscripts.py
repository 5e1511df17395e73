"""An editor's file comes back: it undoes nothing newer, takes no more away than it should, and loses nothing."""

import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kennis.store import FILE
from tests.command.conftest import Done, Kennis


@pytest.fixture
def here(built: Path, kennis: Kennis) -> Path:
    """Stand in a workspace with an outline that has a passage of the editor's own."""
    done(kennis("outline", "insert", "1.1", "Een zin van de redactie.", "--cite", "n1", "--at", "1"))
    return built


def done(found: Done) -> Done:
    assert found.code == 0, found.err
    return found


def parts(kennis: Kennis) -> dict[str, str]:
    return {one["name"]: one["text"] for one in kennis("outline", "list", "--format", "json").json}


def shown(kennis: Kennis, path: Path) -> Path:
    path.write_text(done(kennis("outline", "show")).out, encoding="utf-8")
    return path


def exported(kennis: Kennis, path: Path) -> Path:
    done(kennis("export", "--format", path.suffix[1:], "--out", path.parent / "uit"))
    (made,) = (path.parent / "uit").glob(f"*{path.suffix}")
    return made.rename(path)


def edited(path: Path, before: str, after: str) -> Path:
    text = path.read_text("utf-8")
    assert text.count(before) == 1
    path.write_text(text.replace(before, after), encoding="utf-8")
    return path


def test_of_two_copies_the_second_does_not_undo_the_first(kennis: Kennis, here: Path) -> None:
    one, two = (shown(kennis, here / name) for name in ("een.md", "twee.md"))
    done(kennis("outline", "apply", edited(one, "Een zin van de redactie.", "De eerste heeft dit herschreven.")))
    edited(two, "Een zin van de redactie.", "De tweede schreef iets anders.")
    before = parts(kennis)
    told = kennis("outline", "check", two)
    assert told.code == 4 and "De eerste heeft dit herschreven." in told.out
    refused = kennis("outline", "apply", two)
    assert refused.code == 4 and "--overwrite" in refused.err and parts(kennis) == before
    done(kennis("outline", "apply", two, "--overwrite"))
    assert parts(kennis)["1.1.1"] == "De tweede schreef iets anders."


def test_an_editor_goes_on_with_the_same_file(kennis: Kennis, here: Path) -> None:
    file = shown(kennis, here / "boek.md")
    done(kennis("outline", "apply", edited(file, "Een zin van de redactie.", "Een betere zin.\n\nEen nieuwe alinea.")))
    done(kennis("outline", "apply", edited(file, "Een betere zin.", "De beste zin.")))
    done(kennis("outline", "apply", edited(file, "Een nieuwe alinea.", "Een nieuwe, betere alinea.")))
    now = parts(kennis)
    assert "De beste zin." in now.values() and "Een nieuwe, betere alinea." in now.values()
    assert "Een betere zin." not in now.values() and "Een nieuwe alinea." not in now.values()
    done(kennis("outline", "write", "2.1.1", "Intussen schreef een ander dit."))
    assert kennis("outline", "apply", edited(file, "De beste zin.", "De allerbeste zin.")).code == 4


@pytest.mark.parametrize("who", ["Redacteur", "Een ander"])
def test_another_copy_of_the_same_name_is_another_file(
    kennis: Kennis, here: Path, who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "map").mkdir()
    one, two = shown(kennis, here / "boek.md"), shown(kennis, here / "map" / "boek.md")
    done(kennis("outline", "apply", edited(one, "Een zin van de redactie.", "De eerste heeft dit herschreven.")))
    before = parts(kennis)
    monkeypatch.setenv("KENNIS_PERSON", who)
    text = two.read_text("utf-8").replace("# ", "# Hoofdstuk ", 1)
    two.write_text(text, encoding="utf-8")
    assert kennis("outline", "apply", two).code == 4 and parts(kennis) == before


@pytest.mark.parametrize(("name", "told"), [(b"bo\x1b[31mek.md", "bo[31mek.md"), (b"caf\xe9.md", "café.md")])
def test_a_file_that_is_taken_over_may_be_called_anything(kennis: Kennis, here: Path, name: bytes, told: str) -> None:
    file = shown(kennis, here / os.fsdecode(name))
    done(kennis("outline", "apply", edited(file, "Een zin van de redactie.", "De eerste heeft dit herschreven.")))
    assert kennis("outline", "versions", "--format", "json").json[-1]["about"] == told


def test_what_another_person_made_of_the_same_passage_is_not_gone_on_with(
    kennis: Kennis, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "map").mkdir()
    one, two = shown(kennis, here / "boek.md"), shown(kennis, here / "map" / "boek.md")
    done(kennis("outline", "apply", edited(one, "Een zin van de redactie.", "De eerste heeft dit herschreven.")))
    before = parts(kennis)
    monkeypatch.setenv("KENNIS_PERSON", "Een ander")
    edited(two, "Een zin van de redactie.", "De tweede schreef iets anders.")
    assert kennis("outline", "apply", two).code == 4 and parts(kennis) == before


def remove(kennis: Kennis) -> None:
    done(kennis("outline", "remove", "1.1.1"))


def add(kennis: Kennis) -> None:
    done(kennis("outline", "insert", "1.1", "Later toegevoegd.", "--cite", "n1", "--at", "2"))


def move(kennis: Kennis) -> None:
    done(kennis("outline", "move", "1.1.1", "--to", "2.1", "--at", "1"))


def retitle(kennis: Kennis) -> None:
    done(kennis("outline", "retitle", "1", "Een andere titel"))


@pytest.mark.parametrize("suffix", [".md", ".docx", ".odt", "shown", "without a version"])
@pytest.mark.parametrize("edit", [add, move, remove, retitle], ids=lambda one: str(one.__name__))
def test_no_file_undoes_what_was_done_after_it(
    kennis: Kennis, here: Path, suffix: str, edit: Callable[[Kennis], None]
) -> None:
    file = exported(kennis, here / f"boek{suffix}") if suffix[0] == "." else shown(kennis, here / "boek.md")
    if suffix == "without a version":
        file.write_text(re.sub("<!-- kennis: version .*-->", "", file.read_text("utf-8")), encoding="utf-8")
    edit(kennis)
    database = here / ".kennis" / FILE
    before = database.read_bytes()
    assert kennis("outline", "apply", file).code == 4 and database.read_bytes() == before


def test_a_file_goes_on_being_good_while_nothing_of_it_changes(kennis: Kennis, here: Path) -> None:
    file = shown(kennis, here / "boek.md")
    done(kennis("outline", "target", "1", "1234"))
    waiting = kennis("outline", "proposals", "--format", "json").json
    if waiting:
        done(kennis("outline", "reject", waiting[0]["key"]))
    assert kennis("outline", "check", file).code == 0
    done(kennis("outline", "apply", edited(file, "Een zin van de redactie.", "Een zin.")))
    assert parts(kennis)["1.1.1"] == "Een zin."


def of_one_chapter(kennis: Kennis, path: Path) -> Path:
    text = shown(kennis, path).read_text("utf-8")
    second = [found.start() for found in re.finditer("^# ", text, re.MULTILINE)][1]
    path.write_text(text[:second].replace("Een zin van de redactie.", "Een andere zin."), encoding="utf-8")
    return path


def test_a_file_with_one_chapter_leaves_the_others(kennis: Kennis, here: Path) -> None:
    before, file = parts(kennis), of_one_chapter(kennis, here / "deel.md")
    told = kennis("outline", "check", file)
    assert told.code == 4 and all(f"# {before[name]}" in told.out for name in ("2", "3"))
    refused = kennis("outline", "apply", file)
    assert refused.code == 4 and "--part" in refused.err and parts(kennis) == before
    done(kennis("outline", "apply", file, "--part"))
    assert parts(kennis) == before | {"1.1.1": "Een andere zin."}


def test_the_rest_goes_where_the_editor_says_so(kennis: Kennis, here: Path) -> None:
    done(kennis("outline", "apply", of_one_chapter(kennis, here / "deel.md"), "--whole"))
    assert {name.split(".")[0] for name in parts(kennis)} == {"1"}


def test_a_file_is_a_part_or_the_whole_and_not_both(kennis: Kennis, here: Path) -> None:
    before, file = parts(kennis), of_one_chapter(kennis, here / "deel.md")
    for both in (("--part", "--whole"), ("--whole", "--part")):
        refused = kennis("outline", "apply", file, *both)
        assert (refused.code, refused.err) == (2, "kennis: --part and --whole do not go together\n")
    assert parts(kennis) == before


def test_a_passage_and_a_section_can_be_deleted_as_ever(kennis: Kennis, here: Path) -> None:
    file, before = shown(kennis, here / "boek.md"), parts(kennis)
    text = file.read_text("utf-8")
    sections = [found.start() for found in re.finditer("^##? ", text, re.MULTILINE)]
    text = text[: sections[2]] + text[sections[3] :]  # the second section of the first chapter
    file.write_text(re.sub("^Een zin van de redactie.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")
    done(kennis("outline", "apply", file))
    now = parts(kennis)
    assert before["1.2"] not in now.values() and before["1.1.1"] not in now.values() and now["2"] == before["2"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_file_that_windows_wrote_is_read(kennis: Kennis, here: Path, encoding: str) -> None:
    text = edited(shown(kennis, here / "boek.md"), "Een zin van de redactie.", "Eén zin van de redactie.")
    file = here / "windows.md"
    file.write_bytes(text.read_text("utf-8").replace("\n", "\r\n").encode(encoding))
    assert kennis("outline", "check", file).code == 0
    done(kennis("outline", "apply", file))
    assert parts(kennis)["1.1.1"] == "Eén zin van de redactie."


def pictured(path: Path) -> Path:
    """Put a picture, a bold word and a footnote of the editor's own into a Word document."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["word/document.xml"].decode()
    words = ">Een zin van de redactie.</w:t></w:r>"
    assert words in text
    more = f"{words}<w:r><w:drawing/></w:r><w:r><w:rPr><w:b/></w:rPr><w:t> Nu vet.</w:t></w:r>"
    parts["word/document.xml"] = text.replace(words, more).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def marked(path: Path) -> Path:
    return edited(path, "Een zin van de redactie.", "Een zin van de redactie. **Nu vet.**\n\n![plaat](plaat.png)\n\n")


@pytest.mark.parametrize(("suffix", "edit"), [(".docx", pictured), (".md", marked)])
def test_what_cannot_be_kept_is_told_and_taken_over_only_where_it_may_be_dropped(
    kennis: Kennis, here: Path, suffix: str, edit: Callable[[Path], Path]
) -> None:
    before, file = parts(kennis), exported(kennis, here / f"boek{suffix}")
    assert kennis("outline", "check", file).code == 0
    told = kennis("outline", "check", edit(file))
    assert told.code == 4 and "picture" in told.out and "bold" in told.out
    refused = kennis("outline", "apply", file)
    assert refused.code == 4 and "--drop" in refused.err and parts(kennis) == before
    done(kennis("outline", "apply", file, "--drop"))
    assert "Een zin van de redactie. Nu vet." in parts(kennis).values()
