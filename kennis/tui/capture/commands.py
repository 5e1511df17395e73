"""Every command of the capture screen, declared once."""

from kennis.locale import _
from kennis.tui.shared.command_table import Command, Group, Where, placed

CAPTURE: tuple[Command, ...] = (
    *placed(
        Where.ENTRY,
        Group.WRITING,
        Command(
            "save",
            keys=("enter", "ctrl+s"),
            label=lambda: _("save"),
            help=lambda: _("save the note; it gets the time of its first character"),
            footer=1,
        ),
        Command(
            "new_line",
            keys=("shift+enter", "ctrl+j"),
            label=lambda: _("new line"),
            help=lambda: _("go on on a new line in the same note"),
        ),
        Command(
            "complete",
            keys=("tab",),
            label=lambda: _("complete"),
            help=lambda: _("complete a speaker, tag or lens; arrows choose another"),
            footer=2,
        ),
        Command(
            "edit_last",
            keys=("up",),
            label=lambda: _("previous"),
            help=lambda: _("edit the last note, from an empty field"),
            footer=3,
        ),
    ),
    *placed(
        Where.ANYWHERE,
        Group.WRITING,
        Command(
            "leave",
            keys=("escape",),
            label=lambda: _("back"),
            help=lambda: _("back to the entry field; there: leave the note that is being edited as it was"),
        ),
        Command(
            "release_speaker",
            keys=("ctrl+o",),
            label=lambda: _("speaker off"),
            help=lambda: _("a speaker stays for the next quotes until another is typed; this lets the speaker go"),
        ),
        Command(
            "describe_speaker",
            keys=("f6",),
            label=lambda: _("new speaker"),
            help=lambda: _("say who the new speaker is: name, role, organisation, consent"),
        ),
        Command(
            "undo",
            keys=("ctrl+z",),
            label=lambda: _("undo"),
            help=lambda: _("undo typing in a filled field, else the last change of a note"),
            footer=4,
        ),
        Command(
            "redo", keys=("ctrl+y", "ctrl+shift+z"), label=lambda: _("redo"), help=lambda: _("do again what was undone")
        ),
    ),
    *placed(
        Where.ENTRY,
        Group.MOVING,
        Command(
            "to_stream",
            keys=("ctrl+up",),
            label=lambda: _("to the notes"),
            help=lambda: _("go from the entry field to the notes; what stands in the field stays"),
            footer=5,
        ),
        Command(
            "scroll_back",
            keys=("pageup",),
            label=lambda: _("look back"),
            help=lambda: _("a screenful back; you go on typing"),
        ),
        Command(
            "scroll_on", keys=("pagedown",), label=lambda: _("look on"), help=lambda: _("a screenful on, up to the end")
        ),
    ),
    *placed(
        Where.STREAM,
        Group.MOVING,
        Command("previous_note", keys=("up",), label=lambda: _("up"), help=lambda: _("to the note before")),
        Command(
            "next_note",
            keys=("down",),
            label=lambda: _("down"),
            help=lambda: _("to the next note; after the last one to the entry field"),
        ),
        Command(
            "page_back", keys=("pageup", "ctrl+up"), label=lambda: _("page up"), help=lambda: _("a screenful back")
        ),
        Command("page_on", keys=("pagedown",), label=lambda: _("page down"), help=lambda: _("a screenful on")),
        Command("first_note", keys=("home",), label=lambda: _("first"), help=lambda: _("to the first note")),
        Command("last_note", keys=("end",), label=lambda: _("last"), help=lambda: _("to the last note")),
    ),
    *placed(
        Where.STREAM,
        Group.NOTE,
        Command(
            "edit_note",
            keys=("enter", "e"),
            label=lambda: _("edit"),
            help=lambda: _("edit the selected note in the entry field"),
            footer=1,
        ),
        Command(
            "split_note",
            keys=("s",),
            label=lambda: _("split"),
            help=lambda: _("cut the selected note in two: put the cursor between the parts, then Enter"),
            footer=2,
        ),
        Command(
            "merge_note",
            keys=("m",),
            label=lambda: _("merge"),
            help=lambda: _("put the next note under the selected one"),
            footer=3,
        ),
        Command(
            "set_kind",
            keys=("k",),
            label=lambda: _("kind"),
            help=lambda: _("choose another kind for the selected note"),
            footer=4,
        ),
        Command(
            "set_speaker",
            keys=("p",),
            label=lambda: _("speaker"),
            help=lambda: _("choose another speaker for the selected note"),
            footer=5,
        ),
        Command(
            "set_consent",
            keys=("c",),
            label=lambda: _("consent"),
            help=lambda: _("choose what may be printed of the selected note"),
            footer=6,
        ),
        Command(
            "set_all_consent",
            keys=("C",),
            label=lambda: _("consent of all"),
            help=lambda: _(
                "choose what may be printed of all notes that are shown, of one speaker for instance: Ctrl+L"
            ),
        ),
        Command(
            "star",
            keys=("asterisk",),
            label=lambda: _("star"),
            help=lambda: _("put a star on the selected note, or take it off"),
            footer=7,
        ),
        Command(
            "delete_note",
            keys=("delete",),
            label=lambda: _("delete"),
            help=lambda: _("delete the selected note; Ctrl+Z brings it back"),
            footer=8,
        ),
        Command(
            "show_versions",
            keys=("v",),
            label=lambda: _("versions"),
            help=lambda: _("show what the selected note said before"),
            footer=9,
        ),
    ),
    *placed(
        Where.ANYWHERE,
        Group.LOOKING,
        Command(
            "find",
            keys=("ctrl+f",),
            label=lambda: _("find"),
            help=lambda: _("find words in this session while you type them"),
            footer=6,
        ),
        Command(
            "filter",
            keys=("ctrl+l",),
            label=lambda: _("filter"),
            help=lambda: _("show only notes of a kind, a speaker or a tag: ? or @name or #tag"),
        ),
        Command(
            "jump",
            keys=("ctrl+g",),
            label=lambda: _("go to time"),
            help=lambda: _("go to the notes of a time, such as 14:05"),
        ),
    ),
    *placed(
        Where.ANYWHERE,
        Group.SESSION,
        Command(
            "sessions",
            keys=("f7",),
            label=lambda: _("sessions"),
            help=lambda: _("list the sessions: switch, close, reopen"),
        ),
        Command("new_session", keys=("f8",), label=lambda: _("new session"), help=lambda: _("make a new session")),
        Command(
            "write_file",
            keys=("f9",),
            label=lambda: _("write file"),
            help=lambda: _("write the session's file from the notes"),
        ),
        Command(
            "close_session",
            label=lambda: _("close session"),
            help=lambda: _("close the session and write its file; it can be reopened"),
        ),
        Command(
            "reopen_session",
            label=lambda: _("reopen session"),
            help=lambda: _("open the closed session for writing again"),
        ),
    ),
    *placed(
        Where.ANYWHERE,
        Group.SCREEN,
        Command(
            "explore",
            keys=("f3",),
            label=lambda: _("explore"),
            help=lambda: _("go to the themes, in the researcher's room"),
        ),
        Command(
            "outline",
            keys=("f4",),
            label=lambda: _("outline"),
            help=lambda: _("go to the outline of the book, in the editors' room"),
        ),
        Command(
            "copy",
            keys=("ctrl+c",),
            label=lambda: _("copy"),
            help=lambda: _(
                "copy the selected note, or what is selected in the field; without either it asks before it leaves"
            ),
        ),
        Command(
            "help",
            keys=("f1",),
            label=lambda: _("help"),
            help=lambda: _("show all keys; F1 again: the guide"),
            footer=10,
        ),
        Command("guide", label=lambda: _("guide"), help=lambda: _("read the guide's page on this screen")),
        Command(
            "palette",
            keys=("ctrl+p",),
            label=lambda: _("commands"),
            help=lambda: _("find any command by its name"),
            footer=11,
        ),
        Command(
            "switch_theme",
            keys=("ctrl+t",),
            label=lambda: _("light or dark"),
            help=lambda: _("switch between the light and the dark colours"),
        ),
        Command(
            "leave_kennis",
            keys=("ctrl+q",),
            label=lambda: _("quit"),
            help=lambda: _("leave kennis; what stands in the field is kept"),
        ),
    ),
)
