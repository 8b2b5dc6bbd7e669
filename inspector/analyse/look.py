"""The one task of a worker: read a file once, tell its digests and type, and look into it if that is still wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from inspector.analyse import conversation, digest, exif, filetype, fingerprint, manifest, picture, raster, text, video
from inspector.analyse.bounds import BEGINNING, LARGEST_PICTURE, LONGEST_TEXT, LOOK, MEDIA_TYPE, THUMBNAIL_SIDE
from inspector.analyse.filetype import FileType
from inspector.analyse.moments import Moment
from inspector.analyse.notes import Notes, Values
from inspector.analyse.picture import Picture
from inspector.analyse.pixels import parcel
from inspector.analyse.sheet import contact_sheet
from inspector.analyse.stills import Still
from inspector.analyse.told_messages import checked
from inspector.analyse.unreadable import Unreadable
from inspector.domain.content import Fingerprint, Kind
from inspector.domain.conversation import MIME
from inspector.domain.variation import packed
from inspector.work import Channel

TASK = LOOK
_ANIMATION = "image/gif"
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
    full, suffix = request.get("want") == "full", str(request.get("name_suffix", ""))
    try:
        seen = read(file, suffix, lambda found, start: room(found, start, suffix) if full else 0, channel.beat)
    except OSError as error:
        return unreadable(error)
    if not channel.tell(seen.identity()):
        return {}
    return into(seen, file, channel) if full else seen.notes().values()


@dataclass(frozen=True, slots=True)
class Seen:
    """One reading of a file: its digests, its type, its first bytes, and all of them where they were kept."""

    reading: digest.Reading
    type: FileType
    start: bytes
    suffix: str = ""

    def identity(self) -> Values:
        """What is told first of every content."""
        digests, found = self.reading.digests, self.type
        return {
            "size": digests.size, "md5": digests.md5, "sha1": digests.sha1, "sha256": digests.sha256,
            "mime": found.mime, "kind": found.kind.value,
        }  # fmt: skip

    def notes(self) -> Notes:
        """The findings that every content has."""
        notes, found = Notes(), self.type
        notes.found(digest.ANALYSER, digest.VERSION, {}, {"size": self.reading.digests.size})
        data: dict[str, object] = {"mime": found.mime, "kind": found.kind.value, "suffix_fits": found.suffix_fits}
        notes.found(filetype.ANALYSER, filetype.VERSION, filetype.PARAMETERS, data)
        return notes


def read(
    file: BinaryIO, suffix: str, room_for: Callable[[FileType, bytes], int], beat: Callable[[int], None], mime: str = ""
) -> Seen:
    """Reads `file` once, keeping what `room_for` its type and first bytes says; raises OSError.

    `mime` is the type where somebody knows it better than the bytes do.
    """
    types: list[tuple[FileType, bytes]] = []

    def kept(head: bytes) -> int:
        types.append((filetype.known(mime) if MEDIA_TYPE.fullmatch(mime) else filetype.tell(head, suffix), head))
        return room_for(*types[0])

    reading = digest.read_once(file, beat, kept)
    found, start = types[0] if types else (filetype.tell(b"", ""), b"")
    return Seen(reading, found, start, suffix)


def unreadable(error: OSError) -> Values:
    """What is told of a file that could not be read to its end."""
    notes = Notes()
    notes.failed(digest.ANALYSER, "unreadable", type(error).__name__)
    return notes.values()


def into(seen: Seen, file: BinaryIO | None, channel: Channel) -> Values:
    """Everything a content that was read tells; `file` to look into it once more, None where that cannot be."""
    notes = seen.notes()
    if seen.reading.digests.size:
        _look_into(notes, file, seen.reading, seen.type, channel)
    if manifest.promising(seen.start, seen.suffix):
        notes.attempt(manifest.ANALYSER, lambda: _manifest(notes, seen, channel))
    return notes.values()


def room(kind: FileType, start: bytes, suffix: str) -> int:
    """How many bytes of a file of this type, with these first bytes and this suffix, are worth keeping in memory."""
    if manifest.promising(start, suffix):
        return manifest.LARGEST
    if kind.kind is Kind.IMAGE:
        return LARGEST_PICTURE
    if kind.mime == MIME:
        return conversation.LARGEST
    return LONGEST_TEXT if _is_text(kind) else 0


def _is_text(kind: FileType) -> bool:
    return kind.mime.startswith("text/") or kind.mime in _NOT_TEXT_BUT_READABLE


def _look_into(notes: Notes, file: BinaryIO | None, reading: digest.Reading, kind: FileType, channel: Channel) -> None:
    size = reading.digests.size
    if kind.kind is Kind.IMAGE:
        notes.attempt(picture.ANALYSER, lambda: _picture(notes, file, reading, kind))
    elif kind.kind in {Kind.VIDEO, Kind.AUDIO}:
        film = file if file is not None else _kept(reading)
        notes.attempt(video.ANALYSER, lambda: _film(notes, film, lambda: channel.beat(size)))
    elif kind.mime == MIME and reading.kept is not None:
        said = reading.kept
        notes.attempt(conversation.ANALYSER, lambda: _conversation(notes, said))
    elif _is_text(kind) and reading.kept is not None and size <= LONGEST_TEXT:
        data = reading.kept
        notes.attempt(text.ANALYSER, lambda: _text(notes, data))


def _kept(reading: digest.Reading) -> BinaryIO | None:
    return None if reading.kept is None else BytesIO(reading.kept)


def _beginning(file: BinaryIO | None, kind: FileType) -> bytes:
    """The first pictures of an animation that is not held in memory; raises Unreadable for anything else."""
    if file is None or kind.mime != _ANIMATION:
        raise Unreadable("too_large", "bytes")
    file.seek(0)
    return file.read(BEGINNING)


def _picture(notes: Notes, file: BinaryIO | None, reading: digest.Reading, kind: FileType) -> None:
    seen = picture.decode(_beginning(file, kind) if reading.kept is None else reading.kept)
    stored = seen.stored
    notes.note(width=seen.width, height=seen.height, thumbnail=parcel(seen.pixels, THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    facts: dict[str, object] = {"format": stored.format, "frames": stored.frames, "orientation": stored.orientation}
    if reading.kept is None:
        facts["bytes_looked_at"] = BEGINNING
    notes.found(picture.ANALYSER, picture.VERSION, picture.PARAMETERS, facts)
    if stored.camera:
        notes.found(exif.ANALYSER, exif.VERSION, {}, stored.camera)
    if flaw := stored.flaw if reading.kept is not None else "in_part":
        notes.failed(picture.ANALYSER, flaw)
    notes.attempt(fingerprint.ANALYSER, lambda: _fingerprints(notes, seen))


def _fingerprints(notes: Notes, seen: Picture) -> None:
    marks = fingerprint.fingerprints(seen.pixels, (seen.height, seen.width), seen.stored.scale)
    if marks.pdq is not None:
        notes.note(pdq=marks.pdq.pdq, pdq_quality=marks.pdq.quality)
    notes.note(phash=marks.phash, dhash=marks.dhash, variations=packed(marks.variations))
    notes.found(fingerprint.ANALYSER, fingerprint.VERSION, fingerprint.PARAMETERS, {})


def _film(notes: Notes, file: BinaryIO | None, beat: Callable[[], None]) -> None:
    if file is None:
        raise Unreadable("too_large", "bytes")
    film = video.look_through(file, beat)
    notes.note(width=film.width, height=film.height, duration_ms=film.duration_ms)
    facts = {**film.facts, "stills": len(film.stills), "moments": len(film.moments)}
    notes.found(video.ANALYSER, video.VERSION, video.PARAMETERS, facts)
    if film.flaw:
        notes.failed(video.ANALYSER, film.flaw)
    if film.stills:
        notes.attempt(fingerprint.ANALYSER, lambda: _frames(notes, film.stills, film.moments))


def _frames(notes: Notes, stills: list[Still], moments: list[Moment]) -> None:
    marks = [(still, fingerprint.pdq(fingerprint.luminance(still.pixels), still.full, still.scale)) for still in stills]
    frames = [_frame(still.at_s, mark) for still, mark in marks if mark]
    frames += [_frame(moment.at_s, moment.fingerprint, trimmed=moment.trimmed) for moment in moments]
    early = marks[: max(1, len(marks) // 2)]
    clearest = max(early, key=lambda pair: pair[1].quality if pair[1] else -1)[0]
    sheet = contact_sheet(stills)
    notes.note(
        frames=frames,
        thumbnail=parcel(clearest.pixels, THUMBNAIL_SIDE, THUMBNAIL_SIDE),
        sheet=None if sheet is None else parcel(sheet, *sheet.size),
    )
    notes.found(fingerprint.ANALYSER, fingerprint.VERSION, fingerprint.PARAMETERS, {"frames": len(frames)})


def _frame(at_s: float, mark: Fingerprint, *, trimmed: bool = False) -> Values:
    return {"at_ms": round(at_s * 1000), "pdq": mark.pdq, "quality": mark.quality, "trimmed": trimmed}


def _conversation(notes: Notes, data: bytes) -> None:
    talk, messages = checked(data)
    notes.note(messages=data, text=conversation.words(messages))
    notes.found(
        conversation.ANALYSER, conversation.VERSION, conversation.PARAMETERS, conversation.facts(talk, messages)
    )


def _text(notes: Notes, data: bytes) -> None:
    words, encoding = text.read(data)
    notes.note(text=words)
    notes.found(text.ANALYSER, text.VERSION, text.PARAMETERS, {"encoding": encoding, "characters": len(words)})


def _manifest(notes: Notes, seen: Seen, channel: Channel) -> None:
    reading = seen.reading
    if reading.kept is None:
        raise Unreadable("too_large", "bytes")
    found = manifest.read(reading.kept, seen.suffix, lambda: channel.beat(reading.digests.size))
    notes.note(claims=found.claims.packed)
    facts: dict[str, object] = {"form": found.form, "claims": len(found.claims), "broken": found.broken}
    notes.found(manifest.ANALYSER, manifest.VERSION, {}, facts)
    if found.left_out:
        raise Unreadable("too_large", "claims")
