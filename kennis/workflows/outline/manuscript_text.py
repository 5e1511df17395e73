"""The kept outline as the Markdown file that an editor rearranges and rewrites; `manuscripts` takes it back."""

from kennis.manuscript import Names, write
from kennis.nouns import Outline
from kennis.outline.outline_material import OutlineMaterial, open_up
from kennis.workflows.outline import outline_material
from kennis.workflows.outline.outline_queries import kept
from kennis.workflows.workspace import Workspace


def markdown(workspace: Workspace) -> str:
    """Give the kept outline as a file; raises InputError without one."""
    with workspace.store() as store:
        book = kept(store)
        return write(book, names(book, outline_material.material(workspace, store), frozenset()))


def names(book: Outline, material: OutlineMaterial, accepted: frozenset[str]) -> Names:
    """Give what a file and its outline call the same things by, and which remarks were accepted."""
    usable = open_up(material)
    return Names(
        title=material.programme.title,
        language=material.programme.language,
        numbers={note.id: note.number for note in material.notes},
        themes={theme.id: theme.name for theme in material.themes},
        views=usable.notes,
        accepted=accepted,
        answers=usable.answers,
        public=outline_material.public(material.programme),
        kept_back=frozenset(
            one.id for one in book.sections if not one.titled and usable.vocabulary.gives_away(one.title)
        ),
    )
