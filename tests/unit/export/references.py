"""Reference documents as an editor changes them: ours with other parts."""

import io
import zipfile
from collections.abc import Callable, Mapping

from kennis.export.reference_documents import LOOKS, sample

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


def house(format: str) -> bytes:
    """Give our document as an editor changes it: another heading, other margins, a header."""
    if format == "odt":
        head = '<style:header><text:p text:style-name="Footer">Huisstijl</text:p></style:header><style:footer>'
        styles = swapped("<style:footer>", head)
        wider = swapped('fo:margin-left="2.8cm"', 'fo:margin-left="5cm"')
        bigger = swapped('fo:font-size="18pt"', 'fo:font-size="33pt" fo:font-family="Georgia"')
        return changed(started("odt"), {"styles.xml": lambda part: bigger(wider(styles(part)))})
    return changed(
        started("docx"),
        {
            "word/styles.xml": swapped('w:val="36"', 'w:val="66"'),
            "word/document.xml": swapped('w:left="1588"', 'w:left="2835"'),
            "word/footer": swapped("<w:p>", "<w:p><w:r><w:t>Huisstijl</w:t></w:r>"),
        },
    )
