"""Word classes of English text by rule: closed classes by list, the rest by ending and by the word before.

English is the second language of the notes; this keeps their titles noun phrases without a lexicon.
"""

from collections.abc import Sequence

from kennis.themes.part_of_speech.classes import WordClass

_LISTS = {
    WordClass.DETERMINER: "the a an this that these those my your his her its our their each every some any no which",
    WordClass.PREPOSITION: (
        "of in on for with by from at about between into through during without within under over among across "
        "against towards via per to as"
    ),
    WordClass.CONJUNCTION: "and or",
    WordClass.OTHER: (
        "i you he she it we they me him us them who what where when why how there here not if because but than then "
        "so while whether although though both either neither nor all more most many much few also very too just only"
    ),
    WordClass.VERB: (
        "is are was were be been being am do does did have has had can could will would shall should may might must "
        "share need want use work make help give ask know find show tell let get take keep see say think feel become "
        "seem look learn start stop build talk mean bring put go come try understand decide depend happen remain"
    ),
    WordClass.ADJECTIVE: (
        "open new old good bad big small public private local free smart safe clear hard easy real human own other "
        "different same better best early late high low large short long personal common strong weak"
    ),
}
_LISTED = {word: sort for sort, words in _LISTS.items() for word in words.split()}
_VERB_FOLLOWS = "i you he she we they can could will would shall should may might must do does did not"
_ADJECTIVE_ENDINGS = ("al", "ive", "ous", "ful", "less", "ic", "able", "ible", "ary", "ese", "ish")
_HEADS = (WordClass.NOUN, WordClass.NAME)


def english(words: Sequence[str]) -> tuple[WordClass, ...]:
    """Tell the class of each word and mark of one English sentence; a noun before a noun counts as adjective."""
    found: list[WordClass] = []
    for place, word in enumerate(words):
        found.append(_sort(word, place, [each.lower() for each in words[:place]], found))
    for place in range(len(found) - 1):
        if found[place] is WordClass.NOUN and found[place + 1] is WordClass.NOUN:
            found[place] = WordClass.ADJECTIVE
    return tuple(found)


def _sort(word: str, place: int, before: Sequence[str], found: Sequence[WordClass]) -> WordClass:
    lower = word.lower()
    last = before[-1] if before else ""
    if not any(map(str.isalnum, word)):
        return WordClass.MARK
    if not lower[0].isalpha():
        return WordClass.NUMBER
    if last == "to" and (len(found) < 2 or found[-2] not in _HEADS) and lower not in _LISTED:
        return WordClass.VERB
    if lower not in _LISTED and _LISTED.get(lower.removesuffix("s")) is WordClass.VERB:
        lower = lower.removesuffix("s")
    if lower in _LISTED:
        noun = _LISTED[lower] is WordClass.VERB and found and found[-1] in (WordClass.DETERMINER, WordClass.ADJECTIVE)
        return WordClass.NOUN if noun else _LISTED[lower]
    if last in _VERB_FOLLOWS.split():
        return WordClass.ADVERB if lower.endswith("ly") else WordClass.VERB
    if place and word != lower:
        return WordClass.NAME
    return _by_ending(lower, found)


def _by_ending(word: str, found: Sequence[WordClass]) -> WordClass:
    if word.endswith("ly") and len(word) > 4:
        return WordClass.ADVERB
    if word.endswith("ed") and len(word) > 4:
        before_noun = found and found[-1] in (WordClass.DETERMINER, WordClass.PREPOSITION)
        return WordClass.ADJECTIVE if before_noun else WordClass.VERB
    if word.endswith(_ADJECTIVE_ENDINGS) and len(word) > 4:
        return WordClass.ADJECTIVE
    return WordClass.NOUN
