"""The file in which an editor rearranges and rewrites the outline, in Markdown or as a Word document, and its way back.

`write` gives the Markdown; `read` and `read_office` make a Manuscript of what comes back; `findings` tells what is no
longer what was said or may not be said; `applied` takes the file over into the outline.
"""

from kennis.manuscript.applying import applied
from kennis.manuscript.checking import findings
from kennis.manuscript.dropping import dropped
from kennis.manuscript.finding import Finding, What
from kennis.manuscript.likeness import likeness
from kennis.manuscript.manuscript import Aside, Manuscript, WrittenChapter, WrittenPassage, WrittenSection
from kennis.manuscript.names import Names
from kennis.manuscript.office import Heard, HeardComment, read_office
from kennis.manuscript.paragraphs import Revision, Tracked
from kennis.manuscript.passages import shortened
from kennis.manuscript.reading import read
from kennis.manuscript.standing import Edit, Stretch
from kennis.manuscript.writing import write

__all__ = [
    "Aside",
    "Edit",
    "Finding",
    "Heard",
    "HeardComment",
    "Manuscript",
    "Names",
    "Revision",
    "Stretch",
    "Tracked",
    "What",
    "WrittenChapter",
    "WrittenPassage",
    "WrittenSection",
    "applied",
    "dropped",
    "findings",
    "likeness",
    "read",
    "read_office",
    "shortened",
    "write",
]
