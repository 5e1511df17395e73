"""The shape of the code: formatting, lint, types, direction of imports, lazy imports, sizes, the README."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from typer.main import get_group

from kennis.cli import app, command_table, export
from kennis.export import FORMATS
from tests.lowest import dependencies, pins

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kennis").rglob("*.py"))
LONGEST_README = 150  # lines; the guide teaches
SIZES = (40, 5)  # lines of a function, arguments of a function
HEAVY = ("torch", "sentence_transformers", "transformers", "hdbscan", "sklearn", "scipy", "pypandoc")
SLOW = ("sqlmodel", "sqlalchemy", "alembic", "pydantic", "numpy", "markdown_it")  # too slow for a first frame
UNLISTED = (  # what no list of what is stored has a use for
    *(*HEAVY, "alembic", "numpy", "markdown_it", "textual", "filelock", "tokenizers", "rich.console", "rich.text"),
    *("kennis.store.archive", "kennis.store.erasure", "kennis.store.sqlite.repair", "kennis.store.sqlite.backups"),
    *("kennis.consent", "kennis.person_names", "kennis.borrowed_words"),
    *(f"kennis.nouns.{one}" for one in ("approvals", "forgetting", "outline", "printed_outline", "remarks")),
    *(
        "kennis.store.outline",
        "kennis.embedding",
        "kennis.themes",
        "kennis.export",
        "kennis.views",
        "kennis.tui",
        "kennis.reading",
    ),
)
LISTS = {  # and what this one has no use for besides
    "sessions list": ("kennis.store.themes", "kennis.nouns.themes"),
    "notes list": ("kennis.store.themes", "kennis.nouns.themes", "kennis.nouns.edits"),
    "notes list --format csv": ("kennis.store.themes", "kennis.nouns.themes", "rich", "kennis.locale.words"),
    "participants list": ("kennis.store.themes", "kennis.nouns.themes"),
    "themes list": ("kennis.nouns.edits",),
    "themes assignments": (),
    "search data --mode words": ("kennis.nouns.edits",),
}
DEEPEST, MOST_METHODS = 2, 70  # of a class of a screen: its own classes, and what it can do by all of them
CSS_RULE = re.compile(r"([^{}]*)\{")  # its selectors
CSS_CLASS = re.compile(r"(?<![\w#.-])[A-Z]\w+")
SQL = re.compile(r"\s*(?:SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|WITH|ATTACH)\s")
SYSTEMS = {"tzdata"}  # data of one system, found by Python itself
MODULE_OF = {"pypandoc_binary": "pypandoc", "pyyaml": "yaml", "markdown_it_py": "markdown_it"}
FRONT_ENDS = [name for name in ("cli", "tui") if (ROOT / "kennis" / name / "app.py").exists()]
TOP = {
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "exports",
    "kennis",
    "kennis.toml",
    "pyproject.toml",
    "sessions",
    "tests",
    "tools",
}


@cache
def trees() -> dict[Path, ast.Module]:
    """Give each module's code, read once."""
    return {path.relative_to(ROOT): ast.parse(path.read_text("utf-8")) for path in MODULES}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Run a program at the root of the repository, with the scripts of this Python in reach."""
    scripts = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": scripts}
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "format", "--check", "."),
        ("ruff", "check", "."),
        ("mypy",),
        ("lint-imports",),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_tools_have_no_complaint(command: tuple[str, ...]) -> None:
    done = run(*command)
    assert done.returncode == 0, done.stdout + done.stderr


def test_functions_stay_small() -> None:
    body, arguments = SIZES
    found = []
    for module, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                named = [one.arg for one in (*node.args.posonlyargs, *node.args.args) if one.arg not in {"self", "cls"}]
                long = (node.end_lineno or 0) - node.lineno >= body
                if long or (len(named) > arguments and not is_command(node)):
                    found.append(f"{module}:{node.lineno} {node.name} is too long or takes too many arguments")
    assert found == []


def is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Say whether a function is a command of the command line, whose arguments are its options."""
    return any(isinstance(one, ast.Call) and "command" in ast.unparse(one.func) for one in node.decorator_list)


def test_what_is_public_has_a_docstring() -> None:
    found = [str(module) for module, tree in trees().items() if tree.body and not ast.get_docstring(tree)]
    found += [
        f"{module}:{node.lineno} {node.name}"
        for module, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and public(tree, node)
        if not ast.get_docstring(node)
    ]
    assert found == []


def public(tree: ast.Module, node: ast.FunctionDef | ast.ClassDef) -> bool:
    """Say whether something stands at the top of a module or in a public class there."""
    classes = [one for one in tree.body if isinstance(one, ast.ClassDef) and not one.name.startswith("_")]
    return node in tree.body or any(node in one.body for one in classes)


