"""What stands in the margin of an editor's document: open questions, and what a look before printing is owed to."""

from collections.abc import Callable, Mapping
from itertools import count

from kennis.export import pandoc_tree
from kennis.export.document_words import cited, origins, words_of
from kennis.export.pandoc_tree import Node
from kennis.marginalia import AUTHOR, QUESTION
from kennis.nouns import PassageKind, PrintedOutline, PrintedPassage

About = Callable[[PrintedPassage], tuple[list[Node], list[Node]]]


def marginal(outline: PrintedOutline, remarks: Mapping[str, tuple[str, ...]]) -> About:
    """Give the comments on a passage of a document, as what begins and what ends them; `remarks` are by passage.

    They tell of a note what its footnote tells, and of a remark its message.
    """
    numbers, told, say = count(1), origins(outline), words_of(outline.language).say
    asked = say(QUESTION)

    def about(passage: PrintedPassage) -> tuple[list[Node], list[Node]]:
        texts = [*remarks.get(passage.id, ())]
        if passage.kind is PassageKind.QUESTION and not passage.own:
            texts.insert(0, asked.format(origin=cited(passage.notes, told)))
        made = [(str(next(numbers)), text) for text in texts]
        return (
            [pandoc_tree.comment(number, AUTHOR, text) for number, text in made],
            [pandoc_tree.comment_end(number) for number, _ in made],
        )

    return about
