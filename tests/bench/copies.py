"""Altered copies of pictures, as messengers, editors, screens and hands that hide something make them.

`USUAL` are those whose figures are known for other tools; `STRANGE` and `FURTHER` are others, no tuning on them.
Each takes an RGB picture and random numbers and gives an RGB picture and the JPEG quality it is saved with.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

from tests.bench.scenes import Draws

Copy = Callable[[Image.Image, Draws], tuple[Image.Image, int]]
Colour = tuple[int, int, int]

_TURN = Image.Transpose
_WORDS = ("no", "quick", "brown", "fox", "jumps", "over", "that", "lazy", "dog", "while", "seven", "wizards", "box")
_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)


def jpeg(picture: Image.Image, quality: int) -> bytes:
    """The file of a copy: EXIF gone, as messengers write it."""
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=quality, subsampling=2)
    return file.getvalue()


def cut(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    """The picture without these shares of its sides."""
    width, height = picture.size
    box = (width * left, height * top, width * (1 - right), height * (1 - bottom))
    return picture.crop(tuple(map(round, box)))  # type: ignore[arg-type]  # four


def around(picture: Image.Image, share: float) -> Image.Image:
    """The picture without `share` of each side."""
    return cut(picture, share, share, share, share)


def shaped(picture: Image.Image, ratio: float) -> Image.Image:
    """The middle of the picture, `ratio` times as wide as high."""
    wide = picture.width / picture.height
    share = (1 - min(ratio, wide) / max(ratio, wide)) / 2
    return cut(picture, share, 0, share, 0) if wide > ratio else cut(picture, 0, share, 0, share)


def sized(picture: Image.Image, share: float) -> Image.Image:
    """The picture at `share` of its size."""
    size = (round(picture.width * share), round(picture.height * share))
    return picture.resize(size, Image.Resampling.LANCZOS)


def boxed(picture: Image.Image, ratio: float, ground: Colour | None) -> Image.Image:
    """The picture in the middle of strips, `ratio` times as wide as high; blurred strips when there is no `ground`."""
    width, height = picture.size
    size = (width, round(width / ratio)) if width / height > ratio else (round(height * ratio), height)
    sheet = Image.new("RGB", size, ground) if ground is not None else _blurred(picture.resize(size))
    sheet.paste(picture, ((size[0] - width) // 2, (size[1] - height) // 2))
    return sheet


def _blurred(picture: Image.Image) -> Image.Image:
    return ImageEnhance.Brightness(picture.filter(ImageFilter.GaussianBlur(picture.width // 25))).enhance(0.8)


def written(pen: ImageDraw.ImageDraw, box: tuple[float, ...], ink: Colour, size: int, draws: Draws) -> None:
    """Lines of words that fill `box`."""
    font = ImageFont.load_default(size)
    left, top, right, bottom = box
    while top + size < bottom:
        line = ""
        while len(line) * size * 0.55 < (right - left) * 0.8:
            line += f" {_WORDS[int(draws.integers(len(_WORDS)))]}"
        pen.text((left, top), line.strip(), fill=ink, font=font)
        top += size * 1.35


def captioned(picture: Image.Image, draws: Draws, *, above: bool, ink: Colour, ground: Colour) -> Image.Image:
    """The picture with a band of words above or below."""
    width, height = picture.size
    band = height // 6
    sheet = Image.new("RGB", (width, height + band), ground)
    sheet.paste(picture, (0, band if above else 0))
    top = (0 if above else height) + band // 8
    written(ImageDraw.Draw(sheet), (width / 30, top, width * 0.97, top + band * 0.8), ink, band // 4, draws)
    return sheet


def on_screen(picture: Image.Image, draws: Draws, ground: Colour, ink: Colour) -> Image.Image:
    """A screenshot of a phone that shows the picture, with its clock and its buttons."""
    width = picture.width
    sheet = boxed(picture, 9 / 19.5, ground)
    pen = ImageDraw.Draw(sheet)
    pen.text((width * 0.05, width * 0.02), f"12:{draws.integers(10, 60)}", ink, ImageFont.load_default(width // 28))
    for number in range(4):
        left, low = width * (0.1 + 0.22 * number), sheet.height
        pen.ellipse((left, low - width * 0.14, left + width * 0.06, low - width * 0.08), outline=ink, width=4)
    return sheet


def stuck(picture: Image.Image, draws: Draws) -> Image.Image:
    """The picture with a round face of a sixth of its shorter side somewhere."""
    sheet, side = picture.copy(), min(picture.size) // 6
    left, top = (int(draws.integers(0, length - side)) for length in picture.size)
    pen = ImageDraw.Draw(sheet)
    pen.ellipse((left, top, left + side, top + side), fill=(255, 210, 40))
    pen.arc((left + side * 0.25, top + side * 0.35, left + side * 0.75, top + side * 0.8), 20, 160, _BLACK, side // 16)
    return sheet


def marked(picture: Image.Image) -> Image.Image:
    """The picture under a translucent name from side to side."""
    mask = Image.new("L", picture.size, 0)
    font = ImageFont.load_default(picture.width // 12)
    ImageDraw.Draw(mask).text((picture.width * 0.1, picture.height * 0.4), "WWW.EXAMPLE.ORG", fill=110, font=font)
    return Image.composite(Image.new("RGB", picture.size, _WHITE), picture, mask.rotate(20))


def covered(picture: Image.Image, draws: Draws, *bars: tuple[float, float], ground: Colour, ink: Colour) -> Image.Image:
    """The picture under opaque bars of words, each from and to so much of its height."""
    sheet = picture.copy()
    pen = ImageDraw.Draw(sheet)
    for start, end in bars:
        top, low, inset = picture.height * start, picture.height * end, picture.width / 30
        pen.rectangle((0, top, picture.width, low), fill=ground)
        written(
            pen, (inset, top + (low - top) / 8, picture.width * 0.97, low), ink, max(12, int((low - top) / 3)), draws
        )
    return sheet


def labelled(picture: Image.Image, draws: Draws) -> Image.Image:
    """The picture under an opaque label, a quarter as wide and a fourteenth as high, in one of its corners."""
    sheet, (width, height) = picture.copy(), picture.size
    left = width * (0.03 if draws.random() < 0.5 else 0.72)
    top = height * (0.03 if draws.random() < 0.5 else 0.9)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((left, top, left + width / 4, top + height / 14), fill=_WHITE)
    written(pen, (left + 8, top + 4, left + width / 4, top + height / 14), _BLACK, height // 32, draws)
    return sheet


def _signed(picture: Image.Image) -> Image.Image:
    sheet = picture.copy()
    at = (picture.width // 20, picture.height * 7 // 8)
    ImageDraw.Draw(sheet).text(at, "SAMPLE 0123456789", fill="white")
    return sheet


def _gamma(picture: Image.Image) -> Image.Image:
    return picture.point([int(255 * (level / 255) ** 0.8) for level in range(256)] * 3)


def _plain(change: Callable[[Image.Image], Image.Image], quality: int = 85) -> Copy:
    return lambda picture, _: (change(picture), quality)


USUAL: Mapping[str, Copy] = {
    "q30": _plain(lambda it: it, 30),
    "q60": _plain(lambda it: it, 60),
    "half": _plain(lambda it: sized(it, 0.5)),
    "double": _plain(lambda it: sized(it, 2)),
    "crop 5%": _plain(lambda it: around(it, 0.025)),
    "crop 15%": _plain(lambda it: around(it, 0.075)),
    "bright": _plain(lambda it: ImageEnhance.Brightness(it).enhance(1.3)),
    "contrast": _plain(lambda it: ImageEnhance.Contrast(it).enhance(1.3)),
    "sharper": _plain(lambda it: ImageEnhance.Sharpness(it).enhance(1.3)),
    "blurred": _plain(lambda it: it.filter(ImageFilter.GaussianBlur(2))),
    "grey": _plain(lambda it: it.convert("L").convert("RGB")),
    "gamma": _plain(_gamma),
    "q75": _plain(lambda it: it, 75),
    "q95": _plain(lambda it: it, 95),
    "black border": _plain(lambda it: ImageOps.expand(it, it.width // 25, "black")),
    "signed": _plain(_signed),
    "turned": _plain(lambda it: it.transpose(_TURN.ROTATE_90)),
    "mirrored": _plain(ImageOps.mirror),
}
"""The eighteen of the known figures, with two more qualities where those had PNG and WebP."""

STRANGE: Mapping[str, Copy] = {
    "q15": _plain(lambda it: it, 15),
    "quarter": _plain(lambda it: sized(it, 0.25)),
    "stretched": _plain(lambda it: it.resize((it.width * 4 // 3, it.height))),
    "darker": _plain(lambda it: ImageEnhance.Brightness(it).enhance(0.55)),
    "upside down": _plain(ImageOps.flip, 70),
    "turned by half": _plain(lambda it: it.transpose(_TURN.ROTATE_180), 70),
    "transposed": _plain(lambda it: it.transpose(_TURN.TRANSPOSE), 70),
    "mirrored, small, q45": _plain(lambda it: sized(ImageOps.mirror(it), 0.4), 45),
    "crop 3%": _plain(lambda it: around(it, 0.015)),
    "crop 8%": _plain(lambda it: around(it, 0.04)),
    "crop 10%": _plain(lambda it: around(it, 0.05)),
    "crop 18%": _plain(lambda it: around(it, 0.09)),
    "left 4%": _plain(lambda it: cut(it, 0.04, 0, 0, 0)),
    "right 8%": _plain(lambda it: cut(it, 0, 0, 0.08, 0)),
    "bottom 7%": _plain(lambda it: cut(it, 0, 0, 0, 0.07)),
    "top 12%": _plain(lambda it: cut(it, 0, 0.12, 0, 0)),
    "square": _plain(lambda it: shaped(it, 1)),
    "16:9": _plain(lambda it: shaped(it, 16 / 9)),
    "4:5": _plain(lambda it: shaped(it, 4 / 5)),
    "somewhere": lambda it, draws: (cut(it, *(float(share) for share in draws.uniform(0, 0.09, 4))), 80),
    "white border": _plain(lambda it: ImageOps.expand(it, it.width // 14, "white"), 70),
    "coloured border": lambda it, draws: (
        ImageOps.expand(it, it.width // 18, tuple(int(level) for level in draws.integers(0, 256, 3))), 60),
    "lopsided border": _plain(lambda it: ImageOps.expand(it, (0, it.width // 20, it.width // 9, 0), "black"), 75),
    "square in black": _plain(lambda it: boxed(it, 1, _BLACK), 75),
    "story in white": _plain(lambda it: boxed(it, 9 / 16, _WHITE), 75),
    "story, blurred": _plain(lambda it: boxed(it, 9 / 16, None), 75),
    "wide, blurred": _plain(lambda it: boxed(it, 16 / 9, None), 75),
    "caption above": lambda it, draws: (captioned(it, draws, above=True, ink=_BLACK, ground=_WHITE), 75),
    "caption below": lambda it, draws: (captioned(it, draws, above=False, ink=_WHITE, ground=_BLACK), 75),
    "dark screen": lambda it, draws: (on_screen(it, draws, _BLACK, _WHITE), 85),
    "light screen": lambda it, draws: (on_screen(it, draws, (250, 250, 250), (30, 30, 30)), 85),
    "turned, border": _plain(lambda it: ImageOps.expand(it.transpose(_TURN.ROTATE_270), it.width // 25, "white"), 60),
    "mirrored, story": _plain(lambda it: ImageOps.mirror(boxed(it, 9 / 16, _BLACK)), 75),
    "mirrored, crop 5%": _plain(lambda it: around(ImageOps.mirror(it), 0.025), 75),
    "grey, crop 5%": _plain(lambda it: around(it.convert("L").convert("RGB"), 0.025), 75),
    "sticker": lambda it, draws: (stuck(it, draws), 80),
    "watermark": _plain(marked, 80),
    "mirrored, watermark": _plain(lambda it: marked(ImageOps.mirror(it)), 70),
}  # fmt: skip

FURTHER: Mapping[str, Copy] = {
    "crop 5%": _plain(lambda it: around(it, 0.025)),
    "crop 12%": _plain(lambda it: around(it, 0.06)),
    "crop 22%": _plain(lambda it: around(it, 0.11)),
    "left 6%": _plain(lambda it: cut(it, 0.06, 0, 0, 0)),
    "left 14%": _plain(lambda it: cut(it, 0.14, 0, 0, 0)),
    "top 9%": _plain(lambda it: cut(it, 0, 0.09, 0, 0)),
    "bottom 5%": _plain(lambda it: cut(it, 0, 0, 0, 0.05)),
    "bottom 11%": _plain(lambda it: cut(it, 0, 0, 0, 0.11)),
    "right 17%": _plain(lambda it: cut(it, 0, 0, 0.17, 0)),
    "both sides 5%": _plain(lambda it: cut(it, 0.05, 0, 0.05, 0)),
    "head and foot 6%": _plain(lambda it: cut(it, 0, 0.06, 0, 0.06)),
    "head 4%, foot 9%": _plain(lambda it: cut(it, 0, 0.04, 0, 0.09)),
    "corner 6%": _plain(lambda it: cut(it, 0.06, 0.06, 0, 0)),
    "square": _plain(lambda it: shaped(it, 1)),
    "4:3": _plain(lambda it: shaped(it, 4 / 3)),
    "3:2": _plain(lambda it: shaped(it, 3 / 2)),
    "mirrored, crop 8%": _plain(lambda it: around(ImageOps.mirror(it), 0.04)),
    "mirrored, left 5%": _plain(lambda it: cut(ImageOps.mirror(it), 0.05, 0, 0, 0)),
    "bar above": lambda it, draws: (covered(it, draws, (0, 0.08), ground=_WHITE, ink=_BLACK), 80),
    "bar below": lambda it, draws: (covered(it, draws, (0.88, 1), ground=_BLACK, ink=_WHITE), 80),
    "bars": lambda it, draws: (covered(it, draws, (0, 0.06), (0.94, 1), ground=_BLACK, ink=_WHITE), 80),
    "bar across": lambda it, draws: (covered(it, draws, (0.6, 0.67), ground=_BLACK, ink=_WHITE), 80),
    "label": lambda it, draws: (labelled(it, draws), 80),
    "crop 10%, border": _plain(lambda it: ImageOps.expand(around(it, 0.05), it.width // 25, "white"), 75),
    "story, crop 5%": _plain(lambda it: boxed(around(it, 0.025), 9 / 16, _BLACK), 75),
}
"""Mostly cuts of one side and two, and what is laid over a picture; to be asked of originals of any shape."""
