"""What the system refuses is said in the language in use."""

import contextvars
import errno
import os

import pytest

from kennis import locale
from kennis.locale.reasons import why

_LOCKED = "it is locked: another program is writing in it"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES, errno.ENOTDIR, errno.EEXIST, errno.EROFS])
def test_what_happens_to_people_is_in_their_language(code: int) -> None:
    dutch = contextvars.copy_context().run(_in, "nl", code)
    english = contextvars.copy_context().run(_in, "en", code)
    assert os.strerror(code) not in (dutch, english) and dutch != english


def _in(language: str, code: int) -> str:
    locale.use(language)
    return why(OSError(code, os.strerror(code)))


def test_anything_else_is_said_as_the_system_says_it() -> None:
    assert why(OSError(errno.EBADF, "Bad file descriptor")) == "Bad file descriptor"
    assert why(OSError("zomaar")) == "zomaar"
    assert why(ValueError("iets")) == "iets" and why(ValueError("database is locked")) == _LOCKED
