"""The guide's pages in a real browser: accessible by axe-core, on any width, in light and in dark."""

from pathlib import Path

import pytest

from kennis import guide
from kennis.guide.html import files
from tests.browser.chromium import Page
from tests.browser.test_exports import complaints, page, pytestmark

__all__ = ["page", "pytestmark"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit(page: Page, tmp_path: Path, scheme: str) -> None:
    pages = [*map(guide.page, guide.written()), guide.Page(guide.COMMANDS, "# All commands\n\nAll.\n")]
    for name, data in files(pages).items():
        (tmp_path / name).write_bytes(data)
    for name in ("index.html", "settings.html", "notes.html"):
        for width in (1200, 400):
            page.open((tmp_path / name).as_uri(), width=width)
            page.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
            assert complaints(page) == [], name
            assert page.run("document.documentElement.scrollWidth <= innerWidth"), name
    assert page.errors == []
    assert all(one.startswith(tmp_path.as_uri()) for one in page.requests)
