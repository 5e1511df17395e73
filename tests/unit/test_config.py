"""The settings of a workspace: read and checked, wrong ones refused with their place."""

from pathlib import Path

import pytest

from kennis import config
from kennis.errors import SettingsError

INLINE = '[programme]\nslug = "p"\ntitle = "P"\nlanguage = "nl"\nlenses_from = "slim-besturen"\n'


def write(folder: Path, text: str) -> Path:
    (folder / config.FILE).write_text(text, "utf-8")
    return folder


def test_an_empty_file_means_the_defaults(tmp_path: Path) -> None:
    settings = config.read(write(tmp_path, ""))
    assert (settings.programme.slug, settings.encoder) == (config.DEFAULT_PROGRAMME, config.DEFAULT_ENCODER)


def test_the_time_zone_of_the_programme_may_be_set(tmp_path: Path) -> None:
    assert config.read(write(tmp_path, "")).timezone == "Europe/Amsterdam"
    assert config.read(write(tmp_path, 'timezone = "America/Curacao"')).timezone == "America/Curacao"


@pytest.mark.parametrize("text", [INLINE, f"\ufeff{INLINE}"])
def test_a_programme_may_stand_in_it(tmp_path: Path, text: str) -> None:
    assert config.read(write(tmp_path, text)).programme.slug == "p"


def test_a_programme_may_stand_beside_it(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(INLINE.removeprefix("[programme]\n"), "utf-8-sig")
    assert config.read(write(tmp_path, 'programme = "p.toml"')).programme.title == "P"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("taal = 1", "unknown key “taal”"),
        ("encoder = 1", "“encoder” must be text"),
        ("programme = 1", "“programme” must be text"),
        ('programme = "onbekend"', "no programme “onbekend”"),
        ('[programme]\nslug = "P"', r"\[programme\]: “language” is missing"),
        ("encoder =", "is no valid TOML"),
        ('timezone = "Amsterdam"', "“Amsterdam” is no time zone"),
        ('timezone = "/etc/passwd"', "is no time zone"),
        ('timezone = ""', "“timezone” is empty"),
    ],
)
def test_wrong_settings_are_refused_with_their_place(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason):
        config.read(write(tmp_path, text))


def test_a_folder_that_is_no_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="kennis init"):
        config.read(tmp_path)


def test_reference_documents_are_named_by_format_beside_the_settings(tmp_path: Path) -> None:
    text = '[export]\nreference_docx = "stijl/huis.docx"\nreference_odt = "/elders/huis.ott"\n'
    found = config.read(write(tmp_path, text)).export.references
    assert found == {"docx": tmp_path / "stijl" / "huis.docx", "odt": Path("/elders/huis.ott")}
    assert config.read(write(tmp_path, "")).export.references == {}
    for wrong in ('reference_pdf = "a"', "reference_docx = 1", 'reference_docx = ""'):
        with pytest.raises(SettingsError, match=r"\[export\]"):
            config.read(write(tmp_path, f"[export]\n{wrong}"))
