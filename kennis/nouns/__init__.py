"""The words of kennis as frozen dataclasses; only the standard library below them."""

from kennis.nouns.drafts import Chapter, CrossReference, Outline, Passage, PassageKind, Section, Source
from kennis.nouns.ledger import Change, LensWeight, Placement, Proposal, ProposalState, Run, Theme, ThemeState
from kennis.nouns.meetings import (
    Access,
    Attribute,
    Audience,
    Consent,
    Form,
    Kind,
    Note,
    Organisation,
    Participant,
    Session,
)
from kennis.nouns.programme import Lens, Plan, Programme

__all__ = [
    "Access",
    "Attribute",
    "Audience",
    "Change",
    "Chapter",
    "Consent",
    "CrossReference",
    "Form",
    "Kind",
    "Lens",
    "LensWeight",
    "Note",
    "Organisation",
    "Outline",
    "Participant",
    "Passage",
    "PassageKind",
    "Placement",
    "Plan",
    "Programme",
    "Proposal",
    "ProposalState",
    "Run",
    "Section",
    "Session",
    "Source",
    "Theme",
    "ThemeState",
]
