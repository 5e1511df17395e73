"""The views as commands: on the bundled example, and on workspaces that have next to nothing."""

import json
from pathlib import Path

import pytest

from kennis.workflows.demo import DemoReport
from tests.command.conftest import Kennis

NAMES = ("silos", "timeline", "map", "coverage")


@pytest.fixture
def example(shown: DemoReport) -> tuple[object, ...]:
    """Give the options that name the example's workspace."""
    return "--workspace", shown.workspace.folder


@pytest.mark.parametrize("name", NAMES)
def test_a_view_is_shown_in_each_format(kennis: Kennis, example: tuple[object, ...], name: str, tmp_path: Path) -> None:
    table = kennis(*example, "view", name)
    assert (table.code, "T-001" in table.out or name == "coverage") == (0, True)
    figures = kennis(*example, "view", name, "--format", "json")
    assert figures.json["view"] == name
    assert figures.err == ("laying out the map …\n" if name == "map" else "")
    page = kennis(*example, "view", name, "--format", "html", "--out", tmp_path / "pagina.html")
    assert page.out.strip() == str(tmp_path / "pagina.html")
    assert '<html lang="nl">' in (tmp_path / "pagina.html").read_text("utf-8")
    again = kennis(*example, "view", name, "--format", "html", "--out", tmp_path / "map")
    assert Path(again.out.strip()).read_bytes() == (tmp_path / "pagina.html").read_bytes()


def test_pages_go_to_the_exports_and_internal_ones_are_named_so(kennis: Kennis, own: Path) -> None:
    kennis("--workspace", own, "view", "silos", "--format", "html")
    done = kennis("--workspace", own, "view", "silos", "--format", "html", "--internal")
    assert Path(done.out.strip()) == own / "exports" / "digitale-overheid-in-de-kamer-silos-internal.html"
    assert (own / "exports" / "digitale-overheid-in-de-kamer-silos.html").exists()
    assert "Do not publish" in done.err


def test_small_cells_are_shown_only_for_internal_use(kennis: Kennis, example: tuple[object, ...]) -> None:
    def kept_back(*more: str) -> int:
        tables = kennis(*example, "view", "silos", "--format", "json", *more).json["tables"]
        return sum(cell["notes"] is None for table in tables for row in table["rows"] for cell in row["cells"])

    assert kept_back() > 10
    assert kept_back("--internal") == 0


def test_the_sums_of_the_example_are_its_notes(kennis: Kennis, example: tuple[object, ...]) -> None:
    count = len(kennis(*example, "notes", "list", "--format", "json").json)
    silos = kennis(*example, "view", "silos", "--by", "sector", "--internal", "--format", "json").json
    assert silos["notes"] == count
    assert sum(row["notes"] for row in silos["tables"][0]["rows"]) == count
    assert sum(cell["notes"] for row in silos["tables"][0]["rows"] for cell in row["cells"]) == count
    timeline = kennis(*example, "view", "timeline", "--internal", "--format", "json").json
    assert sum(one["notes"] for row in timeline["rows"] for one in row["notes"]) == count
    shown = kennis(*example, "view", "map", "--format", "json").json
    assert len(shown["spots"]) + shown["without"] == count
    whole = kennis(*example, "view", "coverage", "--format", "json").json["whole"]
    assert whole["draft"] + whole["theme"] + whole["loose"] == whole["notes"] == count


def test_silos_by_an_attribute_and_a_timeline_by_month(kennis: Kennis, example: tuple[object, ...]) -> None:
    made = kennis(*example, "view", "silos", "--by", "department", "--internal", "--format", "json").json
    assert "Justitie" in [group["name"] for group in made["tables"][0]["groups"]]
    made = kennis(*example, "view", "timeline", "--by", "month", "--format", "json").json
    assert [moment["key"] for moment in made["moments"]][:2] == ["2017-01", "2017-02"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("silos", "--by", "afdeling"), 1, "organisation, sector, department"),
        (("timeline", "--by", "week"), 2, "by session or by month"),
        (("map", "--out", "kaart.html"), 2, "--out goes with --format html"),
    ],
)
def test_what_makes_no_sense_is_refused(
    kennis: Kennis, example: tuple[object, ...], words: tuple[str, ...], code: int, said: str
) -> None:
    done = kennis(*example, "view", *words)
    assert (done.code, said in done.err) == (code, True)


def test_a_page_that_cannot_be_written_is_said(kennis: Kennis, example: tuple[object, ...], tmp_path: Path) -> None:
    (tmp_path / "vol").write_text("geen map", "utf-8")
    done = kennis(*example, "view", "coverage", "--format", "html", "--out", tmp_path / "vol" / "x.html")
    assert (done.code, "cannot be written" in done.err) == (3, True)


@pytest.mark.parametrize("name", NAMES)
def test_a_workspace_without_themes(kennis: Kennis, empty: Path, name: str) -> None:
    done = kennis("view", name)
    if name == "coverage":
        assert (done.code, "no draft yet" in done.err) == (0, True)
        assert json.loads(kennis("view", name, "--format", "json").out)["whole"]["notes"] == 0
    else:
        assert (done.code, "no accepted themes yet" in done.err) == (1, True)


def test_the_plan_of_a_new_programme_is_shown(kennis: Kennis, empty: Path) -> None:
    (empty / "raad.csv").write_text("text,session,date\nEen kaart.,raad,2020-03-12\n", "utf-8")
    assert kennis("import", "raad.csv").code == 0
    planned = kennis("view", "coverage", "--format", "json").json["planned"]
    assert [month["planned"] for month in planned["months"]] == [1] * 10
    assert [month["held"] for month in planned["months"]][:2] == [1, 0]
    assert len(planned["unheard"]) == planned["partners"] > 5