@pytest.mark.parametrize("front_end", FRONT_ENDS)
def test_a_front_end_starts_without_the_store_and_the_heavy_libraries(front_end: str) -> None:
    code = f"import sys, kennis.{front_end}.app; print([name for name in {HEAVY + SLOW!r} if name in sys.modules])"
    done = run(sys.executable, "-c", code)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_command_line_knows_the_formats_of_a_draft() -> None:
    assert tuple(FORMATS) == export.FORMATS


def test_screens_are_composed() -> None:
    found = []
    for module in MODULES:
        if "tui" in module.parts:
            loaded = import_module(".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
            for one in [each for each in vars(loaded).values() if isinstance(each, type)]:
                ours = [each for each in one.__mro__ if each.__module__.startswith("kennis.tui")]
                methods = {name for each in ours for name, value in vars(each).items() if callable(value)}
                if one.__module__ == loaded.__name__ and (len(ours) > DEEPEST or len(methods) > MOST_METHODS):
                    found.append(f"{one.__qualname__}: {len(ours)} classes, {len(methods)} methods")
    assert found == []


def test_a_number_at_the_top_of_a_module_says_why_it_is_what_it_is() -> None:
    found = []
    for module, tree in trees().items():
        lines = ["", *(ROOT / module).read_text("utf-8").splitlines(), ""]
        for node in tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and is_number(node.value):
                beside = "\n".join(lines[node.lineno : (node.end_lineno or 0) + 1])
                told = "#" in beside or lines[node.lineno - 1].startswith("#")
                if not told and not lines[(node.end_lineno or 0) + 1].startswith('"""'):
                    found.append(f"{module}:{node.lineno} {beside}")
    assert found == []


def is_number(value: ast.expr) -> bool:
    """Say whether an expression is a number, or holds numbers and nothing else."""
    match value:
        case ast.Constant(value=int() | float()):
            return not isinstance(value.value, bool)
        case ast.BinOp(left=left, right=right):
            return is_number(left) and is_number(right)
        case ast.UnaryOp(operand=operand):
            return is_number(operand)
        case ast.Tuple(elts=items) | ast.List(elts=items) | ast.Dict(values=items):
            return bool(items) and all(map(is_number, items))
        case ast.Call(args=items, keywords=named) if items or named:
            return all(map(is_number, (*items, *(one.value for one in named))))
    return False


def test_no_module_is_named_after_nothing() -> None:
    vague = {"utils", "helpers", "common", "manager", "base", "misc"}
    assert not [module for module in MODULES if module.stem in vague]


def test_the_top_level_holds_what_it_should() -> None:
    tracked = run("git", "ls-files").stdout.split("\n")
    if tracked == [""]:
        pytest.skip("this is no git checkout")
    assert {path.split("/")[0] for path in tracked if path and not path.startswith(".")} == TOP


def test_every_command_has_help() -> None:
    for name, command in get_group(app.app).commands.items():
        assert command.name == name and command.help
        assert all(one.help for one in getattr(command, "commands", {}).values())


def test_the_help_of_a_command_stands_once() -> None:
    for place in command_table.PLACES.values():
        if not place.group:
            module = import_module(f"kennis.cli.{place.module}")
            assert not [one.name for one in module.commands.registered_commands if one.help]


def imported_by(*words: str) -> set[str]:
    """Give all modules that a command imports."""
    code = (
        "import sys; from kennis.cli import run; sys.argv = ['kennis', *sys.argv[1:]]\n"
        "try: run()\n"
        "except SystemExit: print([*sys.modules])"
    )
    return set(ast.literal_eval(run(sys.executable, "-c", code, *words).stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give a new workspace, whose database is made."""
    folder = str(tmp_path_factory.mktemp("werk") / "ruimte")
    assert "alembic" in imported_by("init", folder)
    return folder


@pytest.mark.parametrize("words", LISTS)
def test_a_list_imports_what_it_lists_and_no_more(workspace: str, words: str) -> None:
    found = imported_by("--workspace", workspace, *words.split())
    assert "kennis.store" in found
    assert not {*UNLISTED, *LISTS[words]} & found


def test_the_outline_is_shown_without_what_reads_files_or_writes_others(workspace: str) -> None:
    found = imported_by("--workspace", workspace, "outline", "show")
    assert "kennis.workflows.outline.outline_material" in found
    assert not {"kennis.reading", "kennis.manuscript", "kennis.export.formats", "rich.console"} & found


def test_what_a_package_offers_is_there_when_it_is_asked_for() -> None:
    lazy = [path.parent for path, tree in trees().items() if path.name == "__init__.py" and "lazily" in ast.dump(tree)]
    assert len(lazy) > 2
    for folder in lazy:
        package = import_module(".".join(folder.parts))
        assert [name for name in package.__all__ if not hasattr(package, name)] == []


def test_only_the_command_that_is_called_is_imported() -> None:
    named = {f"kennis.cli.{place.module}" for place in command_table.PLACES.values()}
    for words, wanted in (["--help"], set()), (["notes", "--help"], {"kennis.cli.notes"}), (["nope"], set()):
        found = imported_by(*words)
        assert named & found == wanted
        assert wanted or not {"rich", "sqlalchemy", "kennis.nouns", "kennis.config"} & found


def test_what_contributing_names_is_there() -> None:
    named = re.findall(r"`([\w/.]+\.(?:py|po|txt|toml)|[\w/]+/)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert len(named) > 60
    lacking = [one for one in named if not (ROOT / one).exists() and not (ROOT / "kennis" / one).exists()]
    assert lacking == []


def test_the_readme_is_read_in_a_few_minutes() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= LONGEST_README


def test_the_figures_name_benches_that_there_are() -> None:
    named = set(re.findall(r"-m tests\.bench\.(\w+)", (ROOT / "tests" / "bench" / "FIGURES.md").read_text("utf-8")))
    assert len(named) > 10
    assert named <= {path.stem for path in (ROOT / "tests" / "bench").glob("*.py")}


def test_the_readme_has_exactly_two_marked_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert re.findall(r"^<!-- command: (\w+) -->$", text, re.MULTILINE) == ["demo", "test"]


def test_every_dependency_says_from_which_version_on() -> None:
    named = list(pins(["a>=1.2", "b-c==3; sys_platform == 'win32'", "d>=1,<2", "tzdata; sys_platform == 'win32'"]))
    assert named == ["a==1.2", "b-c==3; sys_platform == 'win32'", "d==1"]
    with pytest.raises(ValueError, match="from which version"):
        list(pins(["a"]))
    assert len(list(pins(dependencies()))) > 20


def test_what_is_imported_is_declared_and_the_other_way_round() -> None:
    names = {re.split(r"[^\w.-]", one)[0].lower().replace("-", "_") for one in dependencies()} - SYSTEMS
    assert {MODULE_OF.get(name, name) for name in names} == set(imported())


def imported() -> Iterator[str]:
    """Give the libraries that kennis imports."""
    known = {"kennis", *sys.stdlib_module_names}
    for tree in trees().values():
        for node in ast.walk(tree):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            yield from (top for name in names if (top := name.split(".")[0]) not in known)


def test_a_class_has_a_name_of_its_own() -> None:
    """Only what is the same part of each screen is called the same."""
    found: dict[str, list[str]] = {}
    for path, tree in trees().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found.setdefault(node.name, []).append(str(path))
    twice = {name: places for name, places in found.items() if len(places) > 1}
    assert set(twice) == {"FindActions", "Navigation", "Proposals", "StoreEvents"}, twice
    assert all(place.startswith("kennis/tui/") for places in twice.values() for place in places), twice


def test_style_rules_name_widgets_that_there_are() -> None:
    """A rule for a class that was renamed would silently do nothing."""
    rules = [text for path, tree in trees().items() for text in styles(tree)]
    named = {name for rule in rules for selector in CSS_RULE.findall(rule) for name in CSS_CLASS.findall(selector)}
    ours = {node.name for tree in trees().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    theirs = {*import_module("textual.widgets").__all__, *dir(import_module("textual.widgets._markdown"))}
    assert len(named) > 20
    assert named <= ours | theirs, named - ours - theirs


def styles(tree: ast.Module) -> Iterator[str]:
    """Give the style rules of a module's widgets."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"CSS", "DEFAULT_CSS"}:
            yield from literals(node)


def test_no_raw_sql_stands_outside_the_folder_of_sqlite() -> None:
    """What speaks SQL stands in `store/sqlite`; but for migrations, which change what there is in this database."""
    found = [
        f"{path}:{node.lineno}"
        for path, tree in trees().items()
        if not path.is_relative_to("kennis/store/sqlite")
        and not path.is_relative_to("kennis/store/migrations/versions")
        for node in ast.walk(tree)
        if isinstance(node, ast.expr) and is_raw_sql(node)
    ]
    assert found == []


def is_raw_sql(node: ast.expr) -> bool:
    """Say whether something is a statement, or carries one out as it is written."""
    match node:
        case ast.Constant(value=str(text)):
            return SQL.match(text) is not None
        case ast.Attribute(attr="exec_driver_sql"):
            return True
    return False


def literals(tree: ast.AST) -> Iterator[str]:
    """Give the texts that stand in code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
