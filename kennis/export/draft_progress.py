"""How far a draft is, told to who works on it: words against those aimed at, the editor's own, what is still open."""

from collections.abc import Mapping, Sequence

from kennis.export.document_words import Words, words_of
from kennis.nouns import PassageKind, PrintedChapter, PrintedOutline, PrintedPassage


def of_book(outline: PrintedOutline) -> str:
    """Tell how far the whole draft is; empty where nothing is printed."""
    words = words_of(outline.language)
    chapters = [chapter for chapter in outline.chapters if chapter.every]
    if not chapters:
        return ""
    found = [one for chapter in chapters for one in chapter.every]
    days = sorted(source.date for source in outline.sources)
    when = [" – ".join(dict.fromkeys(words.date(day) for day in (days[0], days[-1])))] if days else []
    sessions = words.count(len(outline.sources), "session", "sessions")
    aimed = sum(chapter.target for chapter in chapters)
    return _told([*_counted(found, aimed, words), ", ".join([sessions, *when])], words)


def of_chapter(chapter: PrintedChapter, origins: Mapping[str, str], words: Words) -> str:
    """Tell how far a chapter is; `origins` names the session of each note that is printed."""
    found = chapter.every
    sessions = {origins[note] for passage in found for note in passage.notes if note in origins}
    told = [words.count(len(sessions), "session", "sessions")] if sessions else []
    return _told([*_counted(found, chapter.target, words), *told], words)


def _told(facts: Sequence[str], words: Words) -> str:
    return words.say("Status: {facts}").format(facts=" · ".join(facts))


def _counted(found: Sequence[PrintedPassage], aimed: int, words: Words) -> list[str]:
    """Count words, the editor's own among them, quotations and open questions; what there is none of is left out."""
    written, own = _words(found), _words([one for one in found if one.own])
    if aimed:
        pattern = words.say("{count} of {target} words")
        length = pattern.format(count=words.number(written), target=words.number(aimed))
    else:
        length = words.count(written, "word", "words")
    by = words.say("{count} by the editor").format(count=words.number(own)) if own else words.say("none by the editor")
    quoted = sum(one.quoted for one in found)
    asked = sum(one.kind is PassageKind.QUESTION and not one.own for one in found)
    counts = [(quoted, "quote", "quotes"), (asked, "open question", "open questions")]
    told = [words.count(*one) for one in counts if one[0]]
    return [f"{length}, {by}" if written else length, *told]


def _words(found: Sequence[PrintedPassage]) -> int:
    return sum(len(one.text.split()) for one in found)
