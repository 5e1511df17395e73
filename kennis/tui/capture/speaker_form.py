"""Who a speaker is: asked once, when a handle is typed that the register lacks; Esc skips it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from textual.widget import Widget
from textual.widgets import Input, Static

from kennis.clean_text import slug
from kennis.locale import _, words
from kennis.nouns import Access, Consent, Organisation, Participant
from kennis.tui.shared.dialog import Dialog, row
from kennis.tui.shared.form_fields import Answer, Levels, LineField
from kennis.workflows.consent_levels import printed

LEVELS = (None, *reversed(Consent))


class SpeakerDialog(Dialog[Participant]):
    """Asks for name, role, organisation, sector and consent of a person; for the handle too where there is none.

    The programme's organisations are suggested, and bring their sector along. In a session for partners only it tells
    that a level on a person is not enough.
    """

    def __init__(
        self, person: Participant, organisations: Sequence[Organisation] = (), access: Access = Access.OPEN
    ) -> None:
        super().__init__()
        self._access = access
        self._person = person
        self._sectors = {one.name.casefold(): one.sector for one in organisations}
        self._names = tuple(one.name for one in organisations)
        self._filled = ""

    def title_text(self) -> str:
        """Give the dialog's title."""
        return _("Who is @{handle}?").format(handle=self._person.handle) if self._person.handle else _("Who speaks?")

    def keys_text(self) -> str:
        """Give the keys."""
        return _("Enter ready   Tab/↓ next, or takes what is suggested   Esc skip")

    def parts(self) -> Iterator[Widget]:
        """Give the fields."""
        person = self._person
        if not person.handle:
            yield row(_("handle"), LineField(key="handle", placeholder=_("what follows the @ in a note")))
        yield row(_("name"), LineField(person.name, key="name"))
        yield row(_("role"), LineField(person.role, key="role"))
        yield row(_("organisation"), LineField(person.organisation, key="organisation", known=self._names))
        yield row(_("sector"), LineField(person.sector, key="sector"))
        levels = [Answer(one, words.consent(one), words.consent_meaning(one)) for one in LEVELS]
        yield row(_("consent"), Levels(levels, person.consent, key="consent"))
        if self._access is Access.PARTNERS:
            yield Static(printed(self._access, None), id="printed", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Bring the sector of a known organisation along, unless another was typed."""
        if event.input.id != "organisation":
            return
        sector = self.query_one("#sector", LineField)
        known = self._sectors.get(event.value.strip().casefold(), "")
        if known and sector.text in ("", self._filled):
            sector.value = self._filled = known

    def accept(self) -> None:
        """End with the person, if there is a handle."""
        handle = self._person.handle or slug(self.query_one("#handle", LineField).text.removeprefix("@"))
        if not handle:
            self.refuse(_("a handle has a letter or digit at least"), "handle")
            return
        consent: Levels[Consent | None] = self.query_one("#consent", Levels)
        self.dismiss(
            replace(
                self._person,
                handle=handle,
                name=self.query_one("#name", LineField).text,
                role=self.query_one("#role", LineField).text,
                organisation=self.query_one("#organisation", LineField).text,
                sector=self.query_one("#sector", LineField).text,
                consent=consent.value,
            )
        )
