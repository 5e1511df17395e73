"""An editor's months on the example: four ways to edit, new notes, proposals, every format, undo and redo."""

import asyncio
import json
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kennis.export import FORMATS
from kennis.manuscript import What
from kennis.nouns import Outline, Passage, PassageKind
from kennis.workflows.workspace import find as workspace_at
from tests.command.conftest import Kennis
from tests.command.office import Flat
from tests.tui.outlined import asked, edited
from tests.unit.export.test_leaks import everything

SEVENTH = Path(__file__).parents[1] / "example" / "2017-06-29-digitale-overheid.md"
QUOTES_ONLY = ("csv", "xlsx", "csl")  # a table of quotes, and the sources


@dataclass
class Editor:
    """An editor at work on the example: what was written so far, and which notes were put where."""

    folder: Path
    kennis: Kennis
    written: dict[str, str] = field(default_factory=dict)
    quoted: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def run(self, *words: object) -> str:
        """Run a command that must succeed; give what it printed."""
        done = self.kennis(*words)
        assert done.code == 0, done.err
        return done.out

    def book(self) -> Outline:
        """Give the outline as it stands."""
        return asked(workspace_at(self.folder)).book()

    def names(self) -> dict[str, str]:
        """Give what each part is called, by id."""
        return {one.part.id: one.name for one in self.book().walk()}

    def chapters(self) -> list[str]:
        """Give the ids of the chapters in order."""
        return [one.id for one in self.book().chapters]

    def chapter(self, title: str) -> str:
        """Give the id of the chapter of a title."""
        return next(one.id for one in self.book().chapters if one.title == title)

    def in_chapter(self, chapter: str, kind: PassageKind) -> list[Passage]:
        """Give the passages of a kind in the first section of a chapter."""
        section = next(one for one in self.book().chapters if one.id == chapter).sections[0]
        return [one for one in section.passages if one.kind is kind]

    def holds(self) -> None:
        """See that everything that was edited still stands."""
        now = {one.id: one for one in self.book().every}
        assert {part: now[part].text for part in self.written} == self.written
        assert {part: now[part].notes for part in self.quoted} == self.quoted


