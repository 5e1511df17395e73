"""Keys do what they mean in the order in which they were pressed.

Textual hands a key from a widget to its parents through their queues and runs what is bound to it at the end, while
the widget goes on with the keys after it: in a burst, over a slow line for instance, Enter would come behind what
was typed after it. So the entry field and the stream run what is bound themselves, and the app waits for them.
"""

import asyncio
from collections.abc import Iterable

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget

_PATIENCE = 1.0  # seconds; a widget that is stuck is not waited for; set by hand


def meanings(*places: Iterable[BindingType]) -> dict[str, str]:
    """Give the action of each key; of two places the first goes before."""
    made: dict[str, str] = {}
    for binding in (one for place in places for one in place):
        if isinstance(binding, Binding):
            for key in binding.key.split(","):
                made.setdefault(key, binding.action)
    return made


async def run(widget: Widget, event: events.Key, meaning: dict[str, str]) -> None:
    """Run what a key means now, and keep it from everyone else."""
    if action := meaning.get(event.key):
        event.stop()
        event.prevent_default()
        await widget.run_action(action)


async def handled(widget: Widget) -> None:
    """Wait until a widget has handled the events that it was given; a widget that is stuck is not waited for."""
    done = asyncio.Event()
    if widget.is_running and widget.call_later(done.set):
        try:
            await asyncio.wait_for(done.wait(), _PATIENCE)
        except TimeoutError:
            return
