"""A hundred thousand rows come in whole, in little memory."""

import subprocess
import sys

import pytest

from tests.test_architecture import ROOT

pytestmark = pytest.mark.slow


def test_a_hundred_thousand_rows_need_less_than_500_mb() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.importing", "100000"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    rows, added, _seconds, _rate, peak = done.stdout.splitlines()[2].split()
    assert (rows, added) == ("100000", "100000")
    assert int(peak) <= 500
