"""An archive that libarchive unpacks out of an open file, entry after entry."""

from __future__ import annotations

import ctypes
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable
from inspector.source.containers import moments
from inspector.source.containers.archive import libarchive_calls as libarchive
from inspector.source.containers.stream import BLOCK, Stream, size_of

_READ = 128 << 10
_REGULAR, _UNTOLD = 0o100000, 0
_MOST_RETRIES = 3
_TRIED = 4 << 20
_BEYOND = (b"nsupported", b"not supported", b"unavailable", b"nexpected codec", b"nknown codec")
_ZEROS = bytes(BLOCK)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a library entry tells; `link` is the name of the entry whose bytes it shares, when it has none itself."""

    path: bytes
    is_file: bool
    size: int | None
    link: bytes | None
    encrypted: bool
    modified_ns: int | None
    changed_ns: int | None
    accessed_ns: int | None
    created_ns: int | None


@dataclass(frozen=True, slots=True)
class Form:
    """What libarchive is to expect, by its own names; nothing else is tried.

    With `unchecked` checksums and sizes in ZIP archives are left to the caller. `page` is the code page of names where
    the archive tells none, for LHA.
    """

    formats: tuple[str, ...]
    filters: tuple[str, ...] = ("none",)
    unchecked: bool = False
    page: bytes = b""


def lone(packed_with: str) -> Form:
    """A single file that is only packed; there may be nothing in it."""
    return Form(("raw", "empty"), (packed_with,))


class Unpacking:
    """One pass over an archive.

    With `seeks` the file is sought in, from its start; else it is read forward from where it stands. Whatever reading
    the file raises comes out as it is; what libarchive complains of, as Unreadable.
    """

    def __init__(self, file: BinaryIO, form: Form, passwords: Sequence[str] = (), *, seeks: bool = False) -> None:
        self._file = file
        self._passwords = passwords
        self._place, self._size = 0, size_of(file) if seeks else 0
        self._length, self._sized = 0, True
        self._unchecked = form.unchecked
        self._buffer = b""
        self._raised: BaseException | None = None
        self._broken: Unreadable | None = None
        self._solid, self._undecoded = form.formats == ("7zip",), False
        self._reader, self._skipper, self._seeker = (
            libarchive.ReadCall(self._read),
            libarchive.SkipCall(self._skip),
            libarchive.SeekCall(self._seek),
        )
        self._archive: int | None = libarchive.new()
        if self._archive is None:
            raise MemoryError
        self._expect(form)
        self._open(seeks=seeks)

    def entries(self) -> Iterator[Entry]:
        """Every entry; `data` gives the bytes of the one told last."""
        entry = ctypes.c_void_p()
        while self._next(entry):
            told = _packed(entry)
            self._length, self._sized = told.size or 0, told.size is not None
            yield told

    def _next(self, entry: ctypes.c_void_p) -> bool:
        """Whether there is a further entry; raises what the file broke off with where its end is none."""
        there = self._done(libarchive.next_header, ctypes.byref(entry), warned=True)
        if not there and self._broken is not None:
            raise self._broken
        return there

    @property
    def is_unpacked(self) -> bool:
        """Whether libarchive saw through the outermost packing; to be asked after the first entry."""
        return self._archive is not None and bool(libarchive.filter_code(self._archive, 0))

    def data(self) -> Data:
        """The bytes of the entry told last."""
        return Data(self)

    def block(self, place: int) -> tuple[int, bytes] | None:
        """The next bytes of the entry told last and where they belong in it; None at its end."""
        start, length, offset = ctypes.c_void_p(), ctypes.c_size_t(), ctypes.c_int64(place)
        there = self._done(libarchive.data_block, ctypes.byref(start), ctypes.byref(length), ctypes.byref(offset))
        if there:
            return offset.value, ctypes.string_at(start, length.value) if length.value else b""
        # A hole at the end is told by where the end is; some formats tell nonsense there, but never within the size.
        if place < offset.value <= self._length:
            return offset.value, b""
        if place < self._length:
            raise self._broken or Unreadable("truncated", "size")
        if self._broken is not None and not self._sized:
            raise self._broken
        return None

    def close(self) -> None:
        """Gives back what libarchive holds."""
        if self._archive is not None:
            libarchive.free(self._archive)
            self._archive = None

    def _expect(self, form: Form) -> None:
        for name in form.formats:
            libarchive.support(self._archive or 0, "format", name)
        for name in form.filters:
            libarchive.support(self._archive or 0, "filter", name)
        if form.unchecked:
            libarchive.set_option(self._archive, b"zip", b"ignorecrc32", b"1")
        if form.page:
            libarchive.set_option(self._archive, form.formats[0].encode(), b"hdrcharset", form.page)
        for password in self._passwords:
            if password and "\0" not in password:
                libarchive.add_passphrase(self._archive, password.encode("utf-8", "surrogateescape"))

    def _open(self, *, seeks: bool) -> None:
        libarchive.set_data(self._archive, None)  # without it there is no file at all
        libarchive.set_read(self._archive, self._reader)
        if seeks:
            libarchive.set_skip(self._archive, self._skipper)
            libarchive.set_seek(self._archive, self._seeker)
        try:
            self._done(libarchive.open_1)
        except BaseException:
            self.close()
            raise

    def _done(self, function: ctypes._CFuncPtr, *arguments: object, warned: bool = False) -> bool:  # type: ignore[name-defined]
        """Calls the library; False at the end of what there is. With `warned` a warning is no failure.

        Of a header it warns when a name is in no known code; of data, when their checksum is wrong.
        """
        for _ in range(_MOST_RETRIES):
            answer = libarchive.EOF if self._archive is None else function(self._archive, *arguments)
            self._raise_met()
            if answer == libarchive.OK or (answer == libarchive.WARN and (warned or self._unchecked)):
                return True
            if answer == libarchive.EOF:
                return False
            if answer != libarchive.RETRY:
                break
        error = self._broken or self._complaint()
        # Of what is packed together with a file that nothing unpacks libarchive says that it is damaged.
        self._undecoded = self._undecoded or (self._solid and _is(error, "no_decoder"))
        raise Unreadable("no_decoder", "archive") if self._undecoded and _is(error, "damaged") else error

    def _raise_met(self) -> None:
        if self._raised is not None:
            raised, self._raised = self._raised, None
            self.close()
            raise raised

    def _complaint(self) -> Exception:
        """What the library's message means; the message stays behind, it may hold names."""
        message = (libarchive.error_string(self._archive) or b"").lower()
        if b"assphrase" in message or b"ncrypt" in message:
            return Unreadable("encrypted")
        if b"runcated" in message or b"nexpected end" in message or b"premature" in message:
            return Unreadable("truncated")
        if b"memory" in message:
            return MemoryError()
        if any(word in message for word in _BEYOND):
            return Unreadable("no_decoder")
        return Unreadable("damaged", "libarchive")

    def _read(self, _archive: int, _client: int, buffer: ctypes._Pointer[ctypes.c_void_p]) -> int:
        try:
            if self._size:
                self._file.seek(self._place)
            self._buffer = b"" if self._broken else self._file.read(_READ)
        except Unreadable as error:  # what came before is still to be told
            self._broken, self._buffer = error, b""
        except BaseException as error:  # noqa: BLE001 (nothing may be raised through C; `_done` raises it again)
            self._raised = error
            return libarchive.FATAL
        self._place += len(self._buffer)
        buffer[0] = ctypes.cast(ctypes.c_char_p(self._buffer), ctypes.c_void_p)
        return len(self._buffer)

    def _skip(self, _archive: int, _client: int, request: int) -> int:
        step = max(0, min(request, self._size - self._place))
        self._place += step
        return step

    def _seek(self, _archive: int, _client: int, offset: int, whence: int) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place}.get(whence, self._size)
        if not 0 <= base + offset <= self._size:
            return libarchive.FATAL
        self._place = base + offset
        return self._place


