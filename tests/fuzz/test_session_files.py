"""Session files and contributions in Markdown whose lines, marks and bytes were changed."""

from pathlib import Path
from random import Random

from tests.fuzz.engine import Call, series
from tests.fuzz.mutation import ODD_TEXTS, bytes_changed, lines_changed

MARKS = (
    "- ",
    "\u2013 ",
    "\u2022 ",
    "* ",
    "+ ",
    "1. ",
    "-\u00a0",
    "- 14.05 uur ",
    "- 14u05 ",
    "14:05",
    "{consent=withdrawn}",
    "{consent=background",
    "consent=withdrawn}",
    "{consent=}",
    "{#n1 v=1}",
    "{#x v=99999999999999999999}",
    "{v=1}",
    "{star}",
    '{x-a="b}"}',
    "{external-id=r1}",
    '" ',
    '"',
    "\u201c",
    "\u201e",
    "? ",
    "! ",
    "* ",
    "& ",
    "= ",
    "!! ",
    "@jan",
    "@-",
    "@",
    "#raad",
    "~verkokering",
    "\\",
    "## ",
    "# ",
    "---",
    "...",
    "```",
    "> ",
    "    ",
    "\t",
    "|a|b|",
    "<!-- ",
    "[a](javascript:x)",
    "![a](b)",
    "[^1]",
    "&amp;",
    "&#0;",
    "\u200b",
    "\u200d",
)
FRONT = (
    "grammar: 2",
    "grammar: 99",
    "grammar: [2]",
    "id: ../../x",
    "id: 2017-02-27-digitale-overheid",
    "title:",
    "title: [a]",
    "title: {a: b}",
    "date: 2020-02-30",
    "date: 2020-03-12T10:00:00+25:00",
    "date: 0001-01-01",
    "timezone: Europe/Nowhere",
    "timezone: ../../etc/passwd",
    "consent: nobody",
    "consent: [name]",
    "access: partners",
    "form: 1",
    "participants: []",
    "participants: {a: b}",
    "participants: {a: {name: [b]}, a: {name: c}}",
    "participants: &a {x: *a}",
    "a: &a [x]",
    "b: *a",
    "x: !!python/object/apply:os.system [true]",
    "x: !!binary aGFsbG8=",
    "x: " + "[" * 2_000,
    "? a",
    "<<: {title: x}",
    "x: 0x7fffffffffffffffffffff",
    "x: 1:20:30",
    "%YAML 3.0",
    "\t- x",
)
ARTICLE = "# Een artikel\n\nDoor Voorbeeld Persoon\n\nEen alinea over [data](x).\n\n- een\n- twee\n\n> Een citaat.\n"
TOKENS = (*MARKS, *MARKS, *FRONT, *ODD_TEXTS)


def draw(random: Random, folder: Path) -> Call:
    """Draw a file and a call that reads it."""
    files = sorted((folder / "sessions").glob("*.md"))
    source = random.choice(files)
    text = source.read_text("utf-8") if random.random() < 0.9 else ARTICLE
    for _ in range(random.choice((1, 1, 2, 4, 12))):
        text = lines_changed(random, text, TOKENS)
    if random.random() < 0.2:
        place = text.find("\n") + 1
        text = text[:place] + random.choice(FRONT) + "\n" + text[place:]
    data = text.encode(random.choice(("utf-8",) * 8 + ("cp1252", "utf-16")), "replace")
    if random.random() < 0.2:
        data = bytes_changed(random, data)
    path = random.choice((source, folder / "nieuw.md"))
    path.write_bytes(data)
    words = random.choice((["import"], ["import"], ["import"], ["import", "--skip-bad"]))
    return Call([*words, str(path.relative_to(folder))], may_change="--skip-bad" in words)


def test_session_files(template: Path, tmp_path: Path) -> None:
    series("session_files", template, tmp_path, draw)
