"""The tables that more than one command prints."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kennis.cli.output import OutputFormat, put_csv, put_json, put_table, warn
from kennis.locale import _
from kennis.nouns import PrintedOutline

if TYPE_CHECKING:
    from kennis.workflows.import_files import FileReport

_LINES = 20  # of one file; set by hand
_COUNTED = ("file", "read", "new", "changed", "known", "refused")


def put_imports(reports: Sequence["FileReport"], format: OutputFormat) -> None:
    """Print what became of each file, and say why of what was refused."""
    for report in reports:
        _say_some([f"{report.path}: {notice}" for notice in report.notices], report.path)
        _say_some(report.refusals, report.path)
        if report.conflicts:
            names = ", ".join(report.conflicts)
            warn(_("{path}: changed on both sides, both kept: {names}").format(path=report.path, names=names))
    rows = [(one.path, one.read, one.added, one.changed, one.known, len(one.refusals)) for one in reports]
    told = list(zip(rows, reports, strict=True))
    match format:
        case OutputFormat.JSON:
            put_json(reports)
        case OutputFormat.CSV:
            put_csv([*_COUNTED, "stored"], [(*row, one.stored) for row, one in told])
        case OutputFormat.TABLE:
            put_table([*_COUNTED, ""], [(*row, "" if one.stored else _("nothing stored")) for row, one in told])


def _say_some(lines: Sequence[str], path: Path) -> None:
    """Say the first lines, and how many more there are: a table has as many as it has rows."""
    for line in lines[:_LINES]:
        warn(line)
    if len(lines) > _LINES:
        warn(_("{path}: and {count} more").format(path=path, count=len(lines) - _LINES))


def put_outline(outline: PrintedOutline) -> None:
    """Print the chapters and sections of an outline with their notes and stability."""
    rows: list[tuple[object, ...]] = []
    for number, chapter in enumerate(outline.chapters, 1):
        if not chapter.sections and not chapter.loose:
            continue
        notes = sum(section.notes for section in chapter.sections)
        rows.append((number, chapter.title.upper(), "", notes, "", len(chapter.loose) or ""))
        rows.extend(
            (f"{number}.{place}", section.title, section.theme, section.notes, f"{section.stability:.2f}", "")
            for place, section in enumerate(chapter.sections, 1)
        )
    put_table(["", outline.title, _("theme"), _("notes"), _("stability"), _("loose")], rows)
