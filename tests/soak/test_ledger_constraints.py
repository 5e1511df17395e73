"""Two thousand small ledgers that people worked at, notes added and gone: no run disobeys without saying so."""

import os
from concurrent.futures import ProcessPoolExecutor

import pytest
from threadpoolctl import threadpool_limits

from tests.unit.themes.ledgers import drawn, run, surprises, violations

pytestmark = pytest.mark.slow

CASES, EACH = 2_000, 50


def test_no_constraint_is_silently_violated() -> None:
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        wrong = [line for lines in pool.map(disobeyed, range(0, CASES, EACH)) for line in lines]
    assert not wrong, "\n".join(wrong)


def disobeyed(first: int) -> list[str]:
    """Give what is wrong with the runs of a row of cases, a line each."""
    wrong: list[str] = []
    with threadpool_limits(1):
        for seed in range(first, first + EACH):
            case = drawn(seed)
            found, _made = run(case)
            wrong.extend(f"case {seed}: {one}" for one in (*violations(case, found), *surprises(case, found)))
    return wrong
