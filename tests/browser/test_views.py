"""The pages of the views in a real browser: no error, no request, a click on the map shows the notes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kennis.views.html import page_html
from kennis.views.view_material import ViewMaterial
from tests.browser.chromium import CHROMIUM, Page, browser
from tests.unit.views.test_pages import NASTY, VIEWS, everything

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium: apt-get install chromium"),
]
_WAIT = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """Give a browser with a page that is still empty."""
    with browser(tmp_path / "profile") as opened:
        yield opened


def written(folder: Path, name: str, made: ViewMaterial) -> str:
    """Write a view's page and give its address."""
    path = folder / f"{name}.html"
    path.write_bytes(page_html(VIEWS[name][1](made), "nl"))
    return path.as_uri()


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_opens_without_an_error_or_a_request(page: Page, tmp_path: Path, name: str) -> None:
    address = written(tmp_path, name, everything())
    page.open(address)
    page.run(_WAIT)
    assert page.errors == []
    assert [one for one in page.requests if not one.startswith("data:")] == [address]
    assert page.run("document.querySelectorAll('h2').length") > 0
    assert page.run("document.documentElement.scrollWidth <= innerWidth")


def spot(page: Page, note: str) -> tuple[float, float]:
    """Give where a note lies in the window, as the page's own table says."""
    x, y = page.run(
        f"""(() => {{
            const row = [...document.querySelectorAll('.twin tr')].find(row => row.cells[0].textContent === '{note}');
            const box = document.querySelector('.stage canvas').getBoundingClientRect();
            const [x, y] = row.dataset.p.split(' ').map(Number);
            return [box.left + 48 + x * (box.width - 96), box.top + 48 + y * (box.height - 96)];
        }})()"""
    )
    return x, y


def test_a_click_on_the_map_shows_the_notes(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path, "map", everything()))
    page.run(_WAIT)
    page.click(*spot(page, "n23"))
    found = page.run("document.querySelector('.found').innerText")
    assert f"{NASTY} 23" in found
    assert "n23" in found and "T-002 Thema 2" in found
    page.click(*spot(page, "n24"))
    assert f"{NASTY} 23" not in page.run("document.querySelector('.found').innerText")
    assert page.errors == []


def test_pointing_at_a_note_says_what_it_says(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path, "map", everything()))
    page.run(_WAIT)
    assert page.run("document.querySelector('.tip').hidden")
    page.move(*spot(page, "n23"))
    assert f"{NASTY} 23" in page.run("document.querySelector('.tip:not([hidden])').innerText")


def test_a_theme_is_chosen_and_let_go(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path, "map", everything()))
    page.run(_WAIT)
    for pressed, listed in (("true", 20), ("false", 0)):
        page.run("document.querySelector('.themes button').click()")
        assert page.run("document.querySelector('.themes button').getAttribute('aria-pressed')") == pressed
        assert page.run("document.querySelectorAll('.found .note').length") == listed


def test_keys_and_buttons_make_the_map_larger(page: Page, tmp_path: Path) -> None:
    page.open(written(tmp_path, "map", everything()))
    page.run(_WAIT)
    drawn = [page.run("document.querySelector('.stage canvas').toDataURL()")]
    page.run("document.querySelector('.stage canvas').focus()")
    for deed in ("+", "ArrowLeft"):
        page.press(deed)
        page.run(_WAIT)
        drawn.append(page.run("document.querySelector('.stage canvas').toDataURL()"))
    assert len(set(drawn)) == 3
    page.run("document.querySelector('[data-do=fit]').click()")
    page.run(_WAIT)
    assert page.run("document.querySelector('.stage canvas').toDataURL()") == drawn[0]
    assert page.errors == []


def test_titles_stand_on_the_map(page: Page, tmp_path: Path) -> None:
    """Without its titles the picture is another one."""
    drawn = set()
    for title in ("Regie op gegevens", "Iets heel anders"):
        address = Path(written(tmp_path, "map", everything()).removeprefix("file://"))
        text = address.read_text("utf-8").replace('data-title="Thema 2"', f'data-title="{title}"')
        address.write_text(text, "utf-8")
        page.open(address.as_uri())
        page.run(_WAIT)
        drawn.add(page.run("document.querySelector('.stage canvas').toDataURL()"))
    assert len(drawn) == 2
