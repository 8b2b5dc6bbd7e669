"""Small pictures for stores of copies, drawn and encoded here."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image


@cache
def picture(number: int, form: str = "JPEG", side: int = 48, **options: object) -> bytes:
    """Picture `number` as a file."""
    image = Image.linear_gradient("L").resize((side, side)).rotate(number * 37)
    drawn = Image.merge("RGB", (image, image.transpose(Image.Transpose.ROTATE_90), image.rotate(number * 11)))
    file = BytesIO()
    drawn.save(file, form, **options)
    return file.getvalue()
