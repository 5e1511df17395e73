"""Every command of the editors' room, declared once."""

from kennis.locale import _
from kennis.tui.shared.command_table import Command, Group, Where, rows
from kennis.tui.shared.split_commands import going, screen

OUTLINE: tuple[Command, ...] = (
    *going(Where.OUTLINE),
    *rows(
        Where.OUTLINE,
        Group.MOVING,
        ("other_side", "tab shift+tab", 0, lambda: _("other side"), lambda: _("between the parts and the passages")),
        ("go_left", "left", 0, lambda: _("left"), lambda: _("fold the chapter; from the passages to the parts")),
        ("go_right", "right", 0, lambda: _("right"), lambda: _("unfold the chapter; from a part to its passages")),
        ("open", "enter", 0, lambda: _("open"), lambda: _("go into a part; on a passage: write it")),
        ("back", "escape", 0, lambda: _("back"), lambda: _("drop the marks; else back to where you came from")),
        ("mark", "space", 0, lambda: _("mark"), lambda: _("mark the proposal, or take the mark off")),
        ("mark_all", "ctrl+a", 0, lambda: _("mark all"), lambda: _("mark all proposals; again: none")),
    ),
    *rows(
        Where.CHANGES,
        Group.PROPOSALS,
        ("accept", "a", 1, lambda: _("accept"), lambda: _("have it done")),
        ("reject", "d", 2, lambda: _("reject"), lambda: _("have it not done; the same is not proposed again")),
        ("accept_all", "A", 3, lambda: _("accept all"), lambda: _("have all of them done; asks first")),
    ),
    *rows(
        Where.PASSAGES,
        Group.PASSAGES,
        ("write", "e", 1, lambda: _("write"), lambda: _("rewrite it here; the words are your own from then on")),
        ("own_editor", "E", 2, lambda: _("own editor"), lambda: _("open it in the editor of $VISUAL or $EDITOR")),
        ("swap", "c", 3, lambda: _("other quote"), lambda: _("put another note of its themes in its place")),
        ("cite", "i", 0, lambda: _("cite"), lambda: _("say which notes your own words cite")),
    ),
    *rows(
        Where.PARTS,
        Group.PARTS,
        ("add", "a", 1, lambda: _("add"), lambda: _("add a chapter, a section, or a passage of your own words")),
        ("retitle", "n", 2, lambda: _("title"), lambda: _("give the chapter or section another title")),
        (
            "shift_up",
            "shift+up",
            3,
            lambda: _("earlier"),
            lambda: _("move it before the one above it, with all that it holds"),
        ),
        (
            "shift_down",
            "shift+down",
            4,
            lambda: _("later"),
            lambda: _("move it after the one below it, with all that it holds"),
        ),
        ("move", "m", 5, lambda: _("move to"), lambda: _("move it into another section or chapter")),
        ("remove", "x delete", 6, lambda: _("remove"), lambda: _("take it out, with all that it holds; asks first")),
        ("target", "w", 0, lambda: _("words"), lambda: _("say how many words the chapter is to have")),
    ),
    *rows(
        Where.OUTLINE,
        Group.LOOKING,
        (
            "proposals",
            "v",
            1,
            lambda: _("proposals"),
            lambda: _("show what the outline could take over from themes and notes, or the outline again"),
        ),
        ("check", "k", 2, lambda: _("check"), lambda: _("show what is to be accepted or mended before an export")),
        (
            "unused",
            "u",
            3,
            lambda: _("unused"),
            lambda: _("show the notes that stand nowhere; m gives one a place"),
        ),
        ("versions", "h", 0, lambda: _("versions"), lambda: _("show all versions; Enter: what differs from now")),
        ("build", "b", 0, lambda: _("build"), lambda: _("make the first outline from the accepted themes")),
    ),
    *rows(
        Where.OUTLINE,
        Group.SCREEN,
        ("undo", "ctrl+z", 4, lambda: _("undo"), lambda: _("undo the last edit, also one of another day")),
        ("explore", "f3", 0, lambda: _("explore"), lambda: _("go to the themes, in the researcher's room")),
    ),
    *screen(Where.OUTLINE, 5, lambda: _("leave kennis; every edit is kept")),
)
