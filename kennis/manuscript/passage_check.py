"""What an editor should know of one passage of a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kennis.approved_wordings import approved
from kennis.borrowed_words import Silence, more_than, unfounded, words_of
from kennis.locale import _
from kennis.manuscript.citations import numbers_in, uncited
from kennis.manuscript.file_finding import FileFinding, What
from kennis.manuscript.manuscript import WrittenPassage
from kennis.manuscript.part_matching import Matches
from kennis.manuscript.part_tags import Names
from kennis.manuscript.passage_diff import QUOTES
from kennis.manuscript.word_origin import Stretch, difference, unquoted
from kennis.nouns import Kind, Note, Passage, RemarkKind
from kennis.nouns.remarks import remark_key

_SHORT = 60  # characters of a passage in a message; set by hand


@dataclass(frozen=True, slots=True)
class Checked:
    """A passage of the file and what it becomes; None where nothing is left of it."""

    part: WrittenPassage
    made: Passage | None


class Checks:
    """Checks the passages of one file."""

    def __init__(self, matches: Matches, notes: Mapping[str, Note], names: Names) -> None:
        self._matches, self._notes, self._names = matches, notes, names
        self._silence = silence(notes.values(), names)
        self._ids = {number: note for note, number in names.numbers.items() if note in notes}

    def of(self, passage: Checked) -> tuple[FileFinding, ...]:
        """Tell all of one passage."""
        part, made = passage.part, passage.made
        found = [*self._id(part), *self._unknown(part)]
        if made is not None and not part.kept_back and part.text:
            found += [*self._changed(part, made), *self._consent(part, made), *self._attribution(part, made)]
            found += [*self._sourceless(part, made), *self._quotations(part, made)] if made.own else []
        return tuple(found)

    def _id(self, part: WrittenPassage) -> Iterator[FileFinding]:
        if id(part) in self._matches.copies:
            message = _("the id {id} stood on an earlier passage; this one becomes a copy").format(id=part.id)
            yield FileFinding(line=part.line, what=What.COPY, message=message)
        elif id(part) in self._matches.strange:
            message = _("the outline has no passage {id}; what stands here becomes new").format(id=part.id)
            yield FileFinding(line=part.line, what=What.ID, message=message)

    def _unknown(self, part: WrittenPassage) -> Iterator[FileFinding]:
        numbers = dict.fromkeys((*part.numbers, *(numbers_in(part.text) if self._written(part) else ())))
        unknown = [f"n{number}" for number in numbers if number not in self._ids]
        if unknown:
            message = _("there is no note {notes} in this workspace").format(notes=", ".join(unknown))
            yield FileFinding(line=part.line, what=What.NOTE, message=message)

    def _written(self, part: WrittenPassage) -> bool:
        """Say whether the words are not those of a stored passage that was said so."""
        stored = self._stored(part)
        return stored is None or stored.own

    def _stored(self, part: WrittenPassage) -> Passage | None:
        other = self._matches.copies.get(id(part)) or self._matches.excerpts.get(id(part))
        return self._matches.passages.get(id(part)) or (other if isinstance(other, Passage) else None)

    def _changed(self, part: WrittenPassage, made: Passage) -> Iterator[FileFinding]:
        stored = self._stored(part)
        quote = self._quote(part, stored)
        if made.own and ((stored is not None and not stored.own) or (stored is None and quote and made.notes)):
            before = stored.text if stored else self._notes[made.notes[0]].text
            told = difference(before, unquoted(part.text) if quote else part.text)
            yield _changed(part.line, quote, told)
        elif not made.own:
            changed = [note for note in made.notes if note in self._notes and made.text not in self._notes[note].text]
            if changed:
                told = difference(self._notes[changed[0]].text, made.text)
                what = What.QUOTE if quote else What.WORDS
                number = self._names.numbers.get(changed[0], 0)
                message = _("n{number} no longer says this").format(number=number)
                yield FileFinding(line=part.line, what=what, message=message, difference=told)
            yield from self._dropped(part, made)

    def _dropped(self, part: WrittenPassage, made: Passage) -> Iterator[FileFinding]:
        """Tell of notes that a quotation names though they do not hold it."""
        named = [f"n{one}" for one in part.numbers if one in self._ids and self._ids[one] not in made.notes]
        if named:
            message = _("not cited here, for these words do not stand in it: {notes}").format(notes=", ".join(named))
            yield FileFinding(line=part.line, what=What.NOTE, message=message)

    def _quote(self, part: WrittenPassage, stored: Passage | None) -> bool:
        kind = part.kind or (stored.kind if stored else None)
        return kind in QUOTES or (self._names.quoted(stored) if stored else part.quoted)

    def _consent(self, part: WrittenPassage, made: Passage) -> Iterator[FileFinding]:
        hidden = [note for note in made.notes if not self._names.citable(note)]
        if hidden:
            message = _("cites what may not be printed: {notes}").format(notes=self._named(hidden))
            yield FileFinding(line=part.line, what=What.CONSENT, message=message)
        spoken = [note for note in self._silence.broken_by(part.text) if note not in hidden]
        if spoken:
            message = _("words of {notes} stand here, which may not be printed").format(notes=self._named(spoken))
            yield FileFinding(line=part.line, what=What.CONSENT, message=message)

    def _attribution(self, part: WrittenPassage, made: Passage) -> Iterator[FileFinding]:
        allowed = [view.attribution for note in made.notes if (view := self._names.views.get(note))]
        if part.attribution and more_than(part.attribution, allowed):
            message = _("“{name}” says more of the speaker than the level of consent allows, or something else")
            told = message.format(name=part.attribution)
            yield FileFinding(line=part.line, what=What.ATTRIBUTION, message=told)

    def _sourceless(self, part: WrittenPassage, made: Passage) -> Iterator[FileFinding]:
        in_text = {self._ids.get(number) for number in numbers_in(made.text)}
        if any(note not in in_text for note in made.notes):
            return
        bare = uncited(made.text)
        if bare:
            first = shortened(bare[0])
            one = _("cites no note: {text}").format(text=first)
            many = _("{count} sentences cite no note; the first: {text}").format(count=len(bare), text=first)
            yield FileFinding(line=part.line, what=What.UNCITED, message=one if len(bare) == 1 else many)

    def _quotations(self, part: WrittenPassage, made: Passage) -> Iterator[FileFinding]:
        said = [self._said(note) for note in made.notes if self._is_quote(note) and self._names.citable(note)]
        for one in unfounded(made.text, said):
            if remark_key(RemarkKind.QUOTATION, made.id, remark_key(*words_of(one.words))) in self._names.accepted:
                continue
            message = _("stands in quotation marks and in no quote that is cited: {text}")
            told = message.format(text=shortened(one.words))
            yield FileFinding(line=part.line, what=What.QUOTATION, message=told)

    def _said(self, note: str) -> str:
        return approved(self._notes[note].text, self._names.answers.get(note, ()))

    def _is_quote(self, note: str) -> bool:
        return note in self._notes and self._notes[note].kind in (Kind.QUOTE, Kind.CONTRIBUTION)

    def _named(self, notes: list[str]) -> str:
        return ", ".join(f"n{self._names.numbers[note]}" for note in notes if note in self._names.numbers)


def silence(notes: Iterable[Note], names: Names) -> Silence:
    """Know the words that only notes have that may not be printed."""
    silent, printable = dict[str, str](), [*names.public]
    for note in notes:
        if names.citable(note.id):
            printable += [note.text, approved(note.text, names.answers.get(note.id, ()))]
        else:
            silent[note.id] = note.text
    return Silence(silent, printable)


def shortened(text: str) -> str:
    """Give the beginning of a text, on one line, in words."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT].rsplit(' ', 1)[0]} …"


def _changed(line: int, quote: bool, told: tuple[Stretch, ...]) -> FileFinding:
    if quote:
        message = _("the quotation is no longer what was said; it becomes your own words, without quotation marks")
        return FileFinding(line=line, what=What.QUOTE, message=message, difference=told)
    message = _("these are no longer the words of the note; they become your own")
    return FileFinding(line=line, what=What.WORDS, message=message, difference=told)
