"""Find the names of persons in a text, by rules and lists for Dutch and English; nobody has to be in a register.

A name is a given name with what follows it, initials or a title before a surname, a surname behind "van der", or what
stands as an item in a list of those present. A capital alone makes no name: institutions, places, offices, months and
what begins a sentence are known words (`other_words.txt`), and so is a word with the ending of one ("-wet", "-raad").
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from kennis.folding import folded

_TOKEN = re.compile(
    r"(?P<initials>(?:(?:[A-ZÀ-ÖØ-ÞĀĆČĎĐĘĚĞĪİĹĽŁŃŅŇŌŐŘŚŞŠŤŪŮŰŹŻŽ]|[CSTP]h|IJ|Tj|Fr)\.[ -]?)+)(?=[^\W\d_]|['’‘]t)"
    r"|(?P<word>['’‘]t\b|[^\W\d_]+(?:['’-][^\W\d_]+)*)|[^\w\s]|\d+|\n"
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PREFIX = _set(
    "van der den de het in op 't te ten ter la le du des von zu zum zur da das do dos di del della el al bin ben "
    "ait ould"
)
BEFORE_SURNAMES = _PREFIX | _set("dal dalla don las les los mac onder over uit vom")
_OPENS_PREFIX = _PREFIX - _set("het des zu zum zur das do")
_LONG = frozenset({"van der", "van den", "van 't", "in 't", "op den", "von der"})
_ARABIC = _set("el ait ould")
_HONORIFICS = _set("mevrouw mevr mw mvr dhr meneer mijnheer heer heren drs dr ir ing prof mr mrs ms miss")
_OFFICES = _set(
    "wethouder burgemeester minister staatssecretaris gedeputeerde raadslid statenlid kamerlid dijkgraaf senator "
    "alderman mayor councillor collega"
)
_LEADERS = _set("directeur voorzitter commissaris griffier secretaris gemeentesecretaris adviseur notulist")
_NO_INITIALS_BEHIND = _set(
    "optie plan bijlage artikel art groep variant fase categorie scenario punt lid deel klasse type vitamine hepatitis "
    "model stap versie onderdeel tabel table figuur figure option annex group phase category part"
)
_NO_INITIALS = _set("b.v. n.v. u.s. u.k. e.u. v.s. p.s. n.b. v.o.f. n.a.v. i.v.m.")
_THINGS = re.compile(
    r"(?:wet|wetten|plan|plannen|raad|recht|rechten|gemeente|gemeenten|provincie|commissie|beleid|register|registers|isering"
    r"|atie|heid|schap|schappen|stelsel|loket|dienst|diensten|visie|agenda|straat|plein|weg|park|gebied|bureau|bestuur"
    r"|ministerie|akkoord|regeling|besluit|programma|project|fonds|school|stichting|vereniging|groep|team|netwerk|platform"
    r"|centrum|kunde|logie|iteit|isme|ische|lijke|nomie|overheid|systeem|systemen|modellen|data|kaart|kaarten|brief|debat"
    r"|dossier|twin|tion|ment|ness|ology|ics|ladder|toets|toetsen|scan|monitor|kamer|weken|week|dag|dagen|partij|vorming"
    r"|voering|zorg|bouw|lening|keten|ketens|standaard|standaarden|lab|labs|hub|cloud|ware|bank|ing|ingen|tafel|loos|baar"
    r"|fabriek|wijzer|zaken|gids|kader|kaders|poort|portaal|spoor|meter|punt|kompas)$"
)
_PLACE = re.compile(r"(?:dam|burg|drecht|dorp|hoven|zijl|foort|recht|stad|meer|wijk|kerk|loo|ingen)$")
_ENDS_OF_ORGANISATIONS = _set(
    "arena stadion huis school college stichting fonds instituut universiteit plein straat laan museum bv nv groep "
    "advies consulting schaal prijs award lezing leerstoel kazerne hal brug tunnel ziekenhuis lyceum kliniek park bank "
    "vof inc ltd institute foundation university group lecture hospital street bibliotheek & alert cup toernooi pas "
    "kaart"
)
_LISTS = re.compile(
    r"^[\s>*•·#_–—-]*(?:(?:ook|tevens|mede|verder)\s+)?"
    r"(?:(?P<many>aanwezig(?:en|heid)?|aanw|afwezig(?:en)?|afw|afgemeld|afmelding(?:en)?|verhinderd|"
    r"(?:m\.?k\.?\s+)?afwezig(?:\s+met\s+(?:bericht|kennisgeving))?|(?:met\s+)?bericht(?:\s+van\s+verhindering)?|"
    r"verontschuldigd(?:en)?|deelnemers?|deelnemerslijst|presentielijst|genodigden?|gasten|gast(?:sprekers?)?|sprekers?|"
    r"panel(?:leden)?|leden|toehoorders?|present|attendees|attendance|in\s+attendance|participants|absent|"
    r"apologies(?:\s+from)?|regrets|guests?|speakers?)"
    r"|(?P<one>namens\s+[^:\n]{2,60}|notulist(?:en|e)?|notulen|verslag(?:legging|gever)?|voorzitter|vz|secretaris|"
    r"kopie(?:\s+aan)?|cc|chair(?:man|person|ed\s+by)?|minutes(?:\s+by)?))"
    r"(?:\s+(?:waren|zijn|was|were))?\.?(?:\s*\([^)\n]*\))?[*_]*[ \t]*(?P<colon>:|(?=\n))[*_]*",
    re.IGNORECASE | re.MULTILINE,
)
_CAPITAL = re.compile(r"(?<![^\W\d_])(?=[^\W\d_a-zß-öø-ÿ])[^\W\d_]+")
_BRACKETS = re.compile(r"\([^()\n]*\)|\[[^\[\]\n]*\]")
_BETWEEN = re.compile(
    r"[,;:/|•·\n\t]|\s[–—-]\s|\s(?:en|and|&|namens|van\s+de\s+(?=gemeente|provincie))\s|^\s*[–—*-]\s", re.MULTILINE
)
_ITEM = re.compile(r"^\s*(?:[-–—*•·>|]|\d+[.)])\s*\S")
_LONGEST_ITEM = 90  # characters of an item in a list of those present; a longer line is a sentence; set by hand
# Of a surname, its words, its prefixes, of one initial, of a word with an ending; set by hand.
_FEWEST_LETTERS, _MOST_SURNAMES, _MOST_PREFIXES, _ONE_INITIAL, _ENDING = 2, 3, 3, 2, 5


@dataclass(frozen=True, slots=True)
class FoundName:
    """A person's name in a text: where it begins and ends, and the name itself, without a title before it."""

    start: int
    end: int
    name: str


