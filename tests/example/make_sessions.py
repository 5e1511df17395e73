"""How the example sessions were made: `python -m tests.example.make_sessions SOURCE sessions tests/example`.

The source holds written questions of the Belgian Chamber of Representatives, January to June 2017 (CC0,
dekamer.be, by way of bnosac/ruimtehol). Questions on digital government, data, privacy, simplification and
access become six monthly sessions. Every note is a piece of a question as it stands there, cut at sentence ends.
The same question put to several ministers is one note; their departments are an attribute with several values.
Questions of June from the 15th on are held back for a seventh session, which comes in when the themes stand.
"""

import csv
import datetime
import hashlib
import re
import sys
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kennis.clean_text import slug
from kennis.errors import CheckFailed
from kennis.nouns import Attribute, Consent, Kind, Note, Participant, Session
from kennis.reading import ReadOptions, read
from kennis.reading.session_file import write_session

HELD_BACK = datetime.date(2017, 6, 15)
NOTES_A_SESSION = 56
NOTES_A_QUESTION = 4
SHORTEST, LONGEST = 75, 430
MONTHS = ("januari", "februari", "maart", "april", "mei", "juni")
LATER = "eind juni"
_LEAST, _CERTAIN = 2, 4
_ENOUGH = 46
COALITION = ("MR", "N-VA", "CD&V", "Open Vld")

