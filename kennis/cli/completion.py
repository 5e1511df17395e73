"""What the shell can complete from the workspace: sessions, themes, people."""

import typer


def sessions(context: typer.Context, incomplete: str) -> list[str]:
    """Give the ids of the sessions that begin so."""
    return _beginning(context, "session", incomplete)


def themes(context: typer.Context, incomplete: str) -> list[str]:
    """Give the accepted themes that begin so, as T-014."""
    return _beginning(context, "theme", incomplete)


def people(context: typer.Context, incomplete: str) -> list[str]:
    """Give the handles of the people in the registers that begin so."""
    return _beginning(context, "person", incomplete)


def _beginning(context: typer.Context, sort: str, incomplete: str) -> list[str]:
    from kennis.workflows.known_names import NameKind, beginning

    return beginning(context.find_root().params.get("folder"), NameKind(sort), incomplete)