class _Token(NamedTuple):
    """A word, initials or a mark; `first` where a sentence begins, `joined` where only a space stands before it."""

    text: str
    folded: str
    start: int
    end: int
    first: bool
    joined: bool
    initials: bool

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class _Lists:
    """The words that the rules know, folded; the `maybe` ones are ordinary words too."""

    given: frozenset[str]
    maybe_given: frozenset[str]
    surnames: frozenset[str]
    maybe_surnames: frozenset[str]
    other: frozenset[str]


def names_in_text(text: str) -> tuple[FoundName, ...]:
    """Find the names of persons in a text, in their order; none overlaps another."""
    found: list[FoundName] = []
    if ":" in text or "\n" in text:
        found += _in_lists(text)
    ends = [one.end for one in found]
    listed, at = tuple(found), 0
    for line in text.splitlines(keepends=True):
        for one in _running(line, at) if _may_hold_a_name(line) else ():
            behind = bisect_right(ends, one.start)
            if behind == len(listed) or one.end <= listed[behind].start:
                found.append(one)
        at += len(line)
    return tuple(sorted(found, key=lambda one: one.start))


def _may_hold_a_name(line: str) -> bool:
    """Say whether a capitalised word of a line is not known to be something else, which is quickly told."""
    return any(not is_known_word(word) for word in _CAPITAL.findall(line))


@lru_cache(maxsize=1 << 16)
def is_known_word(word: str) -> bool:
    """Say whether a word is known to be no part of a person's name, even where it is written with a capital."""
    small = folded(word)
    return small in _lists().other or (len(small) > _ENDING and bool(_THINGS.search(small)))


