"""Lemmas of Dutch and English words, and the words that say nothing about a theme."""

import functools
import re
from collections.abc import Iterable

_LONGEST_ACRONYM = 6  # capitals up to which a word is kept as it is: “AVG”, “NORA”; set by hand
_GENITIVE = re.compile(r"['’]s$")

_MEETING = {
    "nl": """
        uh uhm eh ehm hè hé ja nee oké zeg maar even dus gewoon eigenlijk natuurlijk misschien sowieso inderdaad
        bijvoorbeeld zeggen vinden denken weten gaan komen zien kijken horen laten geven krijgen staan liggen zitten
        houden stellen vragen antwoorden vraag antwoord betreffen zorgen blijven brengen leiden gebeuren bestaan
        beschikken hebben zijn worden kunnen moeten willen zullen mogen doen maken nemen heten bedanken
        heer mevrouw collega voorzitter dank welkom idee ding dingetje stuk stukje beetje punt manier wijze keer
        maal aantal deel geheel soort type vorm kader geval gevolg gebied vlak basis naam feit reden zaak kwestie
        aspect mate sprake rekening betrekking verband opzicht beschikking kant zijde hand oog loop tijd moment
        periode jaar maand week dag uur minuut euro miljoen miljard procent percentage cijfer nummer lijst mening
        toekomst verleden situatie standpunt oorzaak stap stand voorbeeld overzicht toelichting bedoeling
        januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag
        woensdag donderdag vrijdag zaterdag zondag vandaag gisteren morgen mens
        goed nieuw groot klein veel weinig verschillend ander eerst tweede derde laatst vorig volgend huidig
        bepaald betrokken mogelijk nodig belangrijk eigen heel zelfde dergelijk voormeld bovenvermeld
        desbetreffend respectief geacht jaarlijks actueel recent betreffend concreet specifiek algemeen divers
        enkel aanzienlijk voldoende zogenaamd zogeheten effectief toekomstig eventueel exact duidelijk
        aanzien opzichte behoeve gevolge laste gunste gebied laatste lang oud gekend gesteld ernstig zwaar beperkt
        bijzonder regelmatig hoogte middelpunt hoofd hoofde behulp jong hoog laag tevens mogelijkheid
        nr art blz mv enz http https www
    """,
    "en": """
        uh um er yeah yes no okay like just actually basically really maybe say think know go get see look let give
        make take want need thing stuff bit lot kind sort way part case point example number fact reason year month
        week day hour time people question answer thank please good new big small many much different other first
        second last next current own same http https www
    """,
}
_TELLING = {
    "nl": "recht vol pas weg miss nv",
    "en": """
        computer computers website webpage homepage site information system systems research problem problems open
        member members group groups area areas state states order room rooms world work test text page section
        value values bill fire interest interests home free microsoft line change changes detail details
    """,
}
_COMMON = {
    "nl": "de het een van en dat op te voor met zijn wordt worden niet er bij naar ook uit aan",
    "en": "the of and to for that with are this be it on not have from which our their by as",
}


@functools.lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """Give a word's lemma in lower case; an acronym is its own. The programme's language is asked first."""
    import simplemma

    plain = _GENITIVE.sub("", word)
    if not plain.isalpha() or (plain.isupper() and len(plain) <= _LONGEST_ACRONYM):
        return plain.lower()
    languages = ("en", "nl") if language == "en" else ("nl", "en")
    return simplemma.lemmatize(plain.lower(), lang=languages).lower()


@functools.cache
def stop_words(language: str) -> frozenset[str]:
    """Give the words of a language, in lower case, that say nothing about a theme: grammar and meeting talk."""
    import stopwordsiso

    listed = frozenset(stopwordsiso.stopwords(language)).union(_MEETING[language].split())
    return listed - frozenset(_TELLING[language].split())


def language_of(words: Iterable[str], otherwise: str) -> str:
    """Tell Dutch from English by the most common words of each; `otherwise` where neither is ahead."""
    seen = [word.lower() for word in words]
    dutch, english = (sum(word in _COMMON[language].split() for word in seen) for language in ("nl", "en"))
    if dutch == english:
        return "en" if otherwise == "en" else "nl"
    return "nl" if dutch > english else "en"
