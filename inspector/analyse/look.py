"""The one task of a worker: read a file once, tell its digests and type, and look into it if that is still wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

import numpy as np

from inspector.analyse import digest, exif, filetype, fingerprint, picture, raster, text, video
from inspector.analyse.bounds import LARGEST_PICTURE, LONGEST_TEXT, LOOK, THUMBNAIL_SIDE
from inspector.analyse.filetype import FileType
from inspector.analyse.notes import Notes, Values
from inspector.analyse.picture import Picture
from inspector.analyse.pixels import parcel
from inspector.analyse.sheet import contact_sheet
from inspector.analyse.stills import Still
from inspector.domain.content import Kind
from inspector.work import Channel

TASK = LOOK
_NOT_TEXT_BUT_READABLE = (
    "application/json",
    "application/x-ndjson",
    "application/xml",
    "application/vnd.apple.mpegurl",
)


def warm() -> None:
    """Load every decoder and use it once, before the worker locks itself in and can open nothing any more."""
    from inspector.analyse import rehearsal  # noqa: PLC0415 - only a worker rehearses

    raster.prepare()
    filetype.prepare()
    rehearsal.rehearse(look)


def look(file: BinaryIO, request: Values, channel: Channel) -> Values:
    """Everything the bytes of `file` tell; raises nothing but what `channel` raises.

    `request`: `name_suffix` (lower case, or empty) and `want` ("full" or "digests"). After one reading the channel is
    told `size`, `md5`, `sha1`, `sha256`, `mime`, `kind`; if it declines, the answer is empty. A file that cannot be
    read to its end tells nothing and answers with the failure `unreadable`.
    """
    notes = Notes()
    types: list[FileType] = []

    def room_for(head: bytes) -> int:
        types.append(filetype.tell(head, str(request.get("name_suffix", ""))))
        return _room(types[0]) if request.get("want") == "full" else 0

    try:
        reading = digest.read_once(file, channel.beat, room_for)
    except OSError as error:
        notes.failed(digest.ANALYSER, "unreadable", type(error).__name__)
        return notes.values()
    kind = types[0] if types else filetype.tell(b"", "")
    if not channel.tell(_identity(reading, kind)):
        return {}
    _found_type(notes, reading, kind)
    if request.get("want") == "full" and reading.digests.size:
        _look_into(notes, file, reading, kind, channel)
    return notes.values()


def _identity(reading: digest.Reading, kind: FileType) -> Values:
    digests = reading.digests
    return {
        "size": digests.size, "md5": digests.md5, "sha1": digests.sha1, "sha256": digests.sha256,
        "mime": kind.mime, "kind": kind.kind.value,
    }  # fmt: skip


def _found_type(notes: Notes, reading: digest.Reading, kind: FileType) -> None:
    notes.found(digest.ANALYSER, digest.VERSION, {}, {"size": reading.digests.size})
    data: dict[str, object] = {"mime": kind.mime, "kind": kind.kind.value, "suffix_fits": kind.suffix_fits}
    notes.found(filetype.ANALYSER, filetype.VERSION, filetype.PARAMETERS, data)


def _room(kind: FileType) -> int:
    """How many bytes of a file of this type are worth keeping in memory."""
    if kind.kind is Kind.IMAGE:
        return LARGEST_PICTURE
    return LONGEST_TEXT if _is_text(kind) else 0


def _is_text(kind: FileType) -> bool:
    return kind.mime.startswith("text/") or kind.mime in _NOT_TEXT_BUT_READABLE


def _look_into(notes: Notes, file: BinaryIO, reading: digest.Reading, kind: FileType, channel: Channel) -> None:
    size = reading.digests.size
    if kind.kind is Kind.IMAGE:
        if reading.kept is None:
            notes.failed(picture.ANALYSER, "too_large", "bytes")
        else:
            data = reading.kept
            notes.attempt(picture.ANALYSER, lambda: _picture(notes, data))
    elif kind.kind in {Kind.VIDEO, Kind.AUDIO}:
        notes.attempt(video.ANALYSER, lambda: _film(notes, file, lambda: channel.beat(size)))
    elif _is_text(kind) and reading.kept is not None:
        data = reading.kept
        notes.attempt(text.ANALYSER, lambda: _text(notes, data))


def _picture(notes: Notes, data: bytes) -> None:
    seen = picture.decode(data)
    stored = seen.stored
    notes.note(width=seen.width, height=seen.height, thumbnail=parcel(seen.pixels, THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    facts: dict[str, object] = {"format": stored.format, "frames": stored.frames, "orientation": stored.orientation}
    notes.found(picture.ANALYSER, picture.VERSION, picture.PARAMETERS, facts)
    if stored.camera:
        notes.found(exif.ANALYSER, exif.VERSION, {}, stored.camera)
    if stored.flaw:
        notes.failed(picture.ANALYSER, stored.flaw)
    notes.attempt(fingerprint.ANALYSER, lambda: _fingerprints(notes, seen))


def _fingerprints(notes: Notes, seen: Picture) -> None:
    marks = fingerprint.fingerprints(seen.pixels, (seen.height, seen.width), seen.stored.scale)
    if marks.pdq is not None:
        notes.note(pdq=marks.pdq.pdq, pdq_quality=marks.pdq.quality)
    notes.note(phash=marks.phash, dhash=marks.dhash)
    notes.found(fingerprint.ANALYSER, fingerprint.VERSION, fingerprint.PARAMETERS, {})


def _film(notes: Notes, file: BinaryIO, beat: Callable[[], None]) -> None:
    film = video.look_through(file, beat)
    notes.note(width=film.width, height=film.height, duration_ms=film.duration_ms)
    facts = {**film.facts, "stills": len(film.stills)}
    notes.found(video.ANALYSER, video.VERSION, video.PARAMETERS, facts)
    if film.flaw:
        notes.failed(video.ANALYSER, film.flaw)
    if film.stills:
        notes.attempt(fingerprint.ANALYSER, lambda: _frames(notes, film.stills))


def _frames(notes: Notes, stills: list[Still]) -> None:
    marks = [
        (still, fingerprint.pdq(np.asarray(still.pixels.convert("L")), still.full, still.scale)) for still in stills
    ]
    frames = [
        {"at_ms": round(still.at_s * 1000), "pdq": mark.pdq, "quality": mark.quality} for still, mark in marks if mark
    ]
    early = marks[: max(1, len(marks) // 2)]
    clearest = max(early, key=lambda pair: pair[1].quality if pair[1] else -1)[0]
    sheet = contact_sheet(stills)
    notes.note(
        frames=frames,
        thumbnail=parcel(clearest.pixels, THUMBNAIL_SIDE, THUMBNAIL_SIDE),
        sheet=None if sheet is None else parcel(sheet, *sheet.size),
    )
    notes.found(fingerprint.ANALYSER, fingerprint.VERSION, fingerprint.PARAMETERS, {"frames": len(frames)})


def _text(notes: Notes, data: bytes) -> None:
    words, encoding = text.read(data)
    notes.note(text=words)
    notes.found(text.ANALYSER, text.VERSION, text.PARAMETERS, {"encoding": encoding, "characters": len(words)})
