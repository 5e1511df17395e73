"""Programme files: what is bundled, what a workspace may bring, and what is refused with the place named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kennis import programmes
from kennis.errors import SettingsError
from kennis.nouns import Organisation, Plan

LENSES = (
    "rol-overheid",
    "verkokering",
    "positie-burger",
    "besluitvorming",
    "bestuurder-ambtenaar",
    "producten",
    "standaarden",
    "dso",
)


def valid() -> dict[str, Any]:
    return {
        "slug": "proef",
        "title": "Proef",
        "language": "nl",
        "lenses": [
            {"slug": "een", "title": "Een", "question": "Wat is één?", "anchors": ["Dit is één."], "primary": True},
            {"slug": "twee", "title": "Twee", "question": "Wat is twee?", "anchors": ["Dit is twee.", "Dat ook."]},
        ],
        "organisations": [{"name": "Kadaster", "sector": "uitvoering"}, {"name": "Civity"}],
    }


def test_slim_besturen_has_its_eight_lenses_in_order_and_the_first_three_are_primary() -> None:
    programme = programmes.load("slim-besturen", Path())
    assert tuple(lens.slug for lens in programme.lenses) == LENSES
    assert [lens.primary for lens in programme.lenses] == [True] * 3 + [False] * 5
    assert all(5 <= len(lens.anchors) <= 8 for lens in programme.lenses)
    assert programme.plan is not None
    assert (programme.plan.months, programme.plan.sessions_a_month) == (10, 1)
    assert (programme.plan.administrators, programme.plan.citizens) == (2, 2)
    assert programme.coordinator == "Future City Foundation"


def test_slim_besturen_names_its_ten_partners() -> None:
    organisations = programmes.load("slim-besturen", Path()).organisations
    assert len(organisations) == 10
    assert Organisation("ELBA\\REC", "bedrijf") in organisations
    assert all(organisation.sector for organisation in organisations)


def test_a_table_becomes_a_programme() -> None:
    programme = programmes.parse(valid() | {"plan": {**plan(), "phases": ["onderzoek"]}}, "kennis.toml")
    assert [lens.anchors for lens in programme.lenses] == [("Dit is één.",), ("Dit is twee.", "Dat ook.")]
    assert [lens.primary for lens in programme.lenses] == [True, False]
    assert programme.organisations == (Organisation("Kadaster", "uitvoering"), Organisation("Civity"))
    assert programme.plan == Plan(10, 1, 2, 3, ("onderzoek",))
    assert programme.coordinator == ""


def test_a_programme_may_take_the_lenses_of_a_bundled_one() -> None:
    table = valid() | {"lenses_from": "slim-besturen"}
    del table["lenses"]
    assert tuple(lens.slug for lens in programmes.parse(table, "kennis.toml").lenses) == LENSES


def test_a_file_is_found_relative_to_the_folder(tmp_path: Path) -> None:
    lens = 'slug = "een"\ntitle = "Een"\nquestion = "Wat?"\nanchors = ["Dit."]'
    text = f'slug = "eigen"\ntitle = "Eigen"\nlanguage = "en"\n[[lenses]]\n{lens}\n'
    (tmp_path / "eigen.toml").write_text(text, "utf-8")
    assert programmes.load("eigen.toml", tmp_path).title == "Eigen"


def test_text_is_cleaned() -> None:
    assert programmes.parse(valid() | {"title": "Pro\u200bef\x1b "}, "x").title == "Proef"


def plan() -> dict[str, Any]:
    return {"months": 10, "sessions_a_month": 1, "administrators": 2, "citizens": 3}


def lens(**changes: object) -> dict[str, Any]:
    return {"lenses": [{"slug": "a", "title": "A", "question": "?", "anchors": ["a"], **changes}]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"colour": "red"}, "kennis.toml: unknown key “colour”"),
        ({"title": 3}, "kennis.toml: “title” must be text"),
        ({"title": " "}, "kennis.toml: “title” is empty"),
        ({"language": "fr"}, "kennis.toml: language “fr” is not one of nl, en"),
        ({"slug": "Met Hoofdletter"}, "kennis.toml: slug “Met Hoofdletter”"),
        ({"lenses_from": "slim-besturen"}, "kennis.toml: give either"),
        ({"lenses": []}, "kennis.toml: there is no lens"),
        ({"lenses": "geen"}, "kennis.toml: “lenses” must be a list"),
        ({"lenses": ["geen"]}, "kennis.toml: “lenses” must be a table"),
        (lens(anchors=[]), "kennis.toml, [[lenses]] 1: the lens has no anchors"),
        (lens(anchors=["", "a"]), "kennis.toml, [[lenses]] 1: “anchors” holds an empty text"),
        (lens(anchors=[3]), "kennis.toml, [[lenses]] 1: “anchors” must be text"),
        (lens(anchor=["a"]), "kennis.toml, [[lenses]] 1: unknown key “anchor”"),
        (lens(primary="ja"), "kennis.toml, [[lenses]] 1: “primary” must be true or false"),
        ({"lenses": lens()["lenses"] * 2}, "kennis.toml, [[lenses]] 2: the slug “a” is used twice"),
        ({"organisations": [{"sector": "a"}]}, "kennis.toml, [[organisations]] 1: “name” is missing"),
        ({"organisations": [{"name": "a"}] * 2}, "kennis.toml, [[organisations]] 2: the organisation “a”"),
        ({"plan": []}, "kennis.toml: “plan” must be a table"),
        ({"plan": plan() | {"months": -1}}, "kennis.toml, [plan]: “months” must be a whole number"),
        ({"plan": plan() | {"citizens": True}}, "kennis.toml, [plan]: “citizens” must be a whole number"),
        ({"plan": plan() | {"weeks": 3}}, "kennis.toml, [plan]: unknown key “weeks”"),
    ],
)
def test_what_is_wrong_is_refused_and_the_place_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        programmes.parse(valid() | change, "kennis.toml")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("key", ["slug", "title", "language"])
def test_a_missing_key_is_named(key: str) -> None:
    table = valid()
    del table[key]
    with pytest.raises(SettingsError, match=f"kennis.toml: “{key}” is missing"):
        programmes.parse(table, "kennis.toml")


def test_a_programme_without_lenses_is_refused() -> None:
    table = valid()
    del table["lenses"]
    with pytest.raises(SettingsError, match="give either"):
        programmes.parse(table, "kennis.toml")


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (lambda path: None, "cannot be read"),
        (lambda path: path.mkdir(), "cannot be read"),
        (lambda path: path.write_text("slug = ", "utf-8"), "no valid TOML"),
        (lambda path: path.write_bytes(b'slug = "\xff"'), "no valid TOML"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, write: Callable[[Path], object], message: str) -> None:
    write(tmp_path / "p.toml")
    with pytest.raises(SettingsError, match=message) as caught:
        programmes.load("p.toml", tmp_path)
    assert str(tmp_path / "p.toml") in str(caught.value)


@pytest.mark.parametrize("name", ["slim", "../slim-besturen", ""])
def test_an_unknown_programme_is_refused_and_the_known_ones_named(name: str) -> None:
    with pytest.raises(SettingsError, match="slim-besturen"):
        programmes.load(name, Path())


def test_lenses_from_an_unknown_programme_is_refused() -> None:
    table = valid() | {"lenses_from": "eigen.toml"}
    del table["lenses"]
    with pytest.raises(SettingsError, match="lenses_from names no bundled programme"):
        programmes.parse(table, "kennis.toml")
