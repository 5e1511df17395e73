"""The page and the e-book of a draft in a real browser: accessible by axe-core, on any width, in light and in dark."""

import importlib.util
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from kennis.export import FORMATS
from tests.browser.chromium import CHROMIUM, Page, browser
from tests.outlines import build
from tests.unit.export.hostile import HOSTILE
from tests.unit.export.outlines import noted, outlined
from tests.unit.outline.meeting import material


def axe() -> Path | None:
    """Find axe-core in one of the Python packages that bring it along, the newer first."""
    packages = map(importlib.util.find_spec, ("axe_playwright_python", "axe_core_python"))
    found = [Path(package.origin).parent / "axe.min.js" for package in packages if package and package.origin]
    return next((path for path in found if path.exists()), None)


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: apt-get install chromium"),
    pytest.mark.skipif(axe() is None, reason="there is no axe-core: pip install axe-core-python"),
]
OUTLINES = {
    "a meeting": build(material()),
    "hostile texts": outlined(noted(HOSTILE), "Iemand *met* [een] <rol>, „Raad” & zo"),
}
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_LOOK = """axe.run(document, RULES).then(found => ({
    passed: found.passes.length,
    broken: found.violations.map(one => `${one.id}: ${one.nodes.map(node => node.html.slice(0, 200)).join(" | ")}`),
}))"""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """Give a browser with a page that is still empty."""
    with browser(tmp_path / "profile") as opened:
        yield opened


def complaints(page: Page, tags: Sequence[str] = ()) -> list[str]:
    """Give what axe-core finds wrong with the open page, by all its rules or those of some tags."""
    script = axe()
    assert script is not None
    page.run(script.read_text("utf-8") + "; undefined")
    found = page.run(_LOOK.replace("RULES", json.dumps({"runOnly": list(tags)} if tags else {})))
    assert found["passed"] > 5
    return list(found["broken"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", OUTLINES)
def test_a_page_is_accessible_and_fits(page: Page, tmp_path: Path, name: str, scheme: str) -> None:
    path = tmp_path / "draft.html"
    path.write_bytes(FORMATS["html"].write(OUTLINES[name]))
    for width in (1200, 400):
        page.open(path.as_uri(), width=width)
        page.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        assert page.run("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
        assert complaints(page) == []
        assert page.run("document.documentElement.scrollWidth <= innerWidth")
    assert page.errors == []
    assert set(page.requests) == {path.as_uri()}


@pytest.mark.parametrize("name", OUTLINES)
def test_a_book_is_accessible_and_fits_a_reader(page: Page, tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["epub"].write(OUTLINES[name]))) as archive:
        archive.extractall(tmp_path / "book")
    pages = sorted((tmp_path / "book").rglob("*.xhtml"))
    assert len(pages) > 3
    for path in pages:
        page.open(path.as_uri(), width=600)
        assert complaints(page, _WCAG) == [], path.name  # the others are about sites: each page its landmarks
        assert page.run("document.documentElement.scrollWidth <= innerWidth"), path.name
