"""Tests that play on a screen: a coroutine run to its end."""

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

Given = ParamSpec("Given")


def played(test: Callable[Given, Coroutine[Any, Any, None]]) -> Callable[Given, None]:
    """Make a test of a coroutine function."""

    @functools.wraps(test)
    def run(*args: Given.args, **named: Given.kwargs) -> None:
        asyncio.run(test(*args, **named))

    return run
