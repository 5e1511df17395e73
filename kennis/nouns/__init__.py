"""The words of kennis as frozen dataclasses; only the standard library below them."""

from kennis.nouns.capture import Applied, Closed, Deed, Draft, Edit, News, Sheet, Step
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
    "Applied",
    "Attribute",
    "Audience",
    "Change",
    "Chapter",
    "Closed",
    "Consent",
    "CrossReference",
    "Deed",
    "Draft",
    "Edit",
    "Form",
    "Kind",
    "Lens",
    "LensWeight",
    "News",
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
    "Sheet",
    "Source",
    "Step",
    "Theme",
    "ThemeState",
]
