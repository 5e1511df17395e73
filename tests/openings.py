"""How often databases are opened: a command, or a room of the screen, opens each once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from kennis.store import Store


@contextmanager
def counted() -> Iterator[Counter[Path]]:
    """Count, by its folder, how often each database is opened meanwhile."""
    counts, opened = Counter[Path](), Store.open

    def counting(folder: Path) -> Store:
        counts[folder.resolve()] += 1
        return opened(folder)

    with mock.patch.object(Store, "open", counting):
        yield counts
