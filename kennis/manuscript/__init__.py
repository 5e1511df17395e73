"""The file in which an editor rearranges and rewrites the outline, in Markdown or as a Word document, and its way back.

`write` gives the Markdown; `read` and `read_office` make a Manuscript of what comes back; `findings` tells what is no
longer what was said or may not be said; `applied` takes the file over into the outline.
"""

from typing import TYPE_CHECKING

from kennis.lazy_names import lazily

if TYPE_CHECKING:
    from kennis.manuscript.apply import applied
    from kennis.manuscript.check import findings
    from kennis.manuscript.docx_paragraphs import Revision, Tracked
    from kennis.manuscript.drop_formatting import dropped
    from kennis.manuscript.file_finding import FileFinding, What
    from kennis.manuscript.manuscript import Aside, Manuscript, WrittenHeading, WrittenPassage
    from kennis.manuscript.markdown_reader import read
    from kennis.manuscript.markdown_writer import write
    from kennis.manuscript.office_reader import Heard, HeardComment, read_office
    from kennis.manuscript.part_matching import likeness
    from kennis.manuscript.part_tags import Names
    from kennis.manuscript.passage_check import shortened
    from kennis.manuscript.word_origin import Stretch, WordEdit

__all__ = [
    "Aside",
    "FileFinding",
    "Heard",
    "HeardComment",
    "Manuscript",
    "Names",
    "Revision",
    "Stretch",
    "Tracked",
    "What",
    "WordEdit",
    "WrittenHeading",
    "WrittenPassage",
    "applied",
    "dropped",
    "findings",
    "likeness",
    "read",
    "read_office",
    "shortened",
    "write",
]

__getattr__ = lazily(
    __name__,
    {
        "apply": "applied",
        "check": "findings",
        "docx_paragraphs": "Revision Tracked",
        "drop_formatting": "dropped",
        "file_finding": "FileFinding What",
        "manuscript": "Aside Manuscript WrittenHeading WrittenPassage",
        "markdown_reader": "read",
        "markdown_writer": "write",
        "office_reader": "Heard HeardComment read_office",
        "part_matching": "likeness",
        "passage_check": "shortened",
        "part_tags": "Names",
        "word_origin": "Stretch WordEdit",
    },
)
