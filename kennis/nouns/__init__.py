"""The words of kennis as frozen dataclasses; only the standard library below them.

Each is imported when it is asked for: a list of notes has no use for the outline, and must start quickly.
"""

from typing import TYPE_CHECKING

from kennis.lazy_names import lazily

if TYPE_CHECKING:
    from kennis.nouns.approvals import Approval, ApprovalLine, ApprovalVerdict, Quotation, QuotePlace, QuoteStatus
    from kennis.nouns.edits import Applied, Closed, Draft, Edit, EditKind, HeaderStep, News, OpenSession, Step
    from kennis.nouns.forgetting import Fate, Forgetting, Forgotten, FoundTrace, Sign, Trace, Why
    from kennis.nouns.ledger_state import LedgerChange, LedgerState
    from kennis.nouns.notes import (
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
    from kennis.nouns.outline import Chapter, FoundPart, Outline, Part, Passage, PassageKind, Section
    from kennis.nouns.outline_edits import (
        Edited,
        Edition,
        EditVerb,
        OutlineChange,
        OutlineDifference,
        OutlineLine,
        OutlineProposal,
        PastOutline,
        WaitingProposal,
    )
    from kennis.nouns.printed_outline import (
        CrossReference,
        PlacedPassage,
        PrintedChapter,
        PrintedOutline,
        PrintedPassage,
        PrintedSection,
        PrintedSource,
    )
    from kennis.nouns.programme import Lens, Plan, Programme
    from kennis.nouns.remarks import Remark, RemarkKind
    from kennis.nouns.themes import (
        About,
        Before,
        Change,
        Constraint,
        Decision,
        LensWeight,
        Level,
        Mark,
        Memo,
        Placement,
        Proposal,
        ProposalState,
        Reach,
        Rule,
        Run,
        Stance,
        SubTheme,
        Theme,
        ThemeState,
        Unmet,
        Verb,
    )
    from kennis.nouns.themes_room import (
        Event,
        FamilyLine,
        Hit,
        LensGroup,
        MemoLine,
        Near,
        NoteLine,
        Order,
        Overview,
        ProposalView,
        ThemeDetails,
        ThemeLine,
    )

__all__ = [
    "About",
    "Access",
    "Applied",
    "Approval",
    "ApprovalLine",
    "ApprovalVerdict",
    "Attribute",
    "Audience",
    "Before",
    "Change",
    "Chapter",
    "Closed",
    "Consent",
    "Constraint",
    "CrossReference",
    "Decision",
    "Draft",
    "Edit",
    "EditKind",
    "EditVerb",
    "Edited",
    "Edition",
    "Event",
    "FamilyLine",
    "Fate",
    "Forgetting",
    "Forgotten",
    "Form",
    "FoundPart",
    "FoundTrace",
    "HeaderStep",
    "Hit",
    "Kind",
    "LedgerChange",
    "LedgerState",
    "Lens",
    "LensGroup",
    "LensWeight",
    "Level",
    "Mark",
    "Memo",
    "MemoLine",
    "Near",
    "News",
    "Note",
    "NoteLine",
    "OpenSession",
    "Order",
    "Organisation",
    "Outline",
    "OutlineChange",
    "OutlineDifference",
    "OutlineLine",
    "OutlineProposal",
    "Overview",
    "Part",
    "Participant",
    "Passage",
    "PassageKind",
    "PastOutline",
    "PlacedPassage",
    "Placement",
    "Plan",
    "PrintedChapter",
    "PrintedOutline",
    "PrintedPassage",
    "PrintedSection",
    "PrintedSource",
    "Programme",
    "Proposal",
    "ProposalState",
    "ProposalView",
    "Quotation",
    "QuotePlace",
    "QuoteStatus",
    "Reach",
    "Remark",
    "RemarkKind",
    "Rule",
    "Run",
    "Section",
    "Session",
    "Sign",
    "Stance",
    "Step",
    "SubTheme",
    "Theme",
    "ThemeDetails",
    "ThemeLine",
    "ThemeState",
    "Trace",
    "Unmet",
    "Verb",
    "WaitingProposal",
    "Why",
]

__getattr__ = lazily(
    __name__,
    {
        "approvals": "Approval ApprovalLine ApprovalVerdict Quotation QuotePlace QuoteStatus",
        "edits": "Applied Closed Draft Edit EditKind HeaderStep News OpenSession Step",
        "forgetting": "Fate Forgetting Forgotten FoundTrace Sign Trace Why",
        "themes": (
            "About Before Change Constraint Decision LensWeight Level Mark Memo Placement Proposal ProposalState "
            "Reach Rule Run Stance SubTheme Theme ThemeState Unmet Verb"
        ),
        "ledger_state": "LedgerChange LedgerState",
        "outline": "Chapter FoundPart Outline Part Passage PassageKind Section",
        "outline_edits": (
            "Edited Edition EditVerb OutlineChange OutlineDifference OutlineLine OutlineProposal PastOutline "
            "WaitingProposal"
        ),
        "printed_outline": (
            "CrossReference PlacedPassage PrintedChapter PrintedOutline PrintedPassage PrintedSection PrintedSource"
        ),
        "programme": "Lens Plan Programme",
        "remarks": "Remark RemarkKind",
        "notes": "Access Attribute Audience Consent Form Kind Note Organisation Participant Session",
        "themes_room": (
            "Event FamilyLine Hit LensGroup MemoLine Near NoteLine Order Overview ProposalView ThemeDetails ThemeLine"
        ),
    },
)
