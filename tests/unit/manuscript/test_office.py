"""A Word document comes back with its ids, whatever an office program made of it."""

from hypothesis import HealthCheck, assume, given, settings

from kennis.manuscript import applied, read_docx
from kennis.manuscript.names import parts
from kennis.nouns import BookPassage
from tests.unit.manuscript.books import Case, cases, counted
from tests.unit.manuscript.printing import document


@given(cases())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_document_comes_back_as_it_was(made: Case) -> None:
    texts = [part.text for part in parts(made.book) if isinstance(part, BookPassage) and made.names.shown(part)]
    assume(all(text.strip() for text in texts) and any(chapter.sections for chapter in made.book.chapters))
    manuscript, heard = read_docx(document(made))
    assert applied(manuscript, made.book, made.notes, made.names, counted()) == made.book
    assert not heard.tracked and not heard.comments
