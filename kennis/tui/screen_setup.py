"""How the screens get at a workspace: what each opens in its thread, and what the programme knows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kennis.locale import language
from kennis.nouns import Lens, Organisation
from kennis.nouns.themes import Reach

if TYPE_CHECKING:
    from kennis.workflows.draft_files import ClientId
    from kennis.workflows.note_taking import NoteTaking
    from kennis.workflows.outline.editors_room import OutlineRoom
    from kennis.workflows.run_process import Work
    from kennis.workflows.themes_room import ThemesRoom
    from kennis.workflows.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureSetup:
    """What the capture screen works with: how to open the store, what keeps its draft, what the programme knows.

    `session` is what the person named at the start, `new` says that it is to be made where there is none of that
    title today; `caution` gives what there is to beware of, `timezone` is the programme's.
    """

    store: "Callable[[], NoteTaking]"
    client: "ClientId"
    session: str = ""
    new: bool = False
    timezone: str = "Europe/Amsterdam"
    caution: Callable[[], str] = str
    lenses: tuple[Lens, ...] = ()
    organisations: tuple[Organisation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomsSetup:
    """How the rooms get at the ledger, begin a run and get at the outline; the programme's lenses.

    Without a reach a run only suggests themes for the notes that are new.
    """

    ledger: "Callable[[], ThemesRoom]"
    begin: "Callable[[Reach | None], Work]"
    outline: "Callable[[], OutlineRoom]"
    lenses: tuple[Lens, ...] = ()


def capture_setup(workspace: "Workspace", client: "ClientId", session: str = "", new: bool = False) -> CaptureSetup:
    """Give how the capture screen gets at a workspace."""

    def store() -> "NoteTaking":
        from kennis.workflows.note_taking import NoteTaking

        return NoteTaking(workspace, client.name)

    programme = workspace.settings.programme
    return CaptureSetup(
        store=store,
        client=client,
        session=session,
        new=new,
        timezone=workspace.settings.timezone,
        caution=lambda: workspace.caution,
        lenses=programme.lenses,
        organisations=programme.organisations,
    )


def rooms_setup(workspace: "Workspace") -> RoomsSetup:
    """Give how the researchers' and the editors' rooms get at a workspace."""

    def ledger() -> "ThemesRoom":
        from kennis.workflows.deciding_person import me
        from kennis.workflows.themes_room import ThemesRoom

        return ThemesRoom(workspace, me())

    def begin(reach: Reach | None) -> "Work":
        from kennis.workflows.run_process import Work

        return Work.start(workspace.folder, reach, language())

    def outline() -> "OutlineRoom":
        from kennis.workflows.deciding_person import me
        from kennis.workflows.outline.editors_room import OutlineRoom

        return OutlineRoom(workspace, me())

    return RoomsSetup(ledger=ledger, begin=begin, outline=outline, lenses=workspace.settings.programme.lenses)
