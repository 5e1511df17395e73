"""What a person types into a search field, as terms: words, "phrases", begin*, and -what to leave out."""

import re
from dataclasses import dataclass

from kennis.clean_text import clean
from kennis.errors import InputError
from kennis.folding import words
from kennis.function_words import FUNCTION_WORDS
from kennis.locale import _
from kennis.nouns.search import SearchQuery, Term

LONGEST = 4_000  # characters; set by hand
MOST = 100  # terms; set by hand
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


@dataclass(frozen=True, slots=True)
class _Piece:
    term: Term
    minus: bool

    @property
    def telling(self) -> bool:
        """Say whether this tells notes apart: a phrase, or more than a function word."""
        return self.term.phrase or self.term.prefix or any(word not in FUNCTION_WORDS for word in self.term.words)


def parse(given: str) -> SearchQuery:
    """Take a query apart; function words outside a phrase are left out of account where there are others.

    Raises InputError where there is nothing to look for, or a quotation mark is not closed.
    """
    text = clean(given).text.translate(_QUOTES).strip()
    _check(text)
    pieces = [piece for found in _PIECE.finditer(text) if (piece := _piece(found))]
    wanted = [piece for piece in pieces if not piece.minus]
    if not pieces:
        raise InputError(_("there is nothing to search for: give at least one word"))
    if not wanted:
        raise InputError(_("only words to leave out were given; give a word to search for too"))
    telling = [piece.term for piece in wanted if piece.telling]
    if not telling:
        raise InputError(
            _(
                '"{query}" holds only words that nearly every note has; give another word, or put it in quotation marks'
            ).format(query=text)
        )
    without = tuple(dict.fromkeys(piece.term for piece in pieces if piece.minus))
    sentence = " ".join(piece.term.text for piece in wanted)
    return SearchQuery(sentence, tuple(dict.fromkeys(telling))[:MOST], without[:MOST])


def _check(text: str) -> None:
    if len(text) > LONGEST:
        raise InputError(
            _("the query has {count} characters; at most {most} can be searched for").format(
                count=len(text), most=LONGEST
            )
        )
    if text.count('"') % 2:
        raise InputError(_('a quotation mark is opened and not closed; write "two words" or leave it out'))


def _piece(found: re.Match[str]) -> _Piece | None:
    phrase = found["phrase"] is not None
    text = (found["phrase"] if phrase else found["word"]).strip()
    prefix = not phrase and text.endswith("*")
    own = words(text)
    if not own:
        return None
    plain = text if phrase else _EDGES.sub("", text)
    return _Piece(Term(plain, own, phrase, prefix), bool(found["minus"]))
