"""The blurred, grey picture of a content: made from so few points that no eye and no program reads through it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import numpy as np
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from inspector.ui.jobs import NewestFirst

# The whole picture is averaged down to this many points on its longer side before anything is shown of it.
POINTS = 10
_SMOOTH = 8
_KEPT = 6_000
_WISHES = 512


class Blurred(QObject):
    """The blurred pictures of what is on screen, decoded off the GUI thread, newest wish first."""

    ready = Signal(int)

    def __init__(self, thumbnail: Callable[[int], bytes | None]) -> None:
        super().__init__()
        self._thumbnail = thumbnail
        self._kept: OrderedDict[int, QImage | None] = OrderedDict()
        self._lane = NewestFirst(self._make, self._keep, _WISHES)

    def get(self, content: int) -> QImage | None:
        """The picture if it is there; else None, and `ready` is sent once it is."""
        if content in self._kept:
            self._kept.move_to_end(content)
            return self._kept[content]
        self._lane.wish(content)
        return None

    def close(self) -> None:
        """Leaves no thread and no picture behind."""
        self._lane.close()
        self._kept.clear()

    def _make(self, content: int) -> QImage | None:
        data = self._thumbnail(content)
        return blurred(data) if data else None

    def _keep(self, content: int, picture: QImage | None) -> None:
        self._kept[content] = picture
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(content)


def blurred(data: bytes) -> QImage | None:
    """A small grey image, smooth when scaled up, that holds no more than `POINTS` points a side of the picture."""
    tiny = decoded(data, POINTS)
    if tiny is None:
        return None
    grey = tiny.convertToFormat(QImage.Format.Format_Grayscale8)
    points = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()]
    size = (grey.width() * _SMOOTH, grey.height() * _SMOOTH)
    smooth = np.ascontiguousarray(Image.fromarray(points.copy()).resize(size, Image.Resampling.BICUBIC))
    return QImage(smooth.data, size[0], size[1], size[0], QImage.Format.Format_Grayscale8).copy()


def decoded(data: bytes, longer_side: int | None = None) -> QImage | None:
    """The picture in `data`, scaled while decoding to at most `longer_side` pixels; None when it is broken.

    Only JPEG and WebP are read, which our workers write; no other decoder of Qt ever sees these bytes.
    """
    encoding = _encoding(data)
    if not encoding:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(encoding))
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if longer_side and size.isValid():
        fitting = size.scaled(QSize(longer_side, longer_side), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitting.expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


def _encoding(data: bytes) -> bytes:
    if data.startswith(b"\xff\xd8\xff"):
        return b"jpeg"
    return b"webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else b""
