"""The line that every bench prints: which machine, which day."""

import datetime
import os
import platform
from pathlib import Path


def here() -> str:
    """Name the processor, the number of cores, the Python and the date."""
    cpuinfo = Path("/proc/cpuinfo")
    models = [line.split(":", 1)[1].strip() for line in _lines(cpuinfo) if line.startswith("model name")]
    processor = models[0] if models else platform.processor() or platform.machine()
    today = datetime.datetime.now().astimezone().date()
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}, {today}"


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []
