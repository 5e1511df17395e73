"""Settings and programme files with odd types, nesting, sizes and bytes."""

from pathlib import Path
from random import Random

from tests.fuzz.engine import Call, series
from tests.fuzz.mutation import ODD_TEXTS, bytes_changed, lines_changed

BUNDLED = Path(__file__).parents[2] / "kennis" / "programmes" / "slim-besturen.toml"
TOKENS = (
    *ODD_TEXTS,
    'programme = "slim-besturen"',
    'programme = "eigen.toml"',
    'programme = "../x.toml"',
    "programme = 1",
    "[programme]",
    "[[programme]]",
    "[programme.a.b.c]",
    "[[programme.lenses]]",
    "[[programme.organisations]]",
    'encoder = "folder"',
    'encoder = ""',
    'encoder = "e5-small-nl/../x"',
    "encoder = []",
    "[outline]",
    "words = -1",
    "words = 999999999999999999999999",
    "words = 1.5",
    "words = inf",
    "quotes = 0",
    "[export]",
    'reference_docx = "kennis.toml"',
    'reference_odt = "sessions"',
    'reference_docx = "~nouser/x"',
    'language = "xx"',
    'timezone = "Europe/Nowhere"',
    'lenses_from = "nowhere"',
    "a = " + "[" * 3_000,
    "a = " + "{a=" * 500,
    "a." * 2_000 + "a = 1",
    "date = 2020-02-30",
    "date = 1979-05-27T07:32:00Z",
    'a = """',
    "\u00e9 = 1",
    "x" * 200_000,
)
LOOKS = (
    ["sessions", "list"],
    ["notes", "list"],
    ["themes", "list"],
    ["outline", "show"],
    ["view", "silos"],
    ["preflight"],
    ["doctor"],
    ["export", "--format", "md"],
    ["export", "--format", "docx"],
    ["note", "add", "Een notitie.", "--session", "2017-01-31"],
    ["search", "data", "--mode", "words"],
    ["init", "nieuw", "--programme", "../eigen.toml"],
)


def draw(random: Random, folder: Path) -> Call:
    """Draw settings and a command that reads them."""
    own = random.random() < 0.4
    path = folder / ("eigen.toml" if own else "kennis.toml")
    text = (BUNDLED if own else path).read_text("utf-8")
    for _ in range(random.choice((1, 1, 2, 4, 10))):
        text = lines_changed(random, text, TOKENS)
    data = text.encode("utf-8", "replace")
    if random.random() < 0.25:
        data = bytes_changed(random, data)
    path.write_bytes(data)
    if own:
        (folder / "kennis.toml").write_text('programme = "eigen.toml"\n')
    return Call(list(random.choice(LOOKS)))


def test_settings(template: Path, tmp_path: Path) -> None:
    series("settings", template, tmp_path, draw)
