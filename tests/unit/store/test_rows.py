"""The rows of a subject bring the tables that their own refer to, and no others."""

import subprocess
import sys

import pytest

SUBJECTS = {
    "kennis.store.notes.note_rows": {"session", "participant", "note", "history", "edit"},
    "kennis.store.outline.outline_rows": {"part", "edition"},
    "kennis.store.outline.approval_rows": {"approval", "acceptedremark"},
    "kennis.store.search_index.vector_rows": {"vector"},
}
ALONE = """
import importlib, sys
from sqlalchemy.orm import configure_mappers
from sqlmodel import SQLModel
importlib.import_module(sys.argv[1])
configure_mappers()
print(*sorted(table.name for table in SQLModel.metadata.sorted_tables))
assert SQLModel.metadata.naming_convention["pk"] == "pk_%(table_name)s"
"""


def tables(module: str) -> set[str]:
    """Give the tables that there are once a module is imported, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", ALONE, module], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("module", SUBJECTS)
def test_rows_of_a_subject_stand_alone(module: str) -> None:
    assert tables(module) == SUBJECTS[module]


def test_themes_refer_to_notes_and_nothing_else() -> None:
    assert tables("kennis.store.themes.theme_rows") > SUBJECTS["kennis.store.notes.note_rows"]
    others = set().union(*(names for module, names in SUBJECTS.items() if module != "kennis.store.notes.note_rows"))
    assert not tables("kennis.store.themes.theme_rows") & others


def test_the_schema_knows_them_all() -> None:
    known = tables("kennis.store.schema")
    assert known > {"theme", "forgotten"}
    assert known > set().union(*SUBJECTS.values())