@pytest.fixture
def editor(kennis: Kennis, own: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Have an editor stand in a copy of the demonstration's workspace, with an outline built."""
    monkeypatch.chdir(own)
    monkeypatch.setenv("KENNIS_PERSON", "Redacteur")
    made = Editor(own, kennis)
    made.run("outline", "build")
    return made


def by_commands(editor: Editor) -> None:
    """Move a chapter to the front, rewrite its summary, put another quote in the place of one."""
    chapter = editor.chapter("Producten die aansluiten")
    editor.run("outline", "move", editor.names()[chapter], "--at", "1")
    assert editor.chapters()[0] == chapter
    summary, quote = (
        editor.in_chapter(chapter, PassageKind.SUMMARY)[0],
        editor.in_chapter(chapter, PassageKind.QUOTE)[0],
    )
    editor.run("outline", "write", editor.names()[summary.id], "Per opdracht herschreven.")
    name = editor.names()[quote.id]
    other = json.loads(editor.run("outline", "swap", name, "--format", "json"))[0]["notes"][0]
    editor.run("outline", "swap", name, other)
    editor.written[summary.id] = "Per opdracht herschreven."
    editor.quoted[quote.id] = noted(editor, other)


def on_the_screen(editor: Editor) -> None:
    """The same with keys, in the editors' room."""
    chapter = editor.chapter("De positie van de burger")
    summary, quote = (
        editor.in_chapter(chapter, PassageKind.SUMMARY)[0],
        editor.in_chapter(chapter, PassageKind.QUOTE)[0],
    )
    before = quote.notes

    async def played() -> None:
        async with edited(workspace_at(editor.folder)) as bench:
            while bench.screen.side.item.key != f"part:{chapter}":  # type: ignore[union-attr]
                await bench.press("down")
            while editor.chapters()[0] != chapter:
                await bench.press("shift+up")
            await bench.press("down", "right")
            assert bench.here == f"{editor.names()[summary.id]}"
            await bench.press("e", "f7", *"Op het scherm herschreven.", "ctrl+s")
            while bench.here != editor.names()[quote.id]:
                await bench.press("down")
            await bench.press("c", "enter")

    asyncio.run(played())
    assert editor.chapters()[0] == chapter
    editor.written[summary.id] = "Op het scherm herschreven."
    (now,) = [one for one in editor.in_chapter(chapter, PassageKind.QUOTE) if one.id == quote.id]
    assert now.notes != before
    editor.quoted[quote.id] = now.notes


def in_markdown(editor: Editor) -> None:
    """The same in the file: the chapter's lines moved, its summary rewritten, another note's words for a quote."""
    chapter = editor.chapter("Standaarden en uitgangspunten")
    summary, quote = (
        editor.in_chapter(chapter, PassageKind.SUMMARY)[0],
        editor.in_chapter(chapter, PassageKind.QUOTE)[0],
    )
    other = json.loads(editor.run("outline", "swap", editor.names()[quote.id], "--format", "json"))[0]
    file = editor.folder / "boek.md"
    head, *chapters = re.split(r"(?m)^(?=# )", editor.run("outline", "show"))
    (place,) = [at for at, one in enumerate(chapters) if f"c:{chapter[-8:]}" in one.partition("\n")[0]]
    mine = chapters.pop(place)
    mine = block(mine, summary, f"In het bestand herschreven. <!-- p:{summary.id[-8:]} summary -->")
    mark = f"<!-- p:{quote.id[-8:]} quote {other['notes'][0]} -->"
    mine = block(mine, quote, f"> “{other['text']}” {mark}")
    file.write_text("".join([head, mine, *chapters]), "utf-8")
    told = editor.kennis("outline", "check", file, "--format", "json")
    assert told.code == 4 and [one["what"] for one in told.json["findings"]] == [What.QUOTE], told.out
    editor.run("outline", "apply", file)
    assert editor.chapters()[0] == chapter
    editor.written[summary.id] = "In het bestand herschreven."
    editor.quoted[quote.id] = noted(editor, other["notes"][0])


def in_word(editor: Editor) -> None:
    """The same in the Word document, through LibreOffice; two quotes change places."""
    folder = editor.folder / "word"
    chapter = editor.chapter("De rol van de overheid")
    summary = editor.in_chapter(chapter, PassageKind.SUMMARY)[0]
    first, second = editor.in_chapter(chapter, PassageKind.QUOTE)[:2]
    editor.run("export", "--format", "docx", "--out", folder)
    (document,) = folder.glob("*.docx")
    flat = Flat(document, folder)
    before = summary.text.split(".")[0][:40]
    flat.paragraph(f"“{before}").text = "In Word herschreven. "
    blocks = list(flat.text)
    at = [blocks.index(flat.paragraph(f"“{one.text[:40]}")) for one in (first, second)]
    flat.move(at[1], at[1] + 2, at[0])
    heads = [*flat.headings("1"), len(blocks)]
    place = max(number for number, head in enumerate(heads) if head < at[0])
    flat.move(heads[place], heads[place + 1], heads[0])
    changed = flat.saved()
    told = editor.kennis("outline", "check", changed)
    assert "staat er niet meer: #" not in told.out, told.out
    editor.run("outline", "apply", changed)
    assert editor.chapters()[0] == chapter
    assert [one.id for one in editor.in_chapter(chapter, PassageKind.QUOTE)[:2]] == [second.id, first.id]
    editor.written[summary.id] = "In Word herschreven."


def block(chapter: str, passage: Passage, new: str) -> str:
    """Put something else in the place of a passage's lines."""
    blocks = re.split(r"\n\n(?=[^ >\n]|> “)", chapter)
    (at,) = [at for at, one in enumerate(blocks) if f"p:{passage.id[-8:]}" in one]
    blocks[at] = new
    return "\n\n".join(blocks)


def noted(editor: Editor, *names: str) -> tuple[str, ...]:
    """Give the ids of notes."""
    with workspace_at(editor.folder).store() as store:
        return tuple(store.notes.note(name).id for name in names)


def take_in_new_notes(editor: Editor) -> None:
    """Import a session, let the themes take its notes, and accept the outline's proposals one by one."""
    editor.run("import", SEVENTH)
    editor.run("themes", "run", "--accept-all")
    waiting = json.loads(editor.run("outline", "proposals", "--format", "json"))
    assert len(waiting) >= 5
    for one in waiting:
        editor.run("outline", "accept", one["key"])
    assert json.loads(editor.run("outline", "proposals", "--format", "json")) == []


def exported(editor: Editor, out: Path) -> None:
    """Export in every format: each file is there, opens, and holds what was rewritten, or the quotes put in."""
    editor.run("export", "--format", ",".join(FORMATS), "--out", out)
    with workspace_at(editor.folder).store() as store:
        put_in = [note.text for note in store.notes.select() if (note.id,) in editor.quoted.values()]
    for name, format in FORMATS.items():
        (file,) = [one for one in out.iterdir() if one.name.endswith(format.suffix) and starts(one, format.suffix)]
        said = bare(everything(file.read_bytes()))
        wanted: Iterable[str] = () if name == "csl" else put_in if name in QUOTES_ONLY else editor.written.values()
        missing = [text for text in wanted if bare(text) not in said]
        assert not missing, (name, missing)


def starts(file: Path, suffix: str) -> bool:
    return "." not in file.name.removesuffix(suffix)


def bare(text: str) -> str:
    """Give the letters of a text alone: formats set spaces, marks and line breaks as they like."""
    return re.sub(r"&#x?\w+;|&\w+;|\W", "", text.replace("\u00ad", ""))


@pytest.mark.slow
def test_no_edit_is_lost_in_months_of_work(editor: Editor, tmp_path: Path) -> None:
    built = editor.book()
    steps = 0
    ways = [by_commands, on_the_screen, in_markdown, *([in_word] if shutil.which("soffice") else [])]
    for way in ways:
        way(editor)
        editor.holds()
    take_in_new_notes(editor)
    editor.holds()
    order = editor.chapters()
    exported(editor, tmp_path / "uit")
    last, count = editor.book(), len(asked(workspace_at(editor.folder)).editions())
    while editor.book() != built:
        editor.run("outline", "undo")
        steps += 1
    assert (
        steps == count - 1 and editor.kennis("outline", "undo").code == 0 and editor.kennis("outline", "undo").code == 1
    )
    for _step in range(count):
        editor.run("outline", "redo")
    assert editor.book() == last and editor.chapters() == order
    assert editor.kennis("outline", "redo").code == 1
    editor.holds()
