"""Word and OpenDocument files whose XML, parts and bytes were changed; read in, checked and applied."""

import io
import warnings
import zipfile
from pathlib import Path
from random import Random

from tests.fuzz.engine import Call, series
from tests.fuzz.mutation import bytes_changed

CALLS = (["import"], ["import"], ["outline", "check"], ["outline", "apply"])
TOKENS = (
    b"<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    b"<text:p>x</text:p>",
    b"<w:p/>" * 500,
    b"<text:p/>" * 500,
    b"<w:r>" * 3_000,
    b"<text:span>" * 3_000,
    b"</w:p>",
    b"</text:p>",
    b"<w:t>",
    b"<w:ins w:id='1'>",
    b"<w:del><w:r><w:delText>x</w:delText></w:r></w:del>",
    b"<w:tbl><w:tr><w:tc/></w:tr></w:tbl>",
    b"<w:footnoteReference w:id='99'/>",
    b"<w:bookmarkStart w:id='0' w:name='n_0'/>",
    b"<w:bookmarkEnd w:id='0'/>",
    b"<text:bookmark text:name='n_0'/>",
    b"<text:tracked-changes/>",
    b"<text:s text:c='999999999'/>",
    b"<text:s text:c='x'/>",
    b"<text:h text:outline-level='99'>x</text:h>",
    b"<table:table-cell table:number-columns-repeated='99999999'/>",
    b'<!DOCTYPE a [<!ENTITY b "c">]>',
    b"&b;",
    b"&#0;",
    b"&#x1b;",
    b"&#xD800;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<?x y?>",
    b" xmlns:w='x'",
    b" w:val='99999999999999999999'",
    b" w:val=''",
    b"\x00",
    b"\x1b",
    b"<a",
)
ODD_NAMES = ("../x", "/x", "word/../word/document.xml", "a" * 300, "\x1b[31m", "word/document.xml", "content.xml", "")


def draw(random: Random, folder: Path) -> Call:
    """Draw an office file and a command that reads it."""
    source = random.choice(sorted([*(folder / "exports").glob("*.docx"), *(folder / "exports").glob("*.odt")]))
    data = _repacked(random, source.read_bytes())
    for _ in range(random.choice((0, 0, 0, 1, 3))):
        data = bytes_changed(random, data)
    path = folder / f"terug{source.suffix}"
    path.write_bytes(data)
    return Call([*random.choice(CALLS), path.name])


def _repacked(random: Random, data: bytes) -> bytes:
    """Pack an office file anew, with some parts changed, left out, doubled or renamed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            likely = info.filename in {"word/document.xml", "content.xml"}
            if info.filename.endswith((".xml", ".rels")) and random.random() < (0.9 if likely else 0.08):
                for _ in range(random.choice((1, 1, 2, 6))):
                    part = _xml_changed(random, part)
            change = random.random()
            if change < 0.01:
                continue
            name = random.choice(ODD_NAMES) if change > 0.995 else info.filename
            entry = zipfile.ZipInfo(name, info.date_time)
            entry.compress_type = random.choice((zipfile.ZIP_DEFLATED,) * 8 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
            entry.external_attr = random.choice((0, 0, 0, 0o120777 << 16)) if change > 0.98 else 0
            entry.flag_bits = 0
            with warnings.catch_warnings(action="ignore"):  # a name that stands there twice
                new.writestr(entry, part)
    return made.getvalue()


def _xml_changed(random: Random, part: bytes) -> bytes:
    """Change XML: at a bracket mostly, so that what comes out is often well-formed still; else anywhere."""
    if random.random() < 0.3:
        return bytes_changed(random, part, TOKENS)
    starts = [place for place, byte in enumerate(part) if byte == ord("<")]
    if not starts:
        return part
    at = random.randrange(len(starts))
    start = starts[at]
    other = starts[min(len(starts) - 1, at + random.choice((1, 1, 2, 4, 30)))]
    piece, token = part[start:other], random.choice(TOKENS)
    new = random.choice((b"", piece * 2, token + piece, piece + token, token, piece * 100))
    return part[:start] + new + part[other:]


def test_office_files(template: Path, tmp_path: Path) -> None:
    series("office_files", template, tmp_path, draw)