_SUBJECT = re.compile(
    r"""\b(?:\w*digita\w+|e-government|open\ ?data\w*|\w*databank\w*|\w*gegevensbank\w*|privacy\w*|persoonsgegevens
    |gegevens|gegevens(?:uitwisseling|bescherming|verwerking|verzameling|verkeer)|informatica\w*|informatisering
    |(?:\w+-)?software\w*|websites?|portaalsite\w*|app|apps|applicaties?|\w*platform|eID|e-ID|identiteitskaart\w*
    |\w*[Rr]ijksregister\w*|\w*kruispuntbank\w*|only\ once|\w*vereenvoudig\w+|elektronische?|cyber\w+|hack\w*
    |gehackte?|ransomware|gijzelsoftware|ICT\w*|IT-\w+|algoritm\w+|drones?|big\ data|data|Tax-on-web|MyMinfin
    |e-[Hh]ealth|e-Box\w*|e-Deposit\w*|blockchain\w*|robot\w*|artifici\w+|\w*camera's|smart\w*|internet\w*|online
    |telewerk\w*|interoperabiliteit\w*|authentieke\ bron\w*|\w*loket\w*|papieren|administratieve\ last\w*
    |\w*technologie\w*|toepassing|toepassingen|informatie|informatie\w+|tool|tools|systeem|systemen|dossiers?
    |registratie\w*|register\w*|toegang\w*|bereikbaar\w*|callcenter|formulier\w*|telefonisch\w*|burgers?
    |identificatie\w*|handtekening\w*|camera\w*|smartphone\w*|laptop\w*|computer\w*|netwerk\w*|beveilig\w+)\b""",
    re.VERBOSE,
)
_WEIGHTY = re.compile(
    r"""digita|e-government|open\ ?data|databank|gegevens|privacy|informatic|informatisering|software|portaalsite
    |\bapps?\b|platform|\beID\b|identi(?:teitskaart|ficatie)|[Rr]ijksregister|kruispuntbank|vereenvoudig|lektronisch
    |[Cc]yber|\bICT|\bIT-|[Aa]lgoritm|\be-[A-Z]|My[A-Z]|[Bb]lockchain|echnolog|nteroperab|[Ii]nternet|elewerk
    |[Gg]roene\ nummers|\b[Ll]oket|DG\ Personen|DG\ HAN|Personen\ met\ een\ handicap|ansomware|[Dd]rones?\b""",
    re.VERBOSE,
)
_THEMES = {
    "ELEKTRONISCHE OVERHEID",
    "GEGEVENSBESCHERMING",
    "GEGEVENSBANK",
    "UITWISSELING VAN INFORMATIE",
    "TOEGANG TOT DE INFORMATIE",
    "INFORMATICA",
    "TOEPASSING VAN INFORMATICA",
    "COMPUTERCRIMINALITEIT",
    "COMPUTERPROGRAMMA",
    "ELEKTRONISCH DOCUMENT",
    "IDENTITEITSBEWIJS",
    "ADMINISTRATIEVE FORMALITEIT",
    "DIGITALISERING",
    "DIGITALE TECHNOLOGIE",
    "DIGITALE SNELWEG",
    "INFORMATIEBELEID",
    "VERZAMELEN VAN GEGEVENS",
    "ADMINISTRATIEVE PROCEDURE",
}
_BESIDE = re.compile(
    r"Black Friday|ticket|drug|porno|sigaret|sjoemel|solden|namaak|werkloosheidsuitk|hond|Kamercommissie|Maccabeus"
    r"|nucleair|kernwapen|BDO|[Gg]evechts|fietskoerier|Tinder|DNA|concert|medische|Begrotings|Dieselgate"
    r"|Paarden|kanker|Cassatie|domicilie|TEN-T|FAVV|Crowdfund|CCS-|treinreizigers|maaltijden|brievenbussen|militairen",
)
_ABBREVIATION = re.compile(r"(?:\b(?:nr|nrs|art|blz|enz|dhr|mevr|bv|bijv|resp|ca|St|p|vb|mr|dr|prof|\w)|\d|\.\w)\.$")
_END = re.compile(r"[.?!]+[\"”»)]?(?=\s|[A-Z\"]|\d+\.|[a-z]\)|$)")
_MARKER = re.compile(r"\s*(?:(?:\d+\.|[a-z]\))\s*)*")
_UNFIT = re.compile(
    r"\s{2}|\.[a-z]+[A-Z]"
    r"|[\w)][.?!][A-Z]|[a-z)][.?!]\d|\?\d|\d\. |\b[a-z]\) |[:;]-|^- |\.\.|\?\?|-\s*$|\bMV \d|http|\(.{0,60}$"
)
_LEANS = re.compile(
    r"(?:Dat|Die|Deze|Dit|Daar\w*|Hij|Zij|Ze|Hier\w*|Zo|Indien|Idem|Echter|Ook|Bovendien|Verder|Voorts|En|Maar|Want"
    r"|Toch|Dergelijke|Zulke|Er|Evenwel|Nochtans|Immers|Bijgevolg|Vervolgens|Tot slot|Ten slotte|Waarom niet|Tevens"
    r"|Eveneens|Sindsdien|Intussen|Ondertussen|Dus|Alleen|Hun|Haar|Zijn|Hetzelfde|Nee|Neen|Ja|Vandaar|Volgens u"
    r"|Waar|Wat betreft|Het gaat|Naar aanleiding (?:hiervan|daarvan)|Concreet|Tegelijk|Kortom|Een ander|Een tweede)\b"
)
_LEANS_INSIDE = re.compile(
    r"\b(?:dit|hiervan|daarvan|hierover|hiervoor|daarvoor|daarbij|hierbij|ervan|deze|dergelijke?|zulke?|ermee|ertoe)\b"
)
_PROCEDURAL = re.compile(
    r"eerdere vra|vorige vra|schriftelijke vra|parlementaire vra|vraag nr|uw antwoord|[Mm]ijn vra|[Gg]raag|volgende vra"
    r"|commissieverg|Kamerlid|ntwoord|jaarverslag|beleidsnota|ondervroeg|plenaire|Ik stelde|Kan u, voor|trimester"
)
_COUNTING = re.compile(
    r"overzicht|opsplits|uitsplits|opgesplitst|opgedeeld|per jaar|cijfers|[Hh]oeveel|afgelopen|jongste|evolutie"
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was put, once, with every department it was put to."""

    number: str
    date: datetime.date
    title: str
    body: str
    author: str
    party: str
    departments: tuple[str, ...]
    score: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One or more sentences of a question, as they stand there."""

    start: int
    text: str
    kind: Kind
    worth: float


def questions(path: Path) -> list[Question]:
    """Read the questions on the subject, each once, by date and number."""
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    same: dict[tuple[str, ...], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        same[row["date"], row["aut_person"], row["title"]].append(row)
    found = [_question(group) for group in same.values()]
    return sorted((each for each in found if each.score >= _LEAST), key=lambda each: (each.date, each.number))


def _question(group: Sequence[dict[str, str]]) -> Question:
    first = min(group, key=lambda row: row["doc_id"])
    body = first["question"].partition("\n\n")[2].strip()
    title = re.sub(r"\s*\(MV \d+\)", "", first["title"]).strip().rstrip(".").strip()
    distinct = {match.lower() for match in _WEIGHTY.findall(body)}
    score = 3 * len(_WEIGHTY.findall(title)) + 2 * len(_THEMES & set(first["question_theme"].split(",")))
    score += min(4, len(distinct))
    if _BESIDE.search(title):
        score = 0
    last, _, given = first["aut_person"].partition(", ")
    departments = tuple(sorted({row["answer_subdepartment"] for row in group}))
    date = datetime.date.fromisoformat(first["date"])
    return Question(first["doc_id"], date, title, body, f"{given} {last}", first["aut_party"], departments, score)


def pieces(question: Question) -> list[Piece]:
    """Choose what to note of a question: its best sentences that stand alone, in their order."""
    spans = list(_sentences(question.body))
    found = [piece for place in range(len(spans)) for piece in _grown(question.body, spans[place : place + 3])]
    chosen: list[Piece] = []
    kinds: Counter[Kind] = Counter()
    for piece in sorted(found, key=lambda each: (-each.worth, each.start)):
        apart = all(
            piece.start + len(piece.text) <= other.start or other.start + len(other.text) <= piece.start
            for other in chosen
        )
        if apart and kinds[piece.kind] < 3 and len(chosen) < NOTES_A_QUESTION:
            chosen.append(piece)
            kinds[piece.kind] += 1
    return sorted(chosen, key=lambda each: each.start)


def _sentences(body: str) -> Iterator[tuple[int, int]]:
    start = _after(body, 0)
    for end in _END.finditer(body):
        if end.end() > start and not _ABBREVIATION.search(body[start : end.end()]):
            yield start, end.end()
            start = _after(body, end.end())


def _after(body: str, place: int) -> int:
    marker = _MARKER.match(body, place)
    return marker.end() if marker else place


def _grown(body: str, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """Give the first sentence as a note, and with it the next ones of its kind if only a space lies between."""
    start, end = spans[0]
    if _LEANS.match(body[start:end]):
        return
    for place, (first, last) in enumerate(spans):
        if place and (body[end:first] != " " or body[last - 1] == "?" or body[end - 1] == "?"):
            return
        end = last
        piece = _piece(start, body[start:end])
        if piece is not None:
            yield piece


def _piece(start: int, text: str) -> Piece | None:
    kind = Kind.QUESTION if text.endswith("?") else Kind.QUOTE
    terms = {match.group().lower() for match in _SUBJECT.finditer(text)}
    fits = SHORTEST <= len(text) <= LONGEST and text[0].isupper() and text.count('"') % 2 == 0
    if not fits or not terms or _UNFIT.search(text) or text.count("(") != text.count(")"):
        return None
    leans = _LEANS_INSIDE.search(text if kind is Kind.QUESTION else text[:70])
    if leans or _PROCEDURAL.search(text) or (kind is Kind.QUESTION and _COUNTING.search(text)):
        return None
    near = 1 - abs(len(text) - 210) / 400
    return Piece(start, text, kind, min(3, len(terms)) + 2 * near)


def chosen(found: Iterable[Question], texts: set[str]) -> list[tuple[Question, list[Piece]]]:
    """Take a month's best questions until the session is full, each speaker's first before anyone's second.

    `texts` holds what earlier sessions took, and grows. Doubtful questions only fill a session that is short.
    """
    turns: Counter[str] = Counter()
    ranked = []
    for question in sorted(found, key=lambda each: (-each.score, each.number)):
        ranked.append((question.score < _CERTAIN, turns[question.author], -question.score, question.number, question))
        turns[question.author] += bool(pieces(question))
    taken: list[tuple[Question, list[Piece]]] = []
    for doubtful, *_order, question in sorted(ranked, key=lambda each: each[:4]):
        new = [piece for piece in pieces(question) if piece.text not in texts]
        size = sum(len(own) for _, own in taken) + len(new)
        if new and size <= (_ENOUGH if doubtful else NOTES_A_SESSION):
            taken.append((question, new))
            texts.update(piece.text for piece in new)
    return sorted(taken, key=lambda pair: (pair[0].date, pair[0].number))


def session(when: str, taken: Sequence[tuple[Question, list[Piece]]]) -> tuple[Session, list[Note]]:
    """Make the session of a month, named in Dutch, and its notes."""
    date = max(question.date for question, _ in taken)
    name = f"{date.isoformat()}-digitale-overheid"
    speakers = {question.author: question.party for question, _ in taken}
    meeting = Session(
        id=name,
        title=f"Schriftelijke vragen over digitale overheid, {when} 2017",
        date=date,
        timezone="Europe/Brussels",
        place="Kamer van volksvertegenwoordigers, Brussel",
        consent=Consent.NAME,
        participants=tuple(_participant(author, speakers[author]) for author in sorted(speakers)),
    )
    notes: list[Note] = []
    for question, own in taken:
        for number, piece in enumerate(own, start=1):
            notes.append(
                Note(
                    id=_id(date, len(notes), f"{question.number}-{number}"),
                    session=name,
                    text=piece.text,
                    kind=piece.kind,
                    speaker=slug(question.author),
                    context=(question.title,),
                    external_id=f"{question.number}-{number}",
                    attributes=(Attribute("department", question.departments),),
                )
            )
    return meeting, notes


def _participant(author: str, party: str) -> Participant:
    sector = "meerderheid" if party in COALITION else "oppositie"
    return Participant(handle=slug(author), name=author, role="Kamerlid", organisation=party, sector=sector)


def _id(date: datetime.date, place: int, name: str) -> str:
    """Make a UUIDv7 of the session's date, the place in the file and a hash of the question's number."""
    noon = datetime.datetime.combine(date, datetime.time(12), datetime.UTC)
    milliseconds = int(noon.timestamp() * 1000) + place
    tail = int.from_bytes(hashlib.sha256(name.encode()).digest()[:10], "big")
    value = milliseconds << 80 | tail
    value = value & ~(0xF << 76) | 0x7 << 76
    return str(uuid.UUID(int=value & ~(0x3 << 62) | 0x2 << 62))


def main(source: Path, folder: Path, later: Path) -> None:
    """Write the six sessions into one folder, and the seventh, of what was held back, into another."""
    found = questions(source)
    texts: set[str] = set()
    for month, when in enumerate(MONTHS, 1):
        before = [question for question in found if question.date.month == month and question.date < HELD_BACK]
        write(folder, *session(when, chosen(before, texts)))
    write(later, *session(LATER, chosen([each for each in found if each.date >= HELD_BACK], texts)))


def write(folder: Path, meeting: Session, notes: list[Note]) -> None:
    """Write a session, see that it reads back the same, and say what is in it."""
    path = folder / f"{meeting.id}.md"
    path.write_text(write_session(meeting, notes), "utf-8", newline="\n")
    again = read(path, ReadOptions(today=meeting.date))
    if (again.sessions, again.notes, again.refusals, again.rewritten) != ((meeting,), tuple(notes), (), None):
        raise CheckFailed(f"{path} does not read back as it was written")
    print(f"{meeting.id}: {len(notes)} notes, {len(meeting.participants)} speakers")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
