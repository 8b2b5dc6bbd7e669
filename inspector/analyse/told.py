"""What a worker told, checked again on the trusted side: a worker that hostile bytes took over can say anything."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import simplejpeg

from inspector.analyse import manifest
from inspector.analyse.bounds import (
    CELL_HEIGHT,
    CELL_WIDTH,
    DEEPEST_FACT,
    LARGEST_NUMBER,
    LONGEST_FACT,
    LONGEST_MS,
    LONGEST_TEXT,
    LONGEST_WORD,
    MEDIA_TYPE,
    MOST_FACTS,
    MOST_MOMENTS,
    MOST_STILLS,
    SHEET_COLUMNS,
    SHEET_ROWS,
    THUMBNAIL_SIDE,
)
from inspector.analyse.told_messages import checked
from inspector.domain.content import Analysis, Digests, Failure, Finding, Fingerprint, Frame, Kind, Variation
from inspector.domain.conversation import Message
from inspector.domain.variation import unpacked

ANALYSERS = frozenset(
    {"digest", "filetype", "picture", "exif", "fingerprint", "video", "text", "manifest", "conversation"}
)
"""Those who tell anything; a report lists them, so nobody else may come in."""
CODES = frozenset({"unreadable", "too_large", "damaged", "no_decoder", "memory", "truncated", "in_part"})
"""What can go wrong with them; each has its sentence."""
_LONGEST_SIDE = 1 << 24
_MOST_NOTES = 32
_QUALITY = 75

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Identity:
    """The first thing a worker tells: the digests, media type and kind of a file."""

    digests: Digests
    mime: str
    kind: Kind

    @classmethod
    def from_values(cls, untrusted: object) -> Identity:
        """The identity in `untrusted`; raises ValueError when anything about it is not as it must be."""
        values = mapping(untrusted)
        digests = Digests(
            _bytes(values.get("md5"), 16),
            _bytes(values.get("sha1"), 20),
            _bytes(values.get("sha256"), 32),
            whole(values.get("size"), 1 << 62),
        )
        mime = string(values.get("mime"), 140)
        if not MEDIA_TYPE.fullmatch(mime):
            raise ValueError("mime")
        return cls(digests, mime, Kind(string(values.get("kind"), 16)))


@dataclass(frozen=True, slots=True)
class Told:
    """The last thing a worker tells, as the store takes it; its pictures are encoded here, out of bare pixels."""

    analysis: Analysis

    @classmethod
    def from_values(cls, untrusted: object) -> Told:
        """The analysis in `untrusted`; raises ValueError when anything about it is not as it must be."""
        values = mapping(untrusted)
        return cls(
            Analysis(
                findings=tuple(_finding(each) for each in sequence(values.get("findings"), _MOST_NOTES)),
                failures=tuple(_failure(each) for each in sequence(values.get("failures"), _MOST_NOTES)),
                width=_optional_whole(values.get("width"), _LONGEST_SIDE),
                height=_optional_whole(values.get("height"), _LONGEST_SIDE),
                duration_ms=_optional_whole(values.get("duration_ms"), LONGEST_MS),
                fingerprint=_fingerprint(values.get("pdq"), values.get("pdq_quality")),
                variations=_variations(values.get("variations")),
                phash=_optional_bytes(values.get("phash"), 8),
                dhash=_optional_bytes(values.get("dhash"), 8),
                thumbnail=_picture(values.get("thumbnail"), THUMBNAIL_SIDE, THUMBNAIL_SIDE),
                sheet=_picture(values.get("sheet"), SHEET_COLUMNS * CELL_WIDTH, SHEET_ROWS * CELL_HEIGHT),
                frames=_frames(values.get("frames")),
                text=_text(values.get("text")),
                claims=manifest.checked(values.get("claims")),
                messages=_messages(values.get("messages")),
            )
        )


def mapping(untrusted: object) -> Mapping[str, Any]:
    """A mapping within bounds; raises ValueError, as all below."""
    if not isinstance(untrusted, dict) or len(untrusted) > MOST_FACTS:
        raise ValueError("not a mapping")
    return untrusted


def sequence(untrusted: object, most: int) -> list[Any]:
    """A list of at most `most` things."""
    if not isinstance(untrusted, (list, tuple)) or len(untrusted) > most:
        raise ValueError("not a list, or too long")
    return list(untrusted)


def string(untrusted: object, most: int) -> str:
    """Text of at most `most` characters that can be encoded, without NUL, at which other programs end a text."""
    if not isinstance(untrusted, str) or len(untrusted) > most:
        raise ValueError("not a string, or too long")
    untrusted.encode()  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
    return untrusted.replace("\0", "\ufffd")


def _word(untrusted: object, known: frozenset[str]) -> str:
    word = string(untrusted, 40)
    if word not in known:
        raise ValueError("not a word of ours")
    return word


def _bytes(untrusted: object, length: int) -> bytes:
    if not isinstance(untrusted, bytes) or len(untrusted) != length:
        raise ValueError("not so many bytes")
    return untrusted


def _optional_bytes(untrusted: object, length: int) -> bytes | None:
    return None if untrusted is None else _bytes(untrusted, length)


def whole(untrusted: object, most: int) -> int:
    """A number from 0 to `most`."""
    if not isinstance(untrusted, int) or isinstance(untrusted, bool) or not 0 <= untrusted <= most:
        raise ValueError("not a number in range")
    return untrusted


def _optional_whole(untrusted: object, most: int) -> int | None:
    return None if untrusted is None else whole(untrusted, most)


def _finding(untrusted: object) -> Finding:
    values = mapping(untrusted)
    return Finding(
        analyser=_word(values.get("analyser"), ANALYSERS),
        version=string(values.get("version"), 200),
        parameters=plain_mapping(values.get("parameters")),
        data=plain_mapping(values.get("data")),
    )


def _failure(untrusted: object) -> Failure:
    values = mapping(untrusted)
    detail = string(values.get("detail", ""), 200)
    if not (detail.isascii() and (detail.isprintable() or not detail)):
        raise ValueError("detail")
    return Failure(_word(values.get("code"), CODES), _word(values.get("analyser"), ANALYSERS), detail)


def plain_mapping(untrusted: object) -> dict[str, object]:
    """A mapping of JSON values within bounds."""
    return _plain_mapping(untrusted, DEEPEST_FACT)


def _plain_mapping(untrusted: object, deep: int) -> dict[str, object]:
    return {string(key, LONGEST_WORD): _plain(value, deep - 1) for key, value in mapping(untrusted).items()}


def _plain(untrusted: object, deep: int) -> object:
    """A JSON value within bounds."""
    if untrusted is None or isinstance(untrusted, bool):
        return untrusted
    if isinstance(untrusted, str):
        return string(untrusted, LONGEST_FACT)
    if isinstance(untrusted, int) and abs(untrusted) <= LARGEST_NUMBER:
        return untrusted
    if isinstance(untrusted, float) and math.isfinite(untrusted):
        return untrusted
    if deep <= 0:
        raise ValueError("too deep")
    if isinstance(untrusted, dict):
        return _plain_mapping(untrusted, deep)
    if isinstance(untrusted, (list, tuple)):
        return [_plain(value, deep - 1) for value in sequence(untrusted, MOST_FACTS)]
    raise ValueError("not a plain value")


def _fingerprint(untrusted_pdq: object, untrusted_quality: object) -> Fingerprint | None:
    if untrusted_pdq is None:
        return None
    return Fingerprint(_bytes(untrusted_pdq, 32), whole(untrusted_quality, 100))


def _variations(untrusted: object) -> tuple[Variation, ...]:
    if untrusted is None:
        return ()
    if not isinstance(untrusted, bytes):
        raise ValueError("not bytes")  # noqa: TRY004  whatever is odd is a ValueError here
    return unpacked(untrusted)


def _frames(untrusted: object) -> tuple[Frame, ...]:
    """The frames in order of time, one a moment, and one of what lies between the bars."""
    frames: dict[tuple[int, bool], Frame] = {}
    for each in sequence(untrusted, MOST_STILLS + MOST_MOMENTS):
        values = mapping(each)
        at_ms = whole(values.get("at_ms"), LONGEST_MS)
        mark = Fingerprint(_bytes(values.get("pdq"), 32), whole(values.get("quality"), 100))
        trimmed = values.get("trimmed") is True
        frames.setdefault((at_ms, trimmed), Frame(at_ms, mark, trimmed))
    return tuple(frames[key] for key in sorted(frames))


def _picture(untrusted: object, most_width: int, most_height: int) -> bytes | None:
    """A JPEG made here from RGB pixels of a checked size."""
    if untrusted is None:
        return None
    values = mapping(untrusted)
    width, height = whole(values.get("width"), most_width), whole(values.get("height"), most_height)
    if not width or not height:
        raise ValueError("no size")
    rgb = _bytes(values.get("rgb"), width * height * 3)
    pixels = np.frombuffer(rgb, np.uint8).reshape(height, width, 3)
    return bytes(simplejpeg.encode_jpeg(pixels, quality=_QUALITY, colorspace="RGB", colorsubsampling="420"))


def _text(untrusted: object) -> str | None:
    return None if untrusted is None else string(untrusted, LONGEST_TEXT)


def _messages(untrusted: object) -> tuple[Message, ...]:
    """The messages of a conversation in our rendering."""
    if untrusted is None:
        return ()
    if not isinstance(untrusted, bytes):
        raise ValueError("not bytes")  # noqa: TRY004  whatever is odd is a ValueError here
    return checked(untrusted)[1]
