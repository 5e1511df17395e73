"""Tests that play on a screen: a coroutine run to its end, and what it waits for."""

import asyncio
import functools
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec

from textual.pilot import Pilot

Given = ParamSpec("Given")


def played(test: Callable[Given, Coroutine[Any, Any, None]]) -> Callable[Given, None]:
    """Make a test of a coroutine function."""

    @functools.wraps(test)
    def run(*args: Given.args, **named: Given.kwargs) -> None:
        asyncio.run(test(*args, **named))

    return run


class Playing:
    """A screen that is played on."""

    pilot: Pilot[None]

    async def until(self, met: Callable[[], object]) -> None:
        """Wait until something holds."""
        for _turn in range(500):
            if met():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("it did not happen in time")
