"""Every command of the editors' room, declared once."""

from kennis.locale import _
from kennis.tui.shared.command_table import Command, Group, Where, placed
from kennis.tui.shared.split_commands import going, screen

OUTLINE: tuple[Command, ...] = (
    *going(Where.OUTLINE),
    *placed(
        Where.OUTLINE,
        Group.MOVING,
        Command(
            "other_side",
            keys=("tab", "shift+tab"),
            label=lambda: _("other side"),
            help=lambda: _("between the parts and the passages"),
        ),
        Command(
            "go_left",
            keys=("left",),
            label=lambda: _("left"),
            help=lambda: _("fold the chapter; from the passages to the parts"),
        ),
        Command(
            "go_right",
            keys=("right",),
            label=lambda: _("right"),
            help=lambda: _("unfold the chapter; from a part to its passages"),
        ),
        Command(
            "open", keys=("enter",), label=lambda: _("open"), help=lambda: _("go into a part; on a passage: write it")
        ),
        Command(
            "back",
            keys=("escape",),
            label=lambda: _("back"),
            help=lambda: _("drop the marks; else back to where you came from"),
        ),
        Command(
            "mark", keys=("space",), label=lambda: _("mark"), help=lambda: _("mark the proposal, or take the mark off")
        ),
        Command(
            "mark_all", keys=("ctrl+a",), label=lambda: _("mark all"), help=lambda: _("mark all proposals; again: none")
        ),
    ),
    *placed(
        Where.CHANGES,
        Group.PROPOSALS,
        Command("accept", keys=("a",), label=lambda: _("accept"), help=lambda: _("have it done"), footer=1),
        Command(
            "reject",
            keys=("d",),
            label=lambda: _("reject"),
            help=lambda: _("have it not done; the same is not proposed again"),
            footer=2,
        ),
        Command(
            "accept_all",
            keys=("A",),
            label=lambda: _("accept all"),
            help=lambda: _("have all of them done; asks first"),
            footer=3,
        ),
    ),
    *placed(
        Where.PASSAGES,
        Group.PASSAGES,
        Command(
            "write",
            keys=("e",),
            label=lambda: _("write"),
            help=lambda: _("rewrite it here; the words are your own from then on"),
            footer=1,
        ),
        Command(
            "own_editor",
            keys=("E",),
            label=lambda: _("own editor"),
            help=lambda: _("open it in the editor of $VISUAL or $EDITOR"),
            footer=2,
        ),
        Command(
            "swap",
            keys=("c",),
            label=lambda: _("other quote"),
            help=lambda: _("put another note of its themes in its place"),
            footer=3,
        ),
        Command("cite", keys=("i",), label=lambda: _("cite"), help=lambda: _("say which notes your own words cite")),
    ),
    *placed(
        Where.PARTS,
        Group.PARTS,
        Command(
            "add",
            keys=("a",),
            label=lambda: _("add"),
            help=lambda: _("add a chapter, a section, or a passage of your own words"),
            footer=1,
        ),
        Command(
            "retitle",
            keys=("n",),
            label=lambda: _("title"),
            help=lambda: _("give the chapter or section another title"),
            footer=2,
        ),
        Command(
            "shift_up",
            keys=("shift+up",),
            label=lambda: _("earlier"),
            help=lambda: _("move it before the one above it, with all that it holds"),
            footer=3,
        ),
        Command(
            "shift_down",
            keys=("shift+down",),
            label=lambda: _("later"),
            help=lambda: _("move it after the one below it, with all that it holds"),
            footer=4,
        ),
        Command(
            "move",
            keys=("m",),
            label=lambda: _("move to"),
            help=lambda: _("move it into another section or chapter"),
            footer=5,
        ),
        Command(
            "remove",
            keys=("x", "delete"),
            label=lambda: _("remove"),
            help=lambda: _("take it out, with all that it holds; asks first"),
            footer=6,
        ),
        Command(
            "target", keys=("w",), label=lambda: _("words"), help=lambda: _("say how many words the chapter is to have")
        ),
    ),
    *placed(
        Where.OUTLINE,
        Group.LOOKING,
        Command(
            "proposals",
            keys=("v",),
            label=lambda: _("proposals"),
            help=lambda: _("show what the outline could take over from themes and notes, or the outline again"),
            footer=1,
        ),
        Command(
            "check",
            keys=("k",),
            label=lambda: _("check"),
            help=lambda: _("show what is to be accepted or mended before an export"),
            footer=2,
        ),
        Command(
            "unused",
            keys=("u",),
            label=lambda: _("unused"),
            help=lambda: _("show the notes that stand nowhere; m gives one a place"),
            footer=3,
        ),
        Command(
            "versions",
            keys=("h",),
            label=lambda: _("versions"),
            help=lambda: _("show all versions; Enter: what differs from now"),
        ),
        Command(
            "build",
            keys=("b",),
            label=lambda: _("build"),
            help=lambda: _("make the first outline from the accepted themes"),
        ),
    ),
    *placed(
        Where.OUTLINE,
        Group.SCREEN,
        Command(
            "undo",
            keys=("ctrl+z",),
            label=lambda: _("undo"),
            help=lambda: _("undo the last edit, also one of another day"),
            footer=4,
        ),
        Command(
            "explore",
            keys=("f3",),
            label=lambda: _("explore"),
            help=lambda: _("go to the themes, in the researcher's room"),
        ),
    ),
    *screen(Where.OUTLINE, 5, lambda: _("leave kennis; every edit is kept")),
)
