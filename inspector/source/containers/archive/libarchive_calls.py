"""The calls of libarchive we use, without what libarchive-c adds: it logs messages, and those may hold names.

Source: libarchive's archive.h and archive_entry.h, 3.6.
"""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char_p, c_int, c_int64, c_long, c_size_t, c_void_p
from typing import Any

from libarchive import ffi

_NUMBER = ffi.version_number()
VERSION = f"libarchive {_NUMBER // 1_000_000}.{_NUMBER // 1000 % 1000}.{_NUMBER % 1000}"
OK, EOF, RETRY, WARN = 0, 1, -10, -20
FATAL = -30
ReadCall = ffi.READ_CALLBACK
SeekCall = ffi.SEEK_CALLBACK
SkipCall = ctypes.CFUNCTYPE(c_int64, c_void_p, c_void_p, c_int64)


def call(name: str, *takes: Any, gives: Any = c_int) -> Any:  # noqa: ANN401 (a C function is anything)
    """A function of the library by its name without "archive_"."""
    function = ffi.libarchive["archive_" + name]
    function.argtypes, function.restype = takes, gives
    return function


new = call("read_new", gives=c_void_p)
free = call("read_free", c_void_p)
error_string = call("error_string", c_void_p, gives=c_char_p)
add_passphrase = call("read_add_passphrase", c_void_p, c_char_p)
set_option = call("read_set_format_option", c_void_p, c_char_p, c_char_p, c_char_p)
set_seek = call("read_set_seek_callback", c_void_p, SeekCall)
set_skip = call("read_set_skip_callback", c_void_p, SkipCall)
set_read = call("read_set_read_callback", c_void_p, ReadCall)
set_data = call("read_set_callback_data", c_void_p, c_void_p)
open_1 = call("read_open1", c_void_p)
next_header = call("read_next_header", c_void_p, POINTER(c_void_p))
filter_code = call("filter_code", c_void_p, c_int)
data_block = call("read_data_block", c_void_p, POINTER(c_void_p), POINTER(c_size_t), POINTER(c_int64))
pathname = call("entry_pathname", c_void_p, gives=c_char_p)
pathname_utf8 = call("entry_pathname_utf8", c_void_p, gives=c_char_p)
hardlink = call("entry_hardlink", c_void_p, gives=c_char_p)
hardlink_utf8 = call("entry_hardlink_utf8", c_void_p, gives=c_char_p)
filter_code = call("filter_code", c_void_p, c_int)
filetype = call("entry_filetype", c_void_p)
size = call("entry_size", c_void_p, gives=c_int64)
size_is_set = call("entry_size_is_set", c_void_p)
is_data_encrypted = call("entry_is_data_encrypted", c_void_p)
TIMES = tuple(
    (
        call(f"entry_{word}_is_set", c_void_p),
        call(f"entry_{word}", c_void_p, gives=c_int64),
        call(f"entry_{word}_nsec", c_void_p, gives=c_long),
    )
    for word in ("mtime", "ctime", "atime", "birthtime")
)
"""Whether it is set, its seconds and its nanoseconds: of modified, changed, accessed, created."""


def support(archive: int, kind: str, name: str) -> None:
    """Switches a format or filter on ("format" or "filter"); one this library was built without stays off."""
    call(f"read_support_{kind}_{name}", c_void_p)(archive)
