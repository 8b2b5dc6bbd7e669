"""Nothing of the evidence stands in clear anywhere outside it: not a name, not a digest, not a piece of a picture."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from inspector.app import Session, cases, evidence, library, review
from inspector.app.library import ListFile
from inspector.app.practice.pictures import encoded, jpeg
from inspector.app.practice.scenes import scene
from inspector.domain.match import Listing
from inspector.store import gallery
from inspector.store.decisions import Choice
from inspector.store.gallery import Filter
from inspector.store.listing import Asked
from tests import ready
from tests.command import Run
from tests.e2e.conftest import Demo
from tests.e2e.test_demo import digests

MARK = "Mốc-Canary-Ấn-Định"
TEXT = "nội dung đánh dấu riêng 7f3a9c"


def spellings(text: str) -> Iterator[bytes]:
    """A name as any layer may write it."""
    for form in ("NFC", "NFD"):
        plain = unicodedata.normalize(form, text)
        for spelt in (plain, plain.lower(), plain.upper()):
            yield spelt.encode()
            yield spelt.encode("utf-16-le")
            yield spelt.encode("utf-16-be")
            yield from base64_of(spelt.encode())
            yield spelt.encode("ascii", "backslashreplace")
            yield "".join(f"\\x{byte:02x}" if byte > 127 else chr(byte) for byte in spelt.encode()).encode()


def base64_of(content: bytes) -> Iterator[bytes]:
    """The part of `content` in base64 that is the same whatever stands before and behind it."""
    for shift in range(3):
        text = base64.b64encode(bytes(shift) + content)
        yield text[4 if shift else 0 : -4]


def pieces(content: bytes) -> Iterator[bytes]:
    """Stretches of a file from its beginning, middle and end."""
    for start in (0, len(content) // 3, len(content) // 2, len(content) - 48):
        piece = content[max(0, start) : max(0, start) + 48]
        if len(set(piece)) > 12:  # a stretch of one byte says nothing
            yield piece
            yield from base64_of(piece)


def digest_spellings(content: bytes) -> Iterator[bytes]:
    for how in ("md5", "sha1", "sha256"):
        digest = hashlib.new(how, content, usedforsecurity=False).digest()
        yield digest
        yield digest.hex().encode()
        yield digest.hex().upper().encode()
        yield digest.hex().encode("utf-16-le")
        yield from base64_of(digest)


def search(folders: list[Path], marks: set[bytes]) -> list[tuple[str, bytes]]:
    """Every mark that stands in any file's name or content below the folders."""
    found = []
    for folder in folders:
        for here, _, files in os.walk(os.fsencode(folder)):
            for name in files:
                path = os.path.join(here, name)
                with open(path, "rb") as file:
                    content = file.read()
                found += [(os.fsdecode(path), mark) for mark in marks if mark in content or mark in name]
    return found


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """Evidence whose every name, text and picture can be told again."""
    folder = tmp_path / f"bằng chứng {MARK}"
    (folder / MARK).mkdir(parents=True)
    picture = scene(11, "shapes", 1)
    for name, content in (
        (f"{MARK}/{MARK} một.jpg", jpeg(picture)), (f"{MARK}.png", encoded(picture.resize((300, 200)), "png")),
        (f"{MARK}.txt", f"{TEXT} {MARK}".encode()), (f"{MARK} hỏng.jpg", jpeg(picture)[:3000] + MARK.encode()),
    ):  # fmt: skip
        (folder / name).write_bytes(content)
    return folder


def marks_of(folder: Path) -> set[bytes]:
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    marks = {*spellings(MARK), *spellings(TEXT)}
    for content in contents:
        marks |= {*pieces(content), *digest_spellings(content)}
    pixels = np.asarray(scene(11, "shapes", 1)).tobytes()
    return {mark for mark in marks | {*pieces(pixels)} if len(mark) >= 12}


def test_the_search_finds_what_is_there(marked: Path, tmp_path: Path) -> None:
    """The marks are those of the evidence, or the tests below would prove nothing."""
    (tmp_path / "leak").mkdir()
    (tmp_path / "leak" / "log").write_bytes(b"opened " + f"{MARK} một.jpg".encode("utf-16-le"))
    assert search([marked], marks_of(marked))
    assert search([tmp_path / "leak"], marks_of(marked))
    (picture,) = marked.glob("*.png")
    (tmp_path / "leak" / "log").write_bytes(b'{"sha": "' + hashlib.sha256(picture.read_bytes()).hexdigest().encode())
    assert search([tmp_path / "leak"], marks_of(marked))


def test_a_session_at_work_leaves_nothing_in_clear(marked: Path, tmp_path: Path, home: Path) -> None:
    """Asked while the workspace is open, when its log of writes is at its longest, and again when it is closed."""
    ready.make(tmp_path / "workspace")
    (tmp_path / "list.txt").write_text(
        "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in marked.rglob("*.jpg")),
        encoding="ascii",
    )
    marks, folders = marks_of(marked), [tmp_path / "workspace", home, Path(os.environ["TMPDIR"])]
    with Session(ready.signed_in(tmp_path / "workspace")) as session:
        case = cases.add(session, "1", MARK)
        list(library.add(session, ListFile(tmp_path / "list.txt", Listing.ILLEGAL, f"danh mục {MARK}")))
        list(evidence.ingest(session, "1", str(marked), exhibit=MARK))
        items = list(evidence.items(session, Asked(case.id)))
        assert any(item.matches for item in items)
        review.categorise(session, [items[0].id], Choice("vn", "DOICHIEU", note=TEXT))
        reader = session.workspace.reader()
        shown = gallery.tiles(reader, gallery.tile_ids(reader, Filter(case.id)))
        small = [data for tile in shown if tile.content and (data := gallery.thumbnail(reader, tile.content))]
        assert small
        assert Image.open(io.BytesIO(small[0])).size
        marks |= {piece for data in small for piece in pieces(data)}
        assert (tmp_path / "workspace" / "inspector.db-wal").stat().st_size
        assert search(folders, marks) == []
    assert search(folders, marks) == []


def test_the_command_line_leaves_nothing_in_clear(marked: Path, tmp_path: Path, run: Run, home: Path) -> None:
    settings = {"INSPECTOR_WORKSPACE": str(tmp_path / "workspace"), "INSPECTOR_USER": ready.OWNER,
                "INSPECTOR_PASSPHRASE": ready.PASSPHRASE}  # fmt: skip
    ready.make(tmp_path / "workspace")
    assert run("case", "new", "1", "--title", "x", env=settings).code == 0
    ended = run("ingest", marked, "--case", "1", "--json", env=settings)
    assert ended.code == 0
    marks = marks_of(marked)
    assert not [mark for mark in marks if mark in ended.stdout.encode() or mark in ended.stderr.encode()]
    assert search([tmp_path / "workspace", home, Path(os.environ["TMPDIR"])], marks) == []


def test_the_demo_leaves_nothing_in_clear(demo: Demo) -> None:
    evidence_folder = Path(demo.told["evidence"])
    marks: set[bytes] = set()
    for path, digest in digests(evidence_folder).items():
        name = path.rsplit(b"/", 1)[-1]
        marks |= {bytes.fromhex(digest), digest.encode()}
        if len(name) > 9:
            marks |= {name, *spellings(name.decode("utf-8", "replace"))}
        with open(os.path.join(os.fsencode(evidence_folder), path), "rb") as file:
            marks |= {*pieces(file.read())}
    marks = {mark for mark in marks if len(mark) >= 10}
    assert len(marks) > 1000
    assert search([Path(demo.told["workspace"]), demo.home, demo.temporary], marks) == []
