"""The level of consent that a command sets, or takes away."""

from collections.abc import Sequence
from typing import Annotated

import typer

from kennis.cli.output import warn
from kennis.errors import UsageError
from kennis.locale import _
from kennis.nouns import Consent
from kennis.workflows.workspace import Workspace

Level = Annotated[Consent | None, typer.Argument(help=_("The level."))]
Unset = Annotated[bool, typer.Option("--unset", help=_("Take the level away."))]


def asked(level: Consent | None, unset: bool) -> Consent | None:
    """Give the level to set, None to take it away; raises UsageError where neither is said, or both are."""
    if (level is None) != unset:
        levels = ", ".join(Consent)
        raise UsageError(_("give a level ({levels}), or --unset to take it away").format(levels=levels))
    return level


def split(words: Sequence[str]) -> tuple[list[str], Consent | None]:
    """Give what is named and the level behind it, if the last word is one."""
    known = {str(one): one for one in Consent}
    *names, last = words
    return (names, known[last]) if last in known else ([*words], None)


def tell_of_exports(workspace: Workspace) -> None:
    """Say that what was exported before is as it was then."""
    if workspace.exports.is_dir() and any(workspace.exports.iterdir()):
        warn(_("exports that were made before stay as they are; to make them anew:  kennis export"))
