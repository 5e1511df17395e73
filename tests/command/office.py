"""Documents as LibreOffice opens and saves them, and as one flat text in which a test does what an editor does."""

import subprocess
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def converted(path: Path, kind: str, folder: Path) -> Path:
    """Open a document in LibreOffice and save it as another kind."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / kind
    convert = ("soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path))
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    return out / f"{path.stem}.{kind}"


class Flat:
    """A Word document as LibreOffice's flat text; `text` holds its paragraphs."""

    def __init__(self, document: Path, folder: Path) -> None:
        self._folder, self._path = folder, converted(document, "fodt", folder)
        for _event, (prefix, uri) in ElementTree.iterparse(self._path, events=("start-ns",)):  # as LibreOffice knows it
            ElementTree.register_namespace(prefix, uri)
        self._tree = ElementTree.parse(self._path)
        (self.text,) = self._tree.getroot().iter(f"{OFFICE}text")

    def saved(self) -> Path:
        """Have LibreOffice save it as a Word document again."""
        self._tree.write(self._path, encoding="utf-8", xml_declaration=True)
        return converted(self._path, "docx", self._folder)

    def paragraph(self, words: str) -> Element:
        """Find the paragraph that begins with some words."""
        return next(one for one in self.text.iter(f"{TEXT}p") if (one.text or "").startswith(words))

    def move(self, start: int, end: int, to: int) -> None:
        """Move blocks to before another one, which stands above them."""
        moved = list(self.text)[start:end]
        for one in moved:
            self.text.remove(one)
        for at, one in enumerate(moved):
            self.text.insert(to + at, one)

    def headings(self, *levels: str) -> list[int]:
        """Give where the headings of some levels stand."""
        level = f"{TEXT}outline-level"
        return [at for at, one in enumerate(self.text) if one.tag == f"{TEXT}h" and one.get(level) in levels]