def is_known_surname(word: str) -> bool:
    """Say whether a word is one of the surnames that the lists know."""
    small = folded(word)
    return small in _lists().surnames or small in _lists().maybe_surnames


def in_capitals(text: str) -> list[str]:
    """Give the words of a text that begin with a capital."""
    return _CAPITAL.findall(text)


def _running(text: str, offset: int) -> Iterator[FoundName]:
    """Go through the words of a line once; where a rule finds a name, go on behind it."""
    tokens = _tokens(text, offset)
    at = 0
    while at < len(tokens):
        token = tokens[at]
        span = None
        if token.initials or token.capital or token.folded in _HONORIFICS or token.folded in _OFFICES | _LEADERS:
            span = _name_at(tokens, at)
        if span is None:
            at += 1
            continue
        begin, end = tokens[span[0]].start, tokens[span[1] - 1].end
        name = _without_genitive(text[begin - offset : end - offset].rstrip())
        yield FoundName(begin, begin + len(name), name)
        at = span[1]


def _name_at(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """Give the words of the name that begins here, with or without a title, as a range."""
    token, known = tokens[at], _lists()
    if _titled(token):
        return _after_title(tokens, at)
    if token.folded in _OFFICES or token.folded in _LEADERS:
        return _after_office(tokens, at)
    if token.initials:
        return _after_initials(tokens, at)
    given = _base(token)
    if _is_given(given, known.given):
        return _after_given(tokens, at)
    if given in known.maybe_given:
        return _after_maybe(tokens, at)
    if token.folded in _OPENS_PREFIX:
        return _from_prefix(tokens, at)
    return _unknown_first(tokens, at)


def _titled(token: _Token) -> bool:
    return token.folded in _HONORIFICS and not (token.text.isupper() and len(token.text) > 1)


def _after_title(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """Read "mevrouw Fatima", "dhr. drs. J. de Wit": any surname will do that is no known word."""
    start = at + 1
    while start < len(tokens) and (tokens[start].text == "." or _titled(tokens[start])):
        start += 1
    if start >= len(tokens) or tokens[start].text == "\n":
        return None
    body = _body(tokens, start, titled=True)
    if body is None or not any(one.capital for one in tokens[start : body[1]]):
        return None
    further = _family_name(tokens, body[1]) if body[1] == start + 1 and not tokens[start].initials else None
    return start, further or body[1]


def _after_office(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """Read "wethouder De Wit": not "wethouder Ruimte", "minister van Financiën", "burgemeester Hilversum"."""
    start = at + 1
    if start >= len(tokens) or not tokens[start].joined or not (tokens[start].capital or tokens[start].initials):
        return None
    body = _body(tokens, start)
    if body is None:
        return None
    alone = body[1] - body[0] == 1 and not _is_given(_base(tokens[start]), _lists().given)
    if alone and tokens[at].folded in _LEADERS and not _surname_known(tokens[start]):
        return None
    return None if alone and tokens[at].folded == "burgemeester" and _PLACE.search(tokens[start].folded) else body


def _after_initials(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """Read "J. de Wit"; a single letter may also end a sentence or number a heading."""
    token = tokens[at]
    before = tokens[at - 1] if at else None
    if token.text.strip().casefold() in _NO_INITIALS:
        return None
    if before is not None and (
        before.folded in _NO_INITIALS_BEHIND or (before.joined and before.text.isupper() and len(before.text) > 1)
    ):
        return None
    end = _family_name(tokens, at + 1)
    if end is None:
        return None
    doubtful = len(token.text.strip()) <= _ONE_INITIAL and end == at + 2 and not _surname_known(tokens[at + 1])
    if doubtful and token.first and token.text[0] in "ABCDEF":
        return None
    if (
        doubtful
        and before is not None
        and token.joined
        and before.text.isalpha()
        and before.folded not in _lists().other
    ):
        return None
    return at, end


def _after_given(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """Read "Anna Maria van den Berg", or a given name alone; not "Anna Bijns Prijs", "Sint Jan"."""
    body = _body(tokens, at)
    end = body[1] if body else at + 1
    if end < len(tokens) and _ends_an_organisation(tokens[end]):
        return None
    if end == at + 1:
        before = tokens[at - 1] if at else None
        if before is not None and tokens[at].joined and before.capital and not before.first and not _titled(before):
            return None
        after = tokens[end] if end < len(tokens) else None
        if after is not None and after.joined and after.capital and not after.initials and after.text.isalpha():
            return None if not is_known_word(after.text) or after.text.isupper() else (at, end)
    return at, end


def _after_maybe(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """Read "Roos Jansen", "Floor van Dam": a given name that is a word as well asks for a surname behind it."""
    follows = at + 1
    while (
        follows < len(tokens)
        and tokens[follows].joined
        and (tokens[follows].initials or _is_given(_base(tokens[follows]), _lists().given))
    ):
        follows += 1
    if follows > at + 1:
        end = _family_name(tokens, follows)
        return at, end or follows
    end = _family_name(tokens, follows)
    if end is None or (end < len(tokens) and _ends_an_organisation(tokens[end])):
        return None
    prefixed = end > follows + 1
    if tokens[at].first and not prefixed and not _surname_known(tokens[follows]):
        return None
    if (
        tokens[at].first
        and prefixed
        and not tokens[follows].capital
        and not (_surname_known(tokens[end - 1]) or _prefix(tokens, follows) > follows + 1)
    ):
        return None
    return at, end


def _from_prefix(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """Read "Van der Laan", "De Vries": a short prefix only before a known surname."""
    if not tokens[at].capital:
        return None
    begins = _prefix(tokens, at)
    if begins >= len(tokens) or not _may_be_surname(tokens[begins]):
        return None
    words = " ".join(one.folded for one in tokens[at:begins])
    surname = tokens[begins]
    end = _family_name(tokens, at) or begins + 1
    if end < len(tokens) and _ends_an_organisation(tokens[end]):
        return None
    sure = surname.folded in _lists().surnames or (
        surname.folded in _lists().maybe_surnames and not is_known_word(surname.text)
    )
    if words in ("van der", "van den", "van 't") and not _PLACE.fullmatch(surname.folded):
        return at, end
    if tokens[at].folded in _ARABIC and surname.folded not in ("nino", "salvador"):
        return at, end
    return (at, end) if sure and words.split()[0] not in ("in", "op", "het") else None


def _unknown_first(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """Read "Voornaam Jansen", "Voornaam van der Achternaam", "Voornaam van Achternaam (Organisatie)"."""
    token, known = tokens[at], _lists()
    if not _may_be_surname(token):
        return None
    if token.folded in known.surnames and not _has_surname_behind(tokens, at):
        return _surname_alone(tokens, at)
    end = _family_name(tokens, at + 1)
    if end is None or _PLACE.search(token.folded) or (end < len(tokens) and _ends_an_organisation(tokens[end])):
        return None
    begins = _prefix(tokens, at + 1)
    surname, prefix = tokens[begins], " ".join(one.folded for one in tokens[at + 1 : begins])
    if not prefix:
        return (at, end) if surname.folded in known.surnames else None
    if prefix in _LONG or tokens[at + 1].folded in _ARABIC:
        return at, end
    in_brackets = end + 1 < len(tokens) and tokens[end].text == "(" and tokens[end + 1].text[0].isalpha()
    return (at, end) if in_brackets or _surname_known(surname) else None


def _has_surname_behind(tokens: Sequence[_Token], at: int) -> bool:
    end = _family_name(tokens, at + 1)
    return end is not None and _surname_known(tokens[end - 1])


def _surname_alone(tokens: Sequence[_Token], at: int) -> tuple[int, int] | None:
    """Read "zegt Jansen": within a sentence, and in no name of something else."""
    before, after = (tokens[at - 1] if at else None), (tokens[at + 1] if at + 1 < len(tokens) else None)
    if tokens[at].joined and before is not None and before.capital and not before.first and before.text.isalpha():
        return None
    if after is not None and after.joined and (_ends_an_organisation(after) or (after.capital and not after.initials)):
        return None
    return at, at + 1


def _body(tokens: Sequence[_Token], at: int, titled: bool = False) -> tuple[int, int] | None:
    """Give the range of given names and initials with the surname behind them, or of the one or the other alone."""
    end = at
    while end < len(tokens) and (end == at or tokens[end].joined) and _leads(tokens, end):
        end += 1
    family = _family_name(tokens, end, titled)
    if family is not None:
        return at, family
    while end > at and tokens[end - 1].initials:
        end -= 1
    return (at, end) if end > at else None


def _leads(tokens: Sequence[_Token], at: int) -> bool:
    """Say whether a word is a given name or initials, and not the surname at the end."""
    token, known = tokens[at], _lists()
    if token.initials:
        return token.text.strip().casefold() not in _NO_INITIALS
    name = _base(token)
    return token.capital and (_is_given(name, known.given) or (name == token.folded and name in known.maybe_given))


def _family_name(tokens: Sequence[_Token], at: int, titled: bool = False) -> int | None:
    """Give where a surname ends that begins here, with what stands before it: "van der Berg-de Wit"; else None."""
    if at >= len(tokens) or not _follows(tokens, at):
        return None
    begins = _prefix(tokens, at)
    if begins >= len(tokens) or not _may_be_surname(tokens[begins], titled or begins > at or _leads_on(tokens, at)):
        return None
    end = begins + 1
    while end < len(tokens) and end - begins < _MOST_SURNAMES and tokens[end].joined and _goes_on(tokens, begins, end):
        end += 1
    return end


def _follows(tokens: Sequence[_Token], at: int) -> bool:
    """Say whether a word stands right behind the one before it, or behind initials or the point of a title."""
    return at == 0 or tokens[at].joined or tokens[at - 1].initials or tokens[at - 1].text == "."


def _goes_on(tokens: Sequence[_Token], begins: int, at: int) -> bool:
    """Say whether a surname goes on: "Sluis-de" with "Wit", "Klaver" with "Jansen"."""
    before, token = tokens[at - 1], tokens[at]
    if "-" in before.text and before.folded.rsplit("-", 1)[1] in _PREFIX:
        return _may_be_surname(token)
    return _prefix(tokens, begins) == begins and token.capital and token.folded in _lists().surnames


def _leads_on(tokens: Sequence[_Token], at: int) -> bool:
    """Say whether a given name or initials stand before this word, so that a word may be a surname here."""
    return at > 0 and (tokens[at - 1].initials or _is_given(_base(tokens[at - 1]), _lists().given))


def _prefix(tokens: Sequence[_Token], at: int) -> int:
    """Give where the words end that stand before a surname: van, der, 't; the same place if there are none."""
    end = at
    while end < len(tokens) and end - at < _MOST_PREFIXES and (end == at or tokens[end].joined):
        if tokens[end].folded not in (_OPENS_PREFIX if end == at else _PREFIX):
            break
        end += 1
    return end if end < len(tokens) and tokens[end].joined else at


def _may_be_surname(token: _Token, firm: bool = False) -> bool:
    """Say whether a word can be a surname; one that is a known word only where it is `firm` and a surname too."""
    if token.initials or not token.capital or len(token.text) < _FEWEST_LETTERS or not token.text[-1].isalpha():
        return False
    if token.text.isupper() or any(
        part[1:] != part[1:].lower() for part in re.split(r"[-'’]|(?<=^Mc)|(?<=^Mac)|(?<=^IJ)", token.text)
    ):
        return False
    name = _base(token)
    if firm:
        return name in _lists().surnames or name in _lists().maybe_surnames or name not in _lists().other
    return not is_known_word(name)


def _surname_known(token: _Token) -> bool:
    return token.folded in _lists().surnames or token.folded in _lists().maybe_surnames


def _ends_an_organisation(token: _Token) -> bool:
    return token.joined and token.folded in _ENDS_OF_ORGANISATIONS and (token.capital or token.text == "&")


def _is_given(name: str, known: frozenset[str]) -> bool:
    return name in known or ("-" in name and all(part in known for part in name.split("-")))


def _base(token: _Token) -> str:
    """Give a word without the 's of a genitive."""
    return token.folded[:-2] if token.folded.endswith("'s") else token.folded


def _without_genitive(name: str) -> str:
    return name[:-2] if name[-2:] in ("'s", "’s") else name


def _tokens(text: str, offset: int = 0) -> list[_Token]:
    found: list[_Token] = []
    first, end = True, -1
    for match in _TOKEN.finditer(text):
        word = match.group()
        joined = match.start() == end or (match.start() == end + 1 and text[end] in " \u00a0")
        found.append(
            _Token(
                word,
                folded(word),
                match.start() + offset,
                match.end() + offset,
                first,
                joined,
                match.lastgroup == "initials",
            )
        )
        end = match.end()
        first = word in ".?!:\n" or (first and not word[0].isalnum())
    return found


def _in_lists(text: str) -> Iterator[FoundName]:
    """Give the names in lists of those present: each item that is no organisation, place or office."""
    heads = list(_LISTS.finditer(text))
    for number, head in enumerate(heads):
        limit = heads[number + 1].start() if number + 1 < len(heads) else len(text)
        end = _end_of_list(text, head, limit)
        region = _BRACKETS.sub(lambda found: " " * len(found.group()), text[head.end() : end])
        for start, item in _items(region):
            if one := _item(item, head.end() + start):
                yield one


def _end_of_list(text: str, head: re.Match[str], limit: int) -> int:
    """Give where a list ends: with its line, or with the last of the lines that are items; a sentence is none."""
    at, lines, begun = head.end(), 0, False
    while at < limit:
        stop = text.find("\n", at)
        stop = limit if stop < 0 or stop > limit else stop
        line = text[at:stop].strip()
        if lines == 0 and line:
            if head["colon"] != ":":
                return at
            begun = True
        elif line:
            going_on = lines > 0 and begun and text[:at].rstrip()[-1] in ",;&"
            listed = bool(head["many"]) and (_ITEM.match(text[at:stop]) or _short(line))
            if (begun and not going_on and not _ITEM.match(text[at:stop]) and lines > 0 and not listed) or not (
                listed or going_on
            ):
                return at
            begun = True
        elif begun:
            return at
        at, lines = stop + 1, lines + 1
    return limit


def _short(line: str) -> bool:
    return (
        len(line) <= _LONGEST_ITEM
        and line[-1] not in ".?!:"
        and (line[0].isupper() or line.startswith(("van ", "de ", "dhr", "mw", "mevr")))
    )


def _items(region: str) -> Iterator[tuple[int, str]]:
    at = 0
    for mark in _BETWEEN.finditer(region):
        yield at, region[at : mark.start()]
        at = mark.end()
    yield at, region[at:]


def _item(item: str, offset: int) -> FoundName | None:
    """Read one item as a name: with or without title, given name, initials and prefix, up to an organisation."""
    tokens = _tokens(item, offset)
    at = 0
    while at < len(tokens) and (
        _titled(tokens[at])
        or tokens[at].folded in _OFFICES | _LEADERS
        or not tokens[at].text[0].isalpha()
        or (tokens[at].folded == "de" and at + 1 < len(tokens) and tokens[at + 1].folded in ("heer", "heren"))
    ):
        at += 1
    if at >= len(tokens) or not (tokens[at].capital or _prefix(tokens, at) > at):
        return None
    body = _body(tokens, at, titled=at > 0)
    if body is None and _may_be_surname(tokens[at]):
        body = at, at + 1
    if body is None:
        return None
    end = body[1]
    if end == at + 1 and not tokens[at].initials:
        further = _family_name(tokens, end)
        end = further if further is not None else end
    begin, stop = tokens[at].start, tokens[end - 1].end
    if end < len(tokens) and _ends_an_organisation(tokens[end]):
        return None
    name = item[begin - offset : stop - offset].strip()
    return FoundName(begin, begin + len(name), name)


@cache
def _lists() -> _Lists:
    given, maybe_given = _read("given_names.txt")
    surnames, maybe_surnames = _read("surnames.txt")
    (other,) = _read("other_words.txt")
    return _Lists(given, maybe_given, surnames, maybe_surnames, other)


def _read(name: str) -> tuple[frozenset[str], ...]:
    text = resources.files(__package__).joinpath(name).read_text("utf-8")
    parts = "\n".join(line for line in text.splitlines() if not line.startswith("#")).split("\n---\n")
    return tuple(frozenset(folded(part).split()) for part in parts)
