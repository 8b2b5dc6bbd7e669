"""What a film or a sound is: length, size, codecs, tags; and its stills."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from av.container import InputContainer
from av.stream import Disposition, Stream
from av.video.stream import VideoStream

from inspector.analyse import moments, stills
from inspector.analyse.bars import between_bars
from inspector.analyse.bounds import LONGEST_MS, MOST_MOMENTS, MOST_STILLS
from inspector.analyse.container import PYAV, opened
from inspector.analyse.moments import Moment, Moments
from inspector.analyse.reel import Reel, rate_of
from inspector.analyse.stills import Still, Stills
from inspector.analyse.unreadable import Unreadable

ANALYSER = "video"
VERSION = f"4 (PyAV {PYAV})"
PARAMETERS: dict[str, object] = {
    "most_stills": MOST_STILLS,
    "enough_key_frames": stills.ENOUGH,
    "most_moments": MOST_MOMENTS,
    "moments_apart_s": round(moments.STEP_S, 3),
    "decoded_pixels": moments.DECODED_PIXELS,
    "stretch_s": moments.STRETCH_S,
    "nearly_same_bits": moments.NEARLY_SAME,
    "longest_s": moments.LONGEST_S,
}

_MOST_TAGS, _TAG_LIMIT = 32, 256


@dataclass(frozen=True, slots=True)
class Film:
    """One film or sound; `width` and `height` as shown, None for a sound; `stills` and `moments` in order of time."""

    facts: dict[str, object]
    width: int | None
    height: int | None
    duration_ms: int | None
    stills: list[Still]
    moments: list[Moment]
    flaw: str | None


def look_through(file: BinaryIO, beat: Callable[[], None]) -> Film:
    """The film in `file`; `beat` is called while it goes on. Raises Unreadable when it cannot be opened."""
    with opened(file) as container:
        duration_ms = _duration_ms(container)
        facts = {**_container_facts(container), **_sound_facts(container)}
        stream = _picture_stream(container)
        if stream is None and not container.streams.audio:
            raise Unreadable("no_decoder" if len(container.streams) else "damaged", "no picture, no sound")
        if stream is None:
            return Film(facts, None, None, duration_ms, [], [], None)
        if not _has_decoder(stream):
            return Film(facts, None, None, duration_ms, [], [], "no_decoder")
        facts |= _picture_facts(stream)
        seconds = duration_ms / 1000 if duration_ms is not None else None
        reel = Reel(container, stream, seconds, beat)
        taken = Stills(reel).take()
        close, errors = _moments(file, reel, taken, beat)
        height, width = taken[0].full if taken else (stream.codec_context.height, stream.codec_context.width)
        flaw = "damaged" if reel.errors or errors or not taken else None
        if gap := reel.unseen:
            facts["unseen_s"] = [round(at_s, 1) for at_s in gap]
        return Film(facts, width, height, _length_ms(reel), taken, close, flaw or ("in_part" if gap else None))


def _moments(file: BinaryIO, reel: Reel, taken: list[Still], beat: Callable[[], None]) -> tuple[list[Moment], int]:
    """The moments, and how many errors there were that `reel` does not count."""
    box = between_bars(taken)
    if not taken or not reel.is_av1:
        return Moments(reel, box).take() if taken else [], 0
    with opened(file) as container:  # for a decoder that has not begun yet
        stream = _picture_stream(container)
        if stream is None:
            return [], 1
        again = Reel(container, stream, reel.duration_s, beat)
        again.runs = reel.runs
        return Moments(again, box).take(), again.errors


def _picture_stream(container: InputContainer) -> VideoStream | None:
    """The first moving picture, else a cover picture lying in a sound file."""
    streams = list(container.streams.video)
    moving = [stream for stream in streams if not stream.disposition & Disposition.attached_pic]
    return next(iter(moving or streams), None)


def _has_decoder(stream: Stream) -> bool:
    """Whether FFmpeg knows the codec; PyAV has no context where it does not, whatever its types say."""
    context: object = stream.codec_context
    return context is not None


def _duration_ms(container: InputContainer) -> int | None:
    micros = container.duration
    if micros is None or not 0 <= micros // 1000 <= LONGEST_MS:
        return None
    return int(micros // 1000)


def _length_ms(reel: Reel) -> int | None:
    """How long a film is, as told or as found."""
    return None if reel.duration_s is None else min(round(reel.duration_s * 1000), LONGEST_MS)


def _container_facts(container: InputContainer) -> dict[str, object]:
    facts: dict[str, object] = {
        "container": container.format.name[:64],
        "streams": len(container.streams),
        "tags": tags(container.metadata),
    }
    if container.bit_rate > 0:
        facts["bit_rate"] = int(container.bit_rate)
    return facts


def _sound_facts(container: InputContainer) -> dict[str, object]:
    for stream in container.streams.audio:
        if _has_decoder(stream):
            return {"sound_codec": stream.codec_context.name, "sample_rate": int(stream.codec_context.sample_rate)}
    return {}


def _picture_facts(stream: VideoStream) -> dict[str, object]:
    facts: dict[str, object] = {"codec": stream.codec_context.name}
    if rate := rate_of(stream):
        facts["frame_rate"] = round(float(rate), 3)
    if own := tags(stream.metadata):
        facts["stream_tags"] = own
    return facts


def tags(untrusted: Mapping[str, str]) -> dict[str, str]:
    """Tags as the recorder wrote them (creation_time, location, make …): at most 32, names and values cut short."""
    kept = sorted(untrusted.items())[:_MOST_TAGS]
    return {_clean(name)[:64]: _clean(value)[:_TAG_LIMIT] for name, value in kept if value}


def _clean(untrusted: str) -> str:
    return untrusted.encode("utf-8", "replace").decode("utf-8").split("\0", 1)[0].strip()
