"""What benches say of where they run: the machine, the day, the memory that was needed."""

import datetime
import os
import platform
import resource
import sys
from pathlib import Path


def here() -> str:
    """Name the processor, the number of cores, the Python and the date."""
    cpuinfo = Path("/proc/cpuinfo")
    models = [line.split(":", 1)[1].strip() for line in _lines(cpuinfo) if line.startswith("model name")]
    processor = models[0] if models else platform.processor() or platform.machine()
    today = datetime.datetime.now().astimezone().date()
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}, {today}"


def peak() -> float:
    """Give the most memory that this process has held so far, in MB.

    Linux's own high-water mark, where it can be read: getrusage counts what the parent held before the start too.
    """
    marks = [line.split()[1] for line in _lines(Path("/proc/self/status")) if line.startswith("VmHWM:")]
    if marks:
        return int(marks[0]) / 1024
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []
