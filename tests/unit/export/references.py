"""Reference documents as an editor changes them: ours with other parts."""

import io
import zipfile
from collections.abc import Callable, Mapping

from kennis.export.looks import LOOKS, sample

Edit = Callable[[bytes], bytes]


def started(format: str) -> bytes:
    """Give the document that an editor starts from."""
    return LOOKS[format].write(sample("nl"))


def changed(data: bytes, edits: Mapping[str, Edit], more: Mapping[str, bytes] | None = None) -> bytes:
    """Give an archive with edits of its parts, by the beginnings of their names, and with more parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            for begins, edit in edits.items():
                if name.startswith(begins):
                    edited = edit(part)
                    assert edited != part, f"{name} stays as it is"
                    part = edited
            new.writestr(name, part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return packed.getvalue()


def without(data: bytes, *names: str) -> bytes:
    """Give an archive that lacks some parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in names:
                new.writestr(name, old.read(name))
    return packed.getvalue()


def swapped(old: str, new: str) -> Edit:
    """Replace words of a part."""
    return lambda part: part.replace(old.encode(), new.encode())


def part_of(data: bytes, name: str) -> str:
    """Give a part of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()
