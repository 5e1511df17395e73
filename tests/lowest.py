"""The lowest versions that `pyproject.toml` allows, as requirements for pip: `python -m tests.lowest`.

What those need in turn is the newest that fits them, as it is for who has installed nothing before.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_BOUND = re.compile(r"(?P<name>[\w.-]+)\s*(?:(?P<how>>=|==)\s*(?P<version>[\w.+]+))?(?P<others>,[^;]*)?(?P<where>;.*)?")


def dependencies() -> list[str]:
    """Give what kennis needs, as pyproject.toml says it."""
    found: list[str] = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    return found


def pins(dependencies: Iterable[str]) -> Iterator[str]:
    """Give each dependency in its lowest version; raises ValueError for one whose lowest version is not said."""
    for one in dependencies:
        bound = _BOUND.fullmatch(one)
        if bound is None or not bound["version"]:
            if bound and bound["where"]:
                continue  # data for one system only
            raise ValueError(f"{one}: from which version on?")
        yield f"{bound['name']}=={bound['version']}{bound['where'] or ''}"


if __name__ == "__main__":
    print("\n".join(pins(dependencies())))
