"""A small meeting with all kinds of notes, its themes and placements: material for outlines."""

import datetime

import numpy as np

from kennis.nouns import (
    Consent,
    Kind,
    Lens,
    LensWeight,
    Note,
    Organisation,
    Participant,
    Placement,
    Programme,
    Session,
    Theme,
)
from kennis.outline.outline_material import OutlineMaterial

PROGRAMME = Programme(
    slug="slim-besturen",
    title="Slim besturen",
    language="nl",
    lenses=(
        Lens("rol-overheid", "De rol van de overheid", "Leidt digitalisering tot een andere rol van de overheid?", ()),
        Lens("verkokering", "Verkokering", "Kan digitalisering de verkokering binnen overheden doorbreken?", ()),
        Lens("dso", "Het Omgevingsloket", "Hoe sluit dit aan op het stelsel?", ()),
    ),
    organisations=(Organisation("Provincie Utrecht", "provincie"), Organisation("Gemeente Amersfoort", "gemeente")),
)
SESSION = Session(
    id="2020-03-12-digital-twins",
    title="Digital twins en de raad",
    date=datetime.date(2020, 3, 12),
    consent=Consent.NAME,
    participants=(
        Participant(handle="adviseur", name="Anne de Wit", role="adviseur", organisation="Provincie Utrecht"),
        Participant(
            handle="raadslid",
            name="Bo Kramer",
            role="raadslid",
            organisation="Gemeente Amersfoort",
            sector="gemeente",
            consent=Consent.ROLE,
        ),
    ),
)
_LINES = (
    ("De raad krijgt inzichten waar nog geen beleid bij hoort.", Kind.OBSERVATION, "", "twins"),
    ("Een digital twin laat gevolgen zien voordat er een besluit is.", Kind.INSIGHT, "", "twins"),
    ("Iedereen heeft een dashboard, niemand heeft hetzelfde dashboard.", Kind.QUOTE, "adviseur", "twins"),
    ("Wij sturen op cijfers die we zelf niet hebben gekozen. Dat wringt.", Kind.QUOTE, "raadslid", "twins"),
    ("Wie is eigenaar van het model als de leverancier stopt?", Kind.QUESTION, "raadslid", "twins"),
    ("Elke afdeling bestelt haar eigen sensoren.", Kind.OBSERVATION, "", "eilanden"),
    ("Zonder gedeelde data blijft elke dienst op haar eigen eiland zitten.", Kind.QUOTE, "adviseur", "eilanden"),
    ("Wie betaalt het als twee diensten dezelfde gegevens nodig hebben?", Kind.QUESTION, "", "eilanden"),
    ("De bibliotheek is de enige plek waar iedereen binnenloopt.", Kind.INSIGHT, "", ""),
    ("Koffie was koud.", Kind.OBSERVATION, "", ""),
)
NOTES = tuple(
    Note(id=f"0190-{number:04}", session=SESSION.id, text=text, kind=kind, speaker=speaker, number=number)
    for number, (text, kind, speaker, _theme) in enumerate(_LINES, start=1)
)
THEMES = (
    Theme(
        id="twins",
        number=14,
        title="Digital twins en dashboards",
        keywords=("dashboard", "model", "cijfers"),
        stability=0.82,
        lenses=(LensWeight("rol-overheid", 0.9), LensWeight("verkokering", 0.7)),
    ),
    Theme(id="eilanden", number=3, title="Elke dienst een eiland", keywords=("data",), stability=0.64, lenses=()),
)
PLACEMENTS = tuple(
    Placement(note=note.id, theme=theme or None, strength=0.5)
    for note, (_text, _kind, _speaker, theme) in zip(NOTES, _LINES, strict=True)
)


def material() -> OutlineMaterial:
    """Give the meeting as material, with vectors that differ by note but are the same every time."""
    generator = np.random.default_rng(7)
    vectors = {note.id: generator.normal(size=16).astype(np.float32) for note in NOTES}
    return OutlineMaterial(
        programme=PROGRAMME,
        sessions=(SESSION,),
        notes=NOTES,
        themes=THEMES,
        placements=PLACEMENTS,
        vectors=vectors,
    )
