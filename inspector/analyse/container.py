"""Films and sounds opened by PyAV from an open file: known containers only, no second file, no network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, NoReturn

import av
from av.container import InputContainer
from av.error import FFmpegError

from inspector.analyse.unreadable import Unreadable

PYAV = av.__version__

# Demuxers that read one file and nothing else: playlists (hls, dash, concat, sdp, imf) are not among them.
_FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,asf,flv,live_flv,mpegts,mpeg,mpegvideo,mpegtsraw,rm,mxf,ogg,wav,w64,mp3,"
    "aac,flac,amr,amrnb,amrwb,aiff,au,caf,h264,hevc,m4v,obu,av1,ivf,dv,nut,wtv,ac3,eac3,dts,ape,tta,wv,h263"
)
WITHOUT_INDEX = frozenset({"mpegts", "mpeg", "mpegvideo", "m4v", "h263", "h264", "hevc"})
"""Names of formats in which a time is found by reading, and a key frame not at all."""

_OPTIONS = {
    "format_whitelist": _FORMATS,
    "protocol_whitelist": "none",
    "enable_drefs": "0",
    "use_absolute_path": "0",
    "probesize": str(5 << 20),
    "analyzeduration": "5000000",
}
_BUFFER = 256 << 10


@contextmanager
def opened(file: BinaryIO) -> Iterator[InputContainer]:
    """The container in `file`; raises Unreadable when it is none we know or its header is broken."""
    file.seek(0)
    try:
        container = av.open(
            file, mode="r", options=_OPTIONS, buffer_size=_BUFFER, metadata_errors="replace", io_open=_refuse
        )
    except (FFmpegError, OSError, ValueError) as error:
        raise Unreadable("damaged", type(error).__name__) from error
    try:
        yield container
    finally:
        container.close()


def _refuse(_untrusted_url: str, _flags: int, _options: dict[str, str]) -> NoReturn:
    raise PermissionError("a container may not open a second file")
