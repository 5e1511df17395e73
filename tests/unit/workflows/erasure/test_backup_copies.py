"""What is foretold of the backups is what becomes of them, and nothing is deleted but damaged ones of kennis."""

import errno
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from kennis.errors import WorkspaceError
from kennis.nouns import Fate, Trace, Why
from kennis.store import FILE, migrations, sqlite
from kennis.store.sqlite import backups, file_header
from kennis.workflows.erasure import backup_copies
from kennis.workflows.erasure import forget as forgetting
from kennis.workflows.safety import doctor, restore
from kennis.workflows.workspace import Workspace
from tests.unit.store.erasure.test_erase import CANARIES, NOW, found_in
from tests.unit.workflows.erasure.test_file_traces import the_backup, told
from tests.unit.workflows.erasure.test_forget import forget, made, workspace

__all__ = ["made", "workspace"]


def beside(workspace: Workspace) -> dict[str, tuple[Fate, Why]]:
    """Put all sorts of files beside the only backup; gives what is to become of each that counts as a backup."""
    folder, sound = workspace.database / backups.FOLDER, the_backup(workspace)
    shutil.copy(sound, folder / "bewaard.db")
    shutil.copy(sound, folder / "nieuwer.db")
    with closing(sqlite.driver().connect(str(folder / "nieuwer.db"))) as connection:
        connection.execute(f"PRAGMA user_version={migrations.CURRENT + 1}")
    with closing(sqlite.driver().connect(str(folder / "ander.db"))) as connection:
        connection.execute("CREATE TABLE ding (naam TEXT)")
    half = sound.read_bytes()[: sound.stat().st_size // 2]
    for name in ("kennis-20260101T000000Z.db", "kennis-20260102T000000Z-2-before-restore.db.damaged", "mijn.db"):
        (folder / name).write_bytes(half)
    (folder / "kennis-20260103T000000Z-unread.db").write_bytes(b"geen database")
    (folder / "LEESMIJ.txt").write_text("Niet aankomen.", "utf-8")
    (folder / "uitleg.txt").write_text(NOW, "utf-8")
    return {
        sound.name: (Fate.BLANKED, Why.PLAIN),
        "bewaard.db": (Fate.BLANKED, Why.PLAIN),
        "nieuwer.db": (Fate.LEFT, Why.NEWER),
        "ander.db": (Fate.LEFT, Why.UNREAD),
        "mijn.db": (Fate.LEFT, Why.UNREAD),
        "kennis-20260101T000000Z.db": (Fate.ERASED, Why.UNREAD),
        "kennis-20260102T000000Z-2-before-restore.db.damaged": (Fate.ERASED, Why.UNREAD),
        "kennis-20260103T000000Z-unread.db": (Fate.ERASED, Why.UNREAD),
    }


@pytest.mark.parametrize("mentions", [False, True])
def test_what_is_foretold_of_the_backups_is_what_becomes_of_them(workspace: Workspace, mentions: bool) -> None:
    expected = beside(workspace)
    folder = workspace.database / backups.FOLDER
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    options = forgetting.ForgetOptions(exports=True, mentions=mentions)
    looked = forgetting.look(workspace, "n13", options)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    done = forgetting.forget(workspace, "n13", options)
    for found in (looked, done):
        assert {item: (fate, reason) for item, fate, reason in told(found, Trace.BACKUP)} == expected
        assert told(found, Trace.OTHER) == [(".kennis/backups/uitleg.txt", Fate.LEFT, "")]
    gone = {name for name, (fate, _reason) in expected.items() if fate is Fate.ERASED}
    assert {path.name for path in folder.iterdir()} == before.keys() - gone
    for name in before.keys() - gone:
        changed = (folder / name).read_bytes() != before[name]
        assert changed == (expected.get(name) == (Fate.BLANKED, Why.PLAIN))
    assert not found_in(folder / "bewaard.db", *CANARIES[:4])


def test_all_names_that_kennis_gives_are_known(workspace: Workspace) -> None:
    folder = workspace.database / backups.FOLDER
    with workspace.store() as store:
        for reason in ("", backups.BEFORE_REPAIR):
            store.forgetting.enter(())
            backups.make(store.engine, workspace.database / FILE, reason)
    backups.keep_as_is(workspace.database / FILE)
    restore.keep(workspace.database / FILE, backups.BEFORE_RESTORE)
    for path in folder.iterdir():
        path.write_bytes(b"geen database")
    doctor.repair(workspace.folder)
    names = [path.name for path in folder.iterdir()]
    assert any(name.endswith(".damaged") for name in names) and any(name.endswith("unread.db") for name in names)
    assert all(backup_copies._NAME.fullmatch(name) for name in names)
    fates = {fate for _item, fate, _why in told(forget(workspace), Trace.BACKUP)}
    assert Fate.LEFT not in fates


def test_a_backup_that_cannot_be_read_now_is_said_in_the_preview_too(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real = the_backup(workspace), file_header.read
    driver, connect = sqlite.driver(), sqlite.driver().connect
    with closing(connect(str(path), isolation_level=None)) as other, monkeypatch.context() as patched:
        other.execute("BEGIN EXCLUSIVE")
        patched.setattr(driver, "connect", lambda *given, **more: connect(*given, **{**more, "timeout": 0}))
        with pytest.raises(WorkspaceError, match=rf"the backup {path.name} cannot be read.*locked"):
            forgetting.look(workspace, "n13")

    def refused(one: Path) -> file_header.FileHeader | None:
        if one == path:
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(one))
        return real(one)

    monkeypatch.setattr(file_header, "read", refused)
    with pytest.raises(WorkspaceError, match="the backups cannot be read"):
        forgetting.look(workspace, "n13")
