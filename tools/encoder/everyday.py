"""Compose plain everyday sentences, for which the fine-tuned model must keep the vectors it had."""

import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grammar:
    """Words of one language that fit together as `form`; an empty word leaves its place out."""

    form: str
    actors: tuple[str, ...]
    verbs: tuple[str, ...]
    objects: tuple[str, ...]
    places: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(","))


DUTCH = Grammar(
    "{actor} {verb} {object} {place}",
    _words(
        "een man,een vrouw,de jongen,het meisje,een hond,de zwarte kat,drie kinderen,twee mensen,een groep vrienden,"
        "de buurvrouw,mijn zus,een oude man,een jonge vrouw,de leraar,een kok,de muzikant,een toerist,de voetballer,"
        "het witte paard,de vogels,iemand,niemand,de politieagent,een verpleegster,de chauffeur,een baby,de regering,"
        "het bedrijf,de president,de rechter,een journalist,de ploeg,een fietser,een panda,de danseres,vier jongens"
    ),
    _words(
        "ziet,koopt,draagt,zoekt,wast,tekent,gooit,vangt,breekt,verkoopt,vindt,verliest,schildert,pakt,snijdt,houdt,"
        "eet,brengt,verplaatst,bekijkt,verstopt,maakt,kiest,noemt,bewaakt,speelt met,rent naar,praat over,zit naast,"
        "wacht op,droomt van,springt over,loopt langs,lacht om,denkt aan,valt over"
    ),
    _words(
        "een gitaar,de piano,een appel,het brood,de auto,een rode fiets,het boek,een brief,de krant,een bal,de bloemen,"
        "een vis,water,melk,het huis,een boom,de trein,een telefoon,de sleutels,een stoel,het raam,een jas,de film,"
        "een ui,aardappelen,de aandelen,een kamera,het vliegtuig,een touw,de muur,een paraplu,de prijzen,een schip"
    ),
    _words(
        ",,in het park,op straat,in de keuken,op het strand,bij de rivier,voor de school,in Parijs,in de regen,"
        "op een berg,achter het huis,in het ziekenhuis,op zondag,in China,vandaag,vorig jaar,op het podium,in de sneeuw"
    ),
)
ENGLISH = Grammar(
    "{actor} {verb} {object} {place}",
    _words(
        "a man,a woman,the boy,the girl,a dog,the black cat,three kids,a group of friends,the neighbour,my sister,"
        "an old man,the teacher,a cook,the musician,a tourist,the player,the bird,somebody,nobody,the policeman,"
        "a nurse,the driver,a baby,the government,the company,the president,the judge,a reporter,the team,a cyclist"
    ),
    _words(
        "sees,buys,carries,seeks,washes,draws,throws,catches,breaks,sells,finds,loses,paints,takes,cuts,holds,eats,"
        "brings,moves,watches,hides,makes,chooses,plays with,runs to,talks about,sits next to,waits for,dreams of"
    ),
    _words(
        "a guitar,the piano,an apple,the bread,the car,a red bike,the book,a letter,the newspaper,a ball,the flowers,"
        "a fish,water,milk,the house,a tree,the train,a phone,the keys,a chair,the window,a coat,the film,an onion,"
        "potatoes,the shares,a camera,the plane,a rope,the wall,an umbrella,the prices,a ship"
    ),
    _words(
        ",,in the park,in the street,in the kitchen,on the beach,by the river,at school,in Paris,in the rain,"
        "on a mountain,behind the house,in hospital,on Sunday,in China,today,last year,on stage,in the snow"
    ),
)


def sentences(count: int, seed: int) -> list[str]:
    """Compose `count` sentences, four Dutch ones to each English one; equal seeds give equal sentences."""
    draw = random.Random(seed)
    return [_sentence(draw, ENGLISH if index % 5 == 4 else DUTCH) for index in range(count)]


def _sentence(draw: random.Random, grammar: Grammar) -> str:
    words = grammar.form.format(
        actor=draw.choice(grammar.actors),
        verb=draw.choice(grammar.verbs),
        object=draw.choice(grammar.objects),
        place=draw.choice(grammar.places),
    ).strip()
    return words[0].upper() + words[1:] + draw.choice((".", ".", "?", ""))


def bags(count: int, seed: int) -> list[str]:
    """Put two to six common words together, Dutch, English or German, so that the whole lexicon keeps its place."""
    import wordfreq

    draw = random.Random(seed)
    lists = [wordfreq.top_n_list("nl", 30_000)] * 3 + [wordfreq.top_n_list(code, 15_000) for code in ("en", "de")]
    return [" ".join(draw.sample(draw.choice(lists), draw.randint(2, 6))) for _ in range(count)]
