"""Why the system or the database refused something, in the language in use."""

import errno

from kennis.locale import _


def why(error: BaseException | None) -> str:
    """Say it in words for what happens to people; give what the system says itself for all else."""
    if isinstance(error, OSError):
        return _system().get(error.errno or 0) or str(error.strerror or error)
    return _database().get(str(error)) or str(error)


def _system() -> dict[int, str]:
    return {
        errno.EACCES: _("you may not do that here"),
        errno.EPERM: _("you may not do that here"),
        errno.EROFS: _("the disk can only be read"),
        errno.ENOSPC: _("the disk is full"),
        errno.EDQUOT: _("the disk is full"),
        errno.EFBIG: _("the file would be larger than it may be"),
        errno.EEXIST: _("a file stands where a folder should be"),
        errno.ENOTDIR: _("a file stands where a folder should be"),
        errno.EISDIR: _("it is a folder"),
        errno.ENOENT: _("it is not there"),
        errno.ENAMETOOLONG: _("the name is too long"),
        errno.EIO: _("the disk cannot be read or written"),
    }


def _database() -> dict[str, str]:
    return {
        "disk I/O error": _("the disk is full, or cannot be read or written"),
        "database or disk is full": _("the disk is full"),
        "database is locked": _("it is locked: another program is writing in it"),
        "attempt to write a readonly database": _("you may not write in it"),
        "unable to open database file": _("it cannot be opened"),
        "file is not a database": _("it is no database"),
        "database disk image is malformed": _("it is damaged; see: kennis doctor"),
    }
