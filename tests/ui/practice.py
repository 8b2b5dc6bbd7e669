"""A small drawn case for the tests and screenshots of the window: harmless shapes, real workspace, real ingest."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Generator
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image, ImageDraw

from inspector.app import Session, cases, evidence, library
from inspector.app.library import ListFile
from inspector.domain.case import CaseKind
from inspector.domain.match import Listing
from inspector.store import Workspace
from inspector.store.keys import Cost

T = TypeVar("T")
PASSPHRASE = "cụm mật khẩu tập dượt"
USER = "an"
CASES = {
    "12/2026": "Kiểm tra máy tính xách tay tạm giữ tại cơ sở dịch vụ",
    "13/2026": "Tin báo qua Tổng đài 111 về một nhóm trò chuyện",
}
MARK = "TenBiMat"
"""Stands in names of the evidence, so that a leak can be searched for."""


def finish(steps: Generator[Any, None, T]) -> T:
    """Runs a long work to its end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: T = end.value
            return result


def draw(folder: Path, pictures: int) -> None:
    """Drawn pictures with copies, cut files and texts."""
    for number in range(pictures):
        path = folder / f"DCIM/{number // 20}/Ảnh {MARK} {number:03d}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        _picture(number).save(path, "JPEG", exif=_exif())
        if number % 7 == 0:
            (folder / f"bản sao {number}.jpg").write_bytes(path.read_bytes())
        if number % 9 == 0:
            (folder / f"cắt cụt {number}.jpg").write_bytes(path.read_bytes()[:900])
    (folder / f"ghi chú {MARK}.txt").write_text("cuộc hẹn ngày mai\n", encoding="utf-8")


def make(folder: Path, evidence_folder: Path, pictures: int = 24) -> None:
    """A workspace in `folder` with two cases, drawn evidence in the first, and one illegal list that hits."""
    draw(evidence_folder, pictures)
    cheap = Cost(memory_kib=1024, passes=1, lanes=1)
    with Session(Workspace.create(folder, USER, "Nguyễn Thị An", PASSPHRASE, cheap)) as session:
        for number, title in CASES.items():
            cases.add(session, number, title, CaseKind.CRIMINAL)
        finish(evidence.ingest(session, "12/2026", str(evidence_folder), "VC-01"))
        known = sorted(evidence_folder.rglob("*.jpg"))[:5]
        listed = folder.parent / "danh-muc.md5"
        listed.write_text("".join(f"{hashlib.md5(path.read_bytes()).hexdigest()}  x\n" for path in known))
        finish(library.add(session, ListFile(listed, Listing.ILLEGAL, "Danh mục đối chiếu", version="2026.3")))


def _picture(number: int) -> Image.Image:
    chance = random.Random(number)
    picture = Image.new("RGB", (640, 480), _colour(chance))
    brush = ImageDraw.Draw(picture)
    for _ in range(14):
        left, top = chance.randrange(640), chance.randrange(480)
        brush.ellipse((left, top, left + chance.randrange(200), top + chance.randrange(200)), fill=_colour(chance))
    return picture


def _colour(chance: random.Random) -> tuple[int, int, int]:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)


def _exif() -> Image.Exif:
    tags = Image.Exif()
    tags[0x010F], tags[0x0110], tags[0x0132] = "Mẫu thử", "M-1", "2026:03:01 10:00:00"
    return tags
