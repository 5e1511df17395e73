"""The guide: found by name and title, complete in both languages, and as pages that fetch nothing."""

import re
from pathlib import Path

import pytest

from kennis import config, guide, locale, programmes
from kennis.errors import UnknownItem
from kennis.guide import Page
from kennis.guide.html import body, files

PACKAGE = Path(guide.__file__).parents[1]
PAGES = (
    Page("notes", "# Café notes\n\nWhat notes are for. More.\n\n## Marks\n\nText."),
    Page("people", "# People\n\nWho\nspoke.\n"),
)
EVERY = (
    *config.KEYS,
    *config.SHAPE_KEYS,
    *config.LOOK_KEYS,
    *programmes.PROGRAMME_KEYS,
    *programmes.LENS_KEYS,
    *programmes.ORGANISATION_KEYS,
    *programmes.PLAN_KEYS,
)


@pytest.mark.parametrize("name", ["notes", "NOTES", "cafe Notes", "Café notes", " cafenotes "])
def test_a_page_is_found_by_its_subject_or_its_title_in_any_letters(name: str) -> None:
    assert guide.find(name, PAGES).subject == "notes"


@pytest.mark.parametrize(("name", "subject"), [("boek", "book"), ("BOOK", "book"), ("instellingen", "settings")])
@pytest.mark.parametrize("language", locale.LANGUAGES)
def test_a_page_is_found_by_words_of_its_title_in_either_language(language: str, name: str, subject: str) -> None:
    pages = [guide.page(one, language) for one in guide.written()]
    assert guide.find(name, pages).subject == subject


def test_words_that_several_titles_have_name_those() -> None:
    pages = [guide.page(one, "en") for one in guide.written()]
    with pytest.raises(UnknownItem, match=r"nearest are: \w+ \([^)]+ and [^)]+\), \w+ \([^)]+ and [^)]+\), \w+ \("):
        guide.find("and", pages)


def test_no_more_than_three_are_offered() -> None:
    pages = [guide.page(one, "en") for one in guide.written()]
    with pytest.raises(UnknownItem) as raised:
        guide.find("xyz", pages)
    assert str(raised.value).count(" (") == 3


@pytest.mark.parametrize("name", ["peopel", "", "???"])
def test_an_unknown_subject_tells_which_come_near(name: str) -> None:
    with pytest.raises(UnknownItem, match="people"):
        guide.find(name, PAGES)


def test_a_page_says_in_its_first_sentence_what_it_is_for() -> None:
    assert [(one.title, one.about) for one in PAGES] == [
        ("Café notes", "What notes are for."),
        ("People", "Who spoke."),
    ]


@pytest.mark.parametrize("language", locale.LANGUAGES)
def test_every_subject_has_a_page_with_a_title_of_its_own(language: str) -> None:
    pages = [guide.page(subject, language) for subject in guide.written()]
    folder = PACKAGE / "guide" / language
    assert sorted(path.stem for path in folder.iterdir()) == sorted(guide.written())
    assert len({one.title for one in pages}) == len(pages)
    assert all(one.text.startswith("# ") and one.about for one in pages)


@pytest.mark.parametrize("language", locale.LANGUAGES)
@pytest.mark.parametrize("key", EVERY)
def test_every_key_of_the_settings_is_on_their_page(key: str, language: str) -> None:
    assert re.search(rf"`\[*{key}\]*`", guide.page("settings", language).text)


@pytest.mark.parametrize("language", locale.LANGUAGES)
def test_every_variable_of_the_environment_is_on_the_page_of_the_settings(language: str) -> None:
    code = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    found = set(re.findall(r"\bKENNIS_[A-Z]+\b", code)) | {"NO_COLOR", "COLORFGBG", "VISUAL", "EDITOR"}
    assert len(found) > 6
    assert not [name for name in found if f"`{name}`" not in guide.page("settings", language).text]


def test_links_lead_to_the_pages_of_the_folder_and_headings_can_be_linked_to() -> None:
    shown = body("# Één kop\n\n[mensen](people.md#wie-was-er), [elders](https://example.org/x.md)")
    assert '<h1 id="één-kop">' in shown
    assert 'href="people.html#wie-was-er"' in shown and 'href="https://example.org/x.md"' in shown


def test_tags_on_a_page_are_text_and_tables_have_headings() -> None:
    shown = body("<script>x</script>\n\n| a |\n|---|\n| <b>1</b> |")
    assert "<script" not in shown and "<b>" not in shown and '<th scope="col">a</th>' in shown


def test_a_page_of_the_folder_fetches_nothing_and_says_where_the_reader_is() -> None:
    pages = [*map(guide.page, guide.written()), Page(guide.COMMANDS, "# All commands\n\nAll of them.\n")]
    made = {name: data.decode("utf-8") for name, data in files(pages).items()}
    assert set(made) == {"index.html", *(f"{one.subject}.html" for one in pages)}
    for name, text in made.items():
        assert not re.search(r'<(?:script|img|iframe|link rel="stylesheet")|url\(|@import', text)
        assert f'<a href="{name}" aria-current="page">' in text and text.count("aria-current=") == 1
        assert '<html lang="en">' in text and text.count("<h1 ") == 1
