"""A new session: what a note-taker says of it before the meeting begins."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from textual.widget import Widget
from textual.widgets import Static

from kennis import clock
from kennis.locale import _, words
from kennis.nouns import Access, Audience, Consent, Form, Session
from kennis.tui.shared.dialog import Dialog, row
from kennis.tui.shared.form_fields import Answer, Levels, LineField, Toggle
from kennis.workflows.consent_levels import printed

LEVELS = (None, Consent.BACKGROUND, Consent.ANONYMOUS, Consent.ORGANISATION, Consent.ROLE, Consent.NAME)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


class NewSessionDialog(Dialog[Session]):
    """Asks for title, date, place, form, audience, access, note-takers and default consent.

    Ends with a session without an id. `session` is what the fields begin with; without one it is a session of today
    in a time zone, without a consent of its own, as every other way of making one gives. What will be printed of it
    stands below.
    """

    def __init__(self, session: Session | None = None, timezone: str = "Europe/Amsterdam") -> None:
        super().__init__()
        today = clock.today(timezone)
        self._session = session or Session(id="", title="", date=today, timezone=timezone)

    def title_text(self) -> str:
        """Give the dialog's title."""
        return _("New session")

    def parts(self) -> Iterator[Widget]:
        """Give the fields."""
        given = self._session
        yield row(_("title"), LineField(given.title, key="title"))
        yield row(_("date"), LineField(given.date.isoformat(), key="date"))
        yield row(_("place"), LineField(given.place, key="place"))
        yield row(_("form"), Toggle([Answer(one, words.form(one)) for one in Form], given.form, key="form"))
        audiences = [Answer(one, words.audience(one)) for one in Audience]
        yield row(_("for"), Toggle(audiences, given.audience, key="audience"))
        yield row(_("access"), Toggle([Answer(one, words.access(one)) for one in Access], given.access, key="access"))
        takers = LineField(
            ", ".join(given.note_takers), key="takers", placeholder=_("names, with a comma between them")
        )
        yield row(_("note-takers"), takers)
        levels = [Answer(one, words.consent(one), words.consent_meaning(one)) for one in LEVELS]
        yield row(_("consent"), Levels(levels, given.consent, key="consent"))
        yield Static(printed(given.access, given.consent), id="printed", markup=False)

    def on_mount(self) -> None:
        """Tell again what will be printed when access or consent changes."""
        super().on_mount()
        for field in ("#access", "#consent"):
            self.watch(self.query_one(field), "chosen", self._tell, init=False)

    def _tell(self) -> None:
        access: Toggle[Access] = self.query_one("#access", Toggle)
        consent: Levels[Consent | None] = self.query_one("#consent", Levels)
        self.query_one("#printed", Static).update(printed(access.value, consent.value))

    def accept(self) -> None:
        """End with the session, if it has a title and a date."""
        date = read_date(self.query_one("#date", LineField).text)
        if not self.query_one("#title", LineField).text:
            self.refuse(_("the title is empty"), "title")
        elif date is None:
            self.refuse(_("this is no date; write it as 2027-03-12 or 12-3-2027"), "date")
        else:
            self.dismiss(self._made(date))

    def _made(self, date: datetime.date) -> Session:
        names = self.query_one("#takers", LineField).text.split(",")
        form: Toggle[Form] = self.query_one("#form", Toggle)
        audience: Toggle[Audience] = self.query_one("#audience", Toggle)
        access: Toggle[Access] = self.query_one("#access", Toggle)
        consent: Levels[Consent | None] = self.query_one("#consent", Levels)
        return replace(
            self._session,
            title=self.query_one("#title", LineField).text,
            date=date,
            place=self.query_one("#place", LineField).text,
            form=form.value,
            audience=audience.value,
            access=access.value,
            consent=consent.value,
            note_takers=tuple(filter(None, (name.strip() for name in names))),
        )


def read_date(text: str) -> datetime.date | None:
    """Read a date with the year or the day first; None if it is none."""
    try:
        if day_first := _DAY_FIRST.fullmatch(text):
            day, month, year = map(int, day_first.groups())
            return datetime.date(year, month, day)
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None
