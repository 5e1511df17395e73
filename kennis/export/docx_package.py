"""The package of a Word document: what its parts are, and what they lead to (ECMA-376, Open Packaging Conventions)."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from kennis import office_zip
from kennis.errors import InputError
from kennis.locale import _

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORMATS = "application/vnd.openxmlformats-officedocument"
PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}
_BEGINNINGS = (
    *(b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"),
    *(b"\1\0\0\0", b"\xd7\xcd\xc6\x9a", b"\1\0\t\0"),
)


@dataclass(frozen=True, slots=True)
class Related:
    """What a part leads to: the relation's id and type, its target, and the part's name, empty for what is outside."""

    id: str
    type: str
    target: str
    name: str


def is_picture(parts: Mapping[str, bytes], name: str) -> bool:
    """Say whether a part is there and a picture, by its name and how it begins: programs go by either.

    Raises InputError for an SVG, which can fetch from outside.
    """
    suffix = name.rpartition(".")[2].lower()
    if suffix == "svg":
        raise InputError(_("the picture {name} is an SVG, which can fetch from outside; use a PNG").format(name=name))
    return suffix in PICTURES and parts.get(name, b"").startswith(_BEGINNINGS)


def relations_of(part: str) -> str:
    """Name the part that holds the relations of a part."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def related(parts: Mapping[str, bytes], part: str) -> list[Related]:
    """Give what a part leads to; raises InputError where its relations are no XML."""
    name = relations_of(part)
    root = office_zip.parsed(parts[name], name) if name in parts else ()
    found = []
    for one in root:
        target = one.get("Target", "")
        inside = posixpath.normpath(posixpath.join(posixpath.dirname(part), target)).lstrip("/")
        outside = one.get("TargetMode") == "External"
        found.append(Related(one.get("Id", ""), one.get("Type", ""), target, "" if outside else inside))
    return found


def relations(found: Sequence[Related]) -> bytes:
    """Write relations; what leads to no part leads outside."""
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    lines = "".join(
        f"<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.type)} Target={quoteattr(one.target)}"
        + ("/>" if one.name else ' TargetMode="External"/>')
        for one in found
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{namespace}">{lines}</Relationships>'.encode()


def types(names: Iterable[str]) -> bytes:
    """Write what type each part has."""
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    plain = {"xml": "application/xml", "rels": "application/vnd.openxmlformats-package.relationships+xml", **PICTURES}
    lines = [f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in plain.items()]
    for name in names:
        if name.startswith("word/") and name.endswith(".xml"):
            sort = re.sub(r"\d*\.xml$", "", posixpath.basename(name)).replace("document", "document.main")
            kind = f"{_FORMATS}.{'theme' if sort == 'theme' else f'wordprocessingml.{sort}'}+xml"
            lines.append(f"<Override PartName={quoteattr(f'/{name}')} ContentType={quoteattr(kind)}/>")
    return f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{namespace}">{"".join(lines)}</Types>'.encode()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts, the same bytes for the same parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()