class Data(Stream):
    """The bytes of one entry, holes filled with zeros."""

    def __init__(self, unpacking: Unpacking) -> None:
        super().__init__()
        self._unpacking = unpacking
        self._place = 0
        self._hole = 0
        self._held = memoryview(b"")

    def some(self, most: int) -> bytes:
        """See Stream."""
        while not self._hole and not self._held:
            block = self._unpacking.block(self._place)
            if block is None:
                return b""
            offset, data = block
            if offset < self._place:
                raise Unreadable("damaged", "order")
            self._hole, self._held = offset - self._place, memoryview(data)
            self._place = offset + len(data)
        if self._hole:
            part = _ZEROS[: min(most, self._hole)]
            self._hole -= len(part)
            return part
        data, self._held = bytes(self._held[:most]), self._held[most:]
        return data


class FirstEntry(Stream):
    """The first entry that libarchive finds in another stream; where it may be empty and is, nothing."""

    def __init__(self, packed: BinaryIO, form: Form, passwords: tuple[str, ...] = ()) -> None:
        super().__init__()
        self._unpacking = Unpacking(packed, form, passwords)
        self._empty = next(self._unpacking.entries(), None) is None
        if self._empty and "empty" not in form.formats:
            raise Unreadable("damaged", "entry")
        if self._passed_by(form):
            self._unpacking.close()
            raise Unreadable("no_decoder", "filter")
        self._data = self._unpacking.data()

    def _passed_by(self, form: Form) -> bool:
        """Whether what is packed would come out as it is, because libarchive does not take it for packed."""
        return "none" not in form.filters and not self._unpacking.is_unpacked

    def some(self, most: int) -> bytes:
        """See Stream."""
        return b"" if self._empty else self._data.some(most)

    def close(self) -> None:
        """Lets go of the library's memory."""
        self._unpacking.close()
        super().close()


def comes_out(file: BinaryIO, form: Form, wanted: Callable[[int, Entry], bool], crc: int | None = None) -> bool:
    """Whether the first entry that is `wanted`, or as much of it as is tried, comes out; so it does where none is.

    `crc` is what it should have where libarchive does not look at that.
    """
    unpacking = None
    try:
        unpacking = Unpacking(file, form, seeks=True)
        if any(wanted(number, entry) for number, entry in enumerate(unpacking.entries())):
            data, left, found = unpacking.data(), _TRIED, 0
            while left > 0 and (part := data.read(BLOCK)):
                left, found = left - len(part), zlib.crc32(part, found)
            return crc in (None, found) or left <= 0
    except Unreadable:
        return False
    finally:
        if unpacking is not None:
            unpacking.close()
    return True


def _is(error: Exception, code: str) -> bool:
    return isinstance(error, Unreadable) and error.code == code


def _packed(entry: ctypes.c_void_p) -> Entry:
    kind = libarchive.filetype(entry)
    size = libarchive.size(entry) if libarchive.size_is_set(entry) else None
    link = libarchive.hardlink(entry) or libarchive.hardlink_utf8(entry)
    times = [
        moments.from_seconds(seconds(entry), nanoseconds(entry)) if is_set(entry) else None
        for is_set, seconds, nanoseconds in libarchive.TIMES
    ]
    return Entry(
        libarchive.pathname(entry) or libarchive.pathname_utf8(entry) or b"",
        kind in (_REGULAR, _UNTOLD),
        size,
        link if not size else None,
        bool(libarchive.is_data_encrypted(entry)),
        *times,
    )
