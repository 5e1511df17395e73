"""Lemmas of Dutch and English words, and the words that say nothing about a theme."""

import functools
import re

_LONGEST_ACRONYM = 6
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
        nr art blz mv enz http https www
    """,
    "en": """
        uh um er yeah yes no okay like just actually basically really maybe say think know go get see look let give
        make take want need thing stuff bit lot kind sort way part case point example number fact reason year month
        week day hour time people question answer thank please good new big small many much different other first
        second last next current own same http https www
    """,
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
def stop_words() -> frozenset[str]:
    """Give the Dutch and English words, in lower case, that say nothing about a theme: grammar and meeting talk."""
    import stopwordsiso

    return frozenset(stopwordsiso.stopwords(["nl", "en"])).union(*(words.split() for words in _MEETING.values()))
