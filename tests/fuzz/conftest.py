"""The workspaces that cases begin with."""

import sys
from pathlib import Path

import pytest

from tests.fuzz.engine import Answer, Call, Child

ROOT = Path(__file__).parents[2]
_NOTES = 14  # a session
BOOK = "boek.md"
COMMANDS = (
    ("import", "sessions"),
    ("themes", "run", "--accept-all"),
    ("memo", "add", "note", "n3", "Een memo bij deze notitie"),
    ("notes", "star", "n5"),
    ("notes", "consent", "n6", "background"),
    ("notes", "edit", "n7", "Een andere tekst over digitale overheid en open data."),
    ("outline", "build"),
    ("outline", "insert", "1", "De redactie ziet hierin een lijn.", "--cite", "n3"),
    ("export", "--format", "md,docx,odt,jsonl"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run on Linux, where a child's memory and time can be read, and with the slow suites only."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"))


def shortened(text: str) -> str:
    """Give a session file with its first notes only."""
    head, *blocks = text.split("\n- ")
    return "\n- ".join([head, *blocks[:_NOTES]]).rstrip() + "\n"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with notes, themes, an outline, a memo and exports."""
    folder = tmp_path_factory.mktemp("sjabloon") / "ruimte"
    child = Child()
    folder.mkdir()
    try:
        _done(child, folder, "init", ".")
        (folder / "kennis.toml").write_bytes((ROOT / "kennis.toml").read_bytes())
        for path in sorted((ROOT / "sessions").glob("*.md"))[:3]:
            (folder / "sessions" / path.name).write_text(shortened(path.read_text("utf-8")), "utf-8")
        for words in COMMANDS:
            _done(child, folder, *words)
        (folder / BOOK).write_text(_done(child, folder, "outline", "show").out, "utf-8")
    finally:
        child.end()
    return folder


def _done(child: Child, folder: Path, *words: str) -> Answer:
    answer = child.ask(Call(list(words)), folder)
    assert answer.code == 0, (words, answer)
    return answer
