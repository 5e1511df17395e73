"""Research programmes: their lenses, partner organisations and plan, read from TOML and checked.

A programme is bundled (`slim-besturen`), stands in a file of its own, or inline in a workspace's kennis.toml.
"""

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from kennis.clean_text import slug
from kennis.errors import SettingsError
from kennis.locale import LANGUAGES, _
from kennis.nouns import Lens, Organisation, Plan, Programme
from kennis.programmes.table import TomlTable, read_toml

PROGRAMME_KEYS = ("slug", "title", "language", "coordinator", "lenses_from", "lenses", "organisations", "plan")
LENS_KEYS = ("slug", "title", "question", "anchors", "primary")
ORGANISATION_KEYS = ("name", "sector")
PLAN_KEYS = ("months", "sessions_a_month", "administrators", "citizens", "phases")


def bundled() -> tuple[str, ...]:
    """Name the programmes that come with kennis, in alphabetical order."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(file.name.removesuffix(".toml") for file in files if file.name.endswith(".toml")))


def load(slug_or_path: str, folder: Path) -> Programme:
    """Read a bundled programme by its slug, or a .toml file by its path, relative to a folder.

    Raises SettingsError for an unknown slug, a file that cannot be read, and all that `parse` refuses.
    """
    if slug_or_path.endswith(".toml"):
        path = folder / slug_or_path
        return parse(read_toml(path, str(path)), str(path))
    if slug_or_path not in bundled():
        reason = _("no programme “{name}”; bundled: {names}; or name a .toml file")
        raise SettingsError(reason.format(name=slug_or_path, names=", ".join(bundled())))
    file = f"{slug_or_path}.toml"
    return parse(read_toml(resources.files(__name__) / file, file), file)


def parse(values: Mapping[str, object], where: str) -> Programme:
    """Check a programme's table and give the programme; `where` names the file in errors.

    Raises SettingsError for an unknown or missing key, a wrong type, a slug or name used twice, a lens
    without anchors, and for both or neither of `lenses` and `lenses_from`.
    """
    table = TomlTable(values, where)
    table.only(PROGRAMME_KEYS)
    language = table.text("language")
    if language not in LANGUAGES:
        reason = _("language “{language}” is not one of {names}")
        raise table.refuse(reason.format(language=language, names=", ".join(LANGUAGES)))
    return Programme(
        slug=_slug(table),
        title=table.text("title"),
        language=language,
        lenses=_lenses(table),
        organisations=_organisations(table),
        coordinator=table.text_or("coordinator", ""),
        plan=_plan(table.table("plan")),
    )


def _slug(table: TomlTable) -> str:
    given = table.text("slug")
    if slug(given, len(given)) != given:
        reason = _("slug “{slug}” may hold lower-case letters, digits and single hyphens only")
        raise table.refuse(reason.format(slug=given))
    return given


def _lenses(table: TomlTable) -> tuple[Lens, ...]:
    if ("lenses" in table.values) == ("lenses_from" in table.values):
        raise table.refuse(_("give either [[lenses]] or lenses_from"))
    if "lenses_from" in table.values:
        name = table.text("lenses_from")
        if name not in bundled():
            reason = _("lenses_from names no bundled programme: “{name}”; bundled: {names}")
            raise table.refuse(reason.format(name=name, names=", ".join(bundled())))
        return load(name, Path()).lenses
    found: dict[str, Lens] = {}
    for entry in table.tables("lenses"):
        lens = _lens(entry)
        if lens.slug in found:
            raise entry.refuse(_("the slug “{slug}” is used twice").format(slug=lens.slug))
        found[lens.slug] = lens
    if not found:
        raise table.refuse(_("there is no lens"))
    return tuple(found.values())


def _lens(entry: TomlTable) -> Lens:
    entry.only(LENS_KEYS)
    anchors = entry.texts("anchors")
    if not anchors:
        raise entry.refuse(_("the lens has no anchors: give sentences that describe it"))
    return Lens(_slug(entry), entry.text("title"), entry.text("question"), anchors, entry.flag("primary"))


def _organisations(table: TomlTable) -> tuple[Organisation, ...]:
    found: dict[str, Organisation] = {}
    for entry in table.tables("organisations"):
        entry.only(ORGANISATION_KEYS)
        name = entry.text("name")
        if name in found:
            raise entry.refuse(_("the organisation “{name}” is named twice").format(name=name))
        found[name] = Organisation(name, entry.text_or("sector", ""))
    return tuple(found.values())


def _plan(table: TomlTable | None) -> Plan | None:
    if table is None:
        return None
    table.only(PLAN_KEYS)
    return Plan(
        months=table.number("months"),
        sessions_a_month=table.number("sessions_a_month"),
        administrators=table.number("administrators"),
        citizens=table.number("citizens"),
        phases=table.texts("phases"),
    )
