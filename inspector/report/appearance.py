"""What a signature looks like on the page: name, unit and time, drawn into a one-page PDF of the field's size.

pyHanko's own text stamps give Liberation Serif wrong widths, so the stamp is drawn with the document's own fonts.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from inspector.report.fonts import BOLD, REGULAR, drawable, register
from inspector.report.wrap import Wrapper
from inspector.words import VIETNAM, Words

_SIZE = 9.0
_LEADING = 11.0
_INK = (0.05, 0.15, 0.55)
_PAD = 2.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """The texts of a signature's appearance; `picture` is a PNG of the handwritten signature (blue, transparent)."""

    name: str
    unit: str
    at: datetime
    demo: bool = False
    picture: Path | None = None


def draw_stamp(stamp: Stamp, size: tuple[float, float], words: Words) -> bytes:
    """A PDF of one page of `size` points with the stamp."""
    register()
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=size, invariant=1, initialFontName=REGULAR)  # type: ignore[arg-type]  # a name
    canvas.setFillColorRGB(*_INK)
    lines = [(line, face) for text, face in _texts(stamp, words) for line in _fitted(text, face, size[0])]
    height = len(lines) * _LEADING
    if stamp.picture is not None:
        _draw_picture(canvas, stamp.picture, size, height)
        top = height
    else:
        top = (size[1] + height) / 2
    for number, (line, face) in enumerate(lines, 1):
        canvas.setFont(face, _SIZE)
        canvas.drawCentredString(size[0] / 2, top - number * _LEADING + 3, line)
    canvas.showPage()
    canvas.save()
    return output.getvalue()


def _texts(stamp: Stamp, words: Words) -> Sequence[tuple[str, str]]:
    texts = [(words.say("report-stamp-signer", name=stamp.name), BOLD)]
    if stamp.unit:
        texts.append((words.say("report-stamp-unit", unit=stamp.unit), REGULAR))
    moment = stamp.at.astimezone(VIETNAM)
    time = f"{moment:%d/%m/%Y %H:%M:%S} +07:00"
    texts.append((words.say("report-stamp-time", time=time), REGULAR))
    if stamp.demo:
        texts.append((words.say("report-stamp-demo"), BOLD))
    return texts


def _fitted(text: str, face: str, width: float) -> list[str]:
    return Wrapper(face, _SIZE, width - 2 * _PAD).lines(drawable(text))[:2]


def _draw_picture(canvas: Canvas, picture: Path, size: tuple[float, float], below: float) -> None:
    width, height = size[0] - 2 * _PAD, size[1] - below
    canvas.drawImage(ImageReader(str(picture)), _PAD, below, width, height, mask="auto", preserveAspectRatio=True)
