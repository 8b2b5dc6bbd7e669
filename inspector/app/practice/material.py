"""The drawn evidence: what lies in which folder of a laptop and a telephone that never were."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PIL import Image

from inspector.app.practice import papers
from inspector.app.practice.film import film
from inspector.app.practice.pictures import COMPACT, PHONE, Shot, can_write_heic, encoded, jpeg, moving
from inspector.app.practice.scenes import numbers, scene

LAPTOP, TELEPHONE = "VC-01", "VC-02"
FOLDERS = {LAPTOP: "VC-01 máy tính xách tay", TELEPHONE: "VC-02 điện thoại"}

HOLIDAYS, CHARTS, SNAPSHOTS, GEOMETRY, ICONS = 12, 7, 10, 8, 6
LISTED = (0, 1, 2)  # of the geometry: these stand on the practice list, digest by digest
LIKE_LISTED = (5, 6)  # of these only the likeness stands on a list, and only altered copies lie in the evidence

_FIRST_DAY = datetime(2025, 6, 1, 7, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One file of the evidence; `path` is below the exhibit's folder and need not be UTF-8."""

    exhibit: str
    path: bytes
    content: bytes


@dataclass(slots=True)
class Material:
    """Everything drawn from one seed; scenes are drawn once."""

    seed: int
    _scenes: dict[tuple[str, int], Image.Image] = field(default_factory=dict)

    def scene(self, kind: str, number: int) -> Image.Image:
        """One scene."""
        known = self._scenes.get((kind, number))
        if known is None:
            known = self._scenes[kind, number] = scene(self.seed, kind, number)
        return known

    def icon(self, number: int) -> bytes:
        """A small picture as a program brings along."""
        return encoded(self.scene("waves", 100 + number).resize((64, 64)), "png")

    def geometry(self, number: int) -> bytes:
        """A geometric drawing as it was first saved."""
        return jpeg(self.scene("shapes", number), quality=90)

    def files(self) -> Iterator[Drawn]:
        """Every file of both exhibits, always in the same order."""
        for path, content in self._laptop():
            yield Drawn(LAPTOP, _bytes(path), content)
        for path, content in self._telephone():
            yield Drawn(TELEPHONE, _bytes(path), content)

    def _laptop(self) -> Iterator[tuple[str | bytes, bytes]]:
        yield from self._holidays("Người dùng/Ảnh/Kỳ nghỉ hè")
        yield from self._charts("Người dùng/Tài liệu")
        yield from self._downloads("Người dùng/Tải về")
        for number in range(ICONS):
            yield f"Chương trình/biểu tượng/icon-{number:02d}.png", self.icon(number)
        yield from self._documents()
        yield from self._broken("Người dùng/Phục hồi")

    def _holidays(self, folder: str) -> Iterator[tuple[str, bytes]]:
        for number in range(HOLIDAYS):
            shot = Shot(COMPACT, _FIRST_DAY + timedelta(hours=7 * number), (15.88 + number / 50, 108.33))
            photograph = jpeg(self.scene("landscape", number), shot)
            yield f"{folder}/DSC_{1200 + number}.jpg", photograph
            if number < 4:
                yield f"Người dùng/Ảnh/Kỳ nghỉ hè - bản sao/phong cảnh {number + 1}.jpg", photograph

    def _charts(self, folder: str) -> Iterator[tuple[str, bytes]]:
        for number in range(CHARTS):
            yield f"{folder}/biểu đồ quý {number + 1}.png", encoded(self.scene("chart", number), "png")

    def _downloads(self, folder: str) -> Iterator[tuple[str | bytes, bytes]]:
        for number in LISTED:
            yield f"{folder}/hình học {number + 1}.jpg", self.geometry(number)
        yield f'{folder}/a\'b "c" $d; e.jpg', self.geometry(LISTED[0])
        for suffix, number in (("webp", 3), ("bmp", 4), ("tiff", 7), ("avif", 3)):
            yield f"{folder}/nền {number}.{suffix}", encoded(self.scene("shapes", number).resize((640, 480)), suffix)
        yield f"{folder}/xoay.gif", moving(self.scene("shapes", 7))
        for number in LIKE_LISTED:
            yield f"{folder}/gửi lại {number}.jpg", jpeg(self.scene("shapes", number).resize((720, 540)), quality=60)

    def _documents(self) -> Iterator[tuple[str | bytes, bytes]]:
        landscape = jpeg(self.scene("landscape", 0).resize((320, 240)))
        yield "Người dùng/Tài liệu/ghi chú thực hành.txt", papers.NOTE.encode()
        yield "Người dùng/Tài liệu/danh sách.txt", papers.SHOPPING.encode("utf-16-le")
        yield b"Ng\xc6\xb0\xe1\xbb\x9di d\xc3\xb9ng/ti\xeang Vi\xeat c\xf4.txt", papers.OLD_WORDS.encode()
        yield "Người dùng/Tài liệu/tài liệu.pdf", papers.document()
        yield "Người dùng/Thư/phong cảnh.eml", papers.mail(landscape)
        members = {"ghi chú.txt": papers.NOTE.encode(), "ảnh/phong cảnh.jpg": landscape}
        yield "Người dùng/Tải về/sao lưu.zip", papers.archive(members)

    def _broken(self, folder: str) -> Iterator[tuple[str, bytes]]:
        noise = numbers(self.seed, "noise").bytes(4096)
        yield f"{folder}/cắt ngang.jpg", jpeg(self.scene("waves", 20))[:9000]
        yield f"{folder}/đầu tệp còn lại.png", encoded(self.scene("chart", 0), "png")[:700]
        yield f"{folder}/không phải ảnh.jpg", noise
        yield f"{folder}/phim hỏng.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0" + noise
        yield f"{folder}/rỗng.jpg", b""

    def _telephone(self) -> Iterator[tuple[str | bytes, bytes]]:
        for number in range(SNAPSHOTS):
            shot = Shot(PHONE, _FIRST_DAY + timedelta(days=30, minutes=95 * number), (21.03, 105.85 + number / 100))
            yield f"DCIM/Camera/IMG_202507{number + 1:02d}_0815.jpg", jpeg(self.scene("waves", number), shot)
        yield "DCIM/Camera/VID_20250705_1010.mp4", film(self.scene("landscape", 30))
        yield f"{_decomposed('Zalo/hình ảnh')}/nhận {LISTED[1]}.jpg", self.geometry(LISTED[1])
        for number in range(4):
            sent = jpeg(self.scene("landscape", number).resize((640, 480)), quality=45)
            yield _decomposed(f"Zalo/hình ảnh/phong cảnh gửi {number}.jpg"), sent
        for number in range(4):
            small = self.scene("waves", number).resize((160, 120))
            yield f"Android/data/.thumbnails/{number:04d}", jpeg(small, quality=70)
        for number in range(2 if can_write_heic() else 0):
            yield f"DCIM/Camera/IMG_E{number:04d}.heic", encoded(self.scene("landscape", 40 + number), "heic")


def draw(material: Material, folder: Path) -> Iterator[int]:
    """Writes the evidence below `folder`; gives how many files are there after each one.

    A name that this machine's file system does not allow is left out.
    """
    for count, drawn in enumerate(material.files(), 1):
        path = os.path.join(os.fsencode(folder / FOLDERS[drawn.exhibit]), *drawn.path.split(b"/"))  # noqa: PTH118
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120  names that are not UTF-8
            with open(path, "xb") as file:  # noqa: PTH123
                file.write(drawn.content)
        except (UnicodeError, FileNotFoundError, NotADirectoryError):
            continue
        moment = (_FIRST_DAY + timedelta(days=60, minutes=count)).timestamp()
        os.utime(path, (moment, moment))
        yield count


def _decomposed(name: str) -> str:
    """The name as some telephones spell it: letters and marks apart."""
    return unicodedata.normalize("NFD", name)


def _bytes(path: str | bytes) -> bytes:
    return path if isinstance(path, bytes) else path.encode()
