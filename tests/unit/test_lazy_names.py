"""Packages whose names are imported when they are asked for: they have all that they say, and nothing else."""

import ast
import inspect
import subprocess
import sys
from types import ModuleType

import pytest

from kennis import export, manuscript, nouns

PACKAGES = [export, manuscript, nouns]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda one: one.__name__)
def test_a_name_comes_from_the_module_that_its_types_come_from(package: ModuleType) -> None:
    told = {
        alias.name: node.module or ""
        for node in ast.walk(ast.parse(inspect.getsource(package)))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(package.__name__)
        for alias in node.names
    }
    assert sorted(told) == sorted(package.__all__)
    for name, module in told.items():
        assert getattr(package, name) is getattr(sys.modules[module], name)


@pytest.mark.parametrize("package", PACKAGES, ids=lambda one: one.__name__)
def test_a_name_that_it_has_not_is_an_error(package: ModuleType) -> None:
    with pytest.raises(AttributeError, match=f"'{package.__name__}' has no attribute 'nothing'"):
        _ = package.nothing


def test_only_what_is_asked_for_is_imported() -> None:
    code = "import sys; from kennis.nouns import Note; print([one for one in sys.modules if 'nouns' in one])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['kennis.nouns', 'kennis.nouns.notes']"
