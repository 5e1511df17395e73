"""Documents of an editor's with something in their headers and footers."""

from tests.unit.export.references import changed, started, swapped

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = (
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


def headed(target: str, more: str = "", sort: str = "image") -> bytes:
    """Give a Word document with a header that leads somewhere."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}/{sort}" Target="{target}"{more}/></Relationships>'
    )
    header = f"<w:hdr {W}><w:p><w:r><w:t>Kop</w:t></w:r></w:p></w:hdr>"
    return changed(
        started("docx"),
        {
            "word/_rels/document": swapped(
                "</Relationships>",
                f'<Relationship Id="rId77" Type="{RELATED}/header" Target="header7.xml"/></Relationships>',
            ),
            "word/document.xml": swapped("<w:pgSz", '<w:headerReference w:type="default" r:id="rId77"/><w:pgSz'),
        },
        {
            "word/header7.xml": header.encode(),
            "word/_rels/header7.xml.rels": relations.encode(),
            "word/media/logo.png": bytes.fromhex(PICTURE),
        },
    )


def linked(target: str, element: str = "draw:image") -> bytes:
    """Give an OpenDocument text with a header that leads somewhere."""
    spaces = 'xmlns:draw="urn:d" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:script="urn:s"'
    link = f'<style:header><text:p><{element} {spaces} xlink:href="{target}"/></text:p></style:header><style:footer>'
    return changed(started("odt"), {"styles.xml": swapped("<style:footer>", link)})


def footed(inside: str, more: str = "") -> bytes:
    """Give a Word document whose footer says more."""
    edit = swapped("</w:p>", f"</w:p><w:p>{inside}</w:p>")
    return changed(
        started("docx"), {"word/footer": lambda part: edit(part).replace(b"<w:ftr ", f"<w:ftr {more}".encode())}
    )


def opened(inside: str) -> bytes:
    """Give an OpenDocument text with more in its footer."""
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
    drawn = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    return changed(
        started("odt"), {"styles.xml": swapped("<style:footer>", f"<style:footer {spaces} {drawn}>{inside}")}
    )


def field(*runs: str) -> str:
    """Give a field that is cut into runs, as Word does it."""
    ends = [f'<w:r><w:fldChar w:fldCharType="{sort}"/></w:r>' for sort in ("begin", "end")]
    return ends[0] + "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs) + ends[1]
