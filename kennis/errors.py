"""Everything kennis refuses, and the exit code that a command ends with.

KennisError                     1  the root; caught once, by the front end
├── InputError                  1  what the user gave is wrong
│   ├── FileRefused             1  a file that cannot be read: path, line, reason
│   └── UnknownItem             1  no note, session, theme or participant of that name
│       └── UnknownSession      1  no session of that name, or more than one; which come near
├── UsageError                  2  the command was called in a way that makes no sense
├── WorkspaceError              3  the workspace, its database or its settings cannot be used
│   ├── NewerDatabase           3  written by a later kennis than this one
│   ├── BrokenRules             3  an earlier database holds values that the tables of today refuse
│   └── SettingsError           3  kennis.toml or a programme file: unknown key, wrong value
└── CheckFailed                 4  a check of kennis's own output failed; nothing was written
"""

from pathlib import Path


class KennisError(Exception):
    """Root of all errors that kennis raises on purpose; `exit_code` is what the command ends with."""

    exit_code = 1


class InputError(KennisError):
    """What the user gave is wrong."""


class FileRefused(InputError):
    """A file that cannot be read; says which, at which line (from 1, or None) and why."""

    def __init__(self, path: Path | str, reason: str, line: int | None = None) -> None:
        self.path, self.reason, self.line = Path(path), reason, line
        where = f"{path}:{line}" if line is not None else f"{path}"
        super().__init__(f"{where}: {reason}")


class UnknownItem(InputError):
    """No note, session, theme or participant answers to that name."""


class UnknownSession(UnknownItem):
    """No session answers to that name, or `several` do; `nearest` are the ids of those that may be meant."""

    def __init__(self, message: str, nearest: tuple[str, ...] = (), several: bool = False) -> None:
        self.nearest, self.several = nearest, several
        super().__init__(message)


class UsageError(KennisError):
    """The command was called in a way that makes no sense."""

    exit_code = 2


class WorkspaceError(KennisError):
    """The workspace, its database or its settings cannot be used."""

    exit_code = 3


class NewerDatabase(WorkspaceError):
    """The database was written by a later kennis than this one."""


class BrokenRules(WorkspaceError):
    """A database of an earlier kennis holds values that the tables of today refuse; `told` says which."""

    def __init__(self, message: str, told: str) -> None:
        self.told = told
        super().__init__(message)


class SettingsError(WorkspaceError):
    """A settings or programme file holds an unknown key or a wrong value."""


class CheckFailed(KennisError):
    """A check of kennis's own output failed; nothing was written."""

    exit_code = 4
