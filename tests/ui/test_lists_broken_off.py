"""Lists on their way out that are broken off in the window: nothing lies there, nothing is on record."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from inspector.app import exporting, publishing, review
from inspector.exchange.outgoing import Outgoing as File
from inspector.report.key import Secrets
from inspector.store import decisions
from inspector.store.decisions import Choice
from inspector.ui.main_window import Window
from inspector.ui.outgoing import Outgoing, Signed
from tests.ui.conftest import PATIENCE_MS
from tests.ui.papers import PASSWORD, office_key

CASE, CODE, LIST, OFFICE = "12/2026", "D147", "danh mục chung", "PA05 tỉnh A"


@pytest.fixture
def outgoing(window: Window) -> Outgoing:
    """Some pictures in a category, by two people."""
    session: Any = window.session
    found = [item for (item,) in session.workspace.reader().execute("SELECT id FROM item WHERE path LIKE 'DCIM/%'")]
    review.categorise(session, found[:4], Choice("vn", CODE))
    session.workspace.change(decisions.decide(found[:4], Choice("vn", CODE), "bình"))
    assert window.shell is not None
    return Outgoing(window.shell.desk)


def leaving(window: Window) -> list[str]:
    session: Any = window.session
    rows = session.workspace.reader().execute("SELECT action FROM audit WHERE action LIKE '%export%' OR action LIKE"
                                              " '%publish%' OR action LIKE 'list%'")  # fmt: skip
    return [action for (action,) in rows]


@pytest.mark.parametrize("kind", ["export", "publish"])
def test_cancel_while_it_is_written_leaves_neither_file_nor_record(
    qtbot: QtBot, window: Window, outgoing: Outgoing, *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    (folder := tmp_path / "usb").mkdir()
    out, key = folder / "danh sách", office_key(tmp_path / "khóa", OFFICE)
    begun, go_on, writing = threading.Event(), threading.Event(), File.writing

    def held(file: File, pieces: Any) -> Iterator[int]:
        for number, piece in enumerate(pieces, 1):
            file.write([piece])
            begun.set()
            go_on.wait(30)
            yield number

    def start() -> Any:
        if kind == "export":
            return outgoing.export(exporting.Wanted(CASE, CODE, "plain", out))
        order = publishing.Order([CASE], CODE, LIST, OFFICE, out)
        return outgoing.publish(Signed(order, str(key), Secrets(PASSWORD)))

    def ended(act: Callable[[], object]) -> str:
        with qtbot.waitSignal(job.ended, timeout=PATIENCE_MS):
            act()
        assert window.shell is not None
        return window.shell.status.text

    with monkeypatch.context() as patch:
        patch.setattr(File, "writing", held)
        patch.setattr(File, "write", lambda file, pieces: [list(writing(file, pieces))])
        job = start()
        qtbot.waitUntil(begun.is_set, timeout=PATIENCE_MS)
        assert [path.suffix for path in folder.iterdir()] == [".part"]
        assert window.shell is not None
        window.shell.status._cancel.click()
        name = out.name if kind == "export" else LIST
        assert ended(go_on.set) == window.look.say(f"{kind}-stopped", name=name)
    assert (list(folder.iterdir()), leaving(window)) == ([], [])
    job = start()
    ended(lambda: None)
    assert [path.name for path in folder.iterdir()] == [out.name]
    assert len(leaving(window)) == 1
