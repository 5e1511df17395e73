"""Archives of whole workspaces whose records were changed, left out, doubled or cut."""

import json
import shutil
from pathlib import Path
from random import Random

from tests.fuzz.engine import Call, series
from tests.fuzz.mutation import bytes_changed, value_changed


def draw(random: Random, folder: Path) -> Call:
    """Draw an archive and a workspace that takes it in: the one that it comes from, or one without notes."""
    (source,) = (folder / "exports").glob("*.jsonl")
    lines = source.read_text("utf-8").splitlines()
    for _ in range(random.choice((1, 1, 2, 5))):
        at, other = random.randrange(len(lines)), random.randrange(len(lines))
        change = random.random()
        if change < 0.7:
            lines[at] = json.dumps(value_changed(random, json.loads(lines[at])), ensure_ascii=random.random() < 0.5)
        elif change < 0.8:
            lines[at], lines[other] = lines[other], lines[at]
        elif change < 0.9:
            lines.insert(at, lines[other])
        else:
            lines.pop(at)
        lines = [line for line in lines if _is_json(line)]
    if random.random() < 0.03:
        lines[random.randrange(len(lines))] = random.choice(("[", '{"a":')) * 100_000
    data = "\n".join(lines).encode("utf-8", "surrogatepass") + b"\n"
    if random.random() < 0.15:
        data = bytes_changed(random, data)
    (folder / "ander.jsonl").write_bytes(data)
    if random.random() < 0.5:
        shutil.rmtree(folder / ".kennis")
    return Call(["import", "ander.jsonl"])


def _is_json(line: str) -> bool:
    """Say whether a later change can read a line: a number of too many digits cannot be."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def test_archives(template: Path, tmp_path: Path) -> None:
    series("archives", template, tmp_path, draw)
