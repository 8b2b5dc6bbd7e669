"""The header of a 7z archive, as far as it says how streams are packed: read, and written anew without encryption.

Source: 7zFormat.txt of the 7-Zip and LZMA SDK distributions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

HEADER, MAIN_STREAMS, ENCODED = b"\x01", b"\x04", b"\x17"
_PACK_INFO, _UNPACK_INFO, _SIZES, _DIGESTS = b"\x06", b"\x07", b"\x09", b"\x0a"
_FOLDER, _UNPACK_SIZES, _END = b"\x0b", b"\x0c", b"\0"
SUB_STREAMS = b"\x08"
ONE_EACH = SUB_STREAMS + _END
"""What may be left out where each folder holds one file."""
COPY, LZMA, LZMA2, AES = b"\0", b"\x03\x01\x01", b"\x21", b"\x06\xf1\x07\x01"
_MOST_CODERS = 32
_MOST_STREAMS = 100_000


@dataclass(frozen=True, slots=True)
class Coder:
    """One step of unpacking."""

    method: bytes
    properties: bytes
    inputs: int
    outputs: int


@dataclass(frozen=True, slots=True)
class Folder:
    """Steps put together: `bound` are pairs of input and output, `packed` the inputs fed from the file, in order.

    `sizes` are the bytes of each output.
    """

    coders: tuple[Coder, ...]
    bound: tuple[tuple[int, int], ...]
    packed: tuple[int, ...]
    sizes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Streams:
    """The packed streams, which lie one behind the other `place` bytes behind the start, and what they hold.

    `digests` and `behind` are the bytes that follow in the header, as they are.
    """

    place: int
    sizes: tuple[int, ...]
    folders: tuple[Folder, ...]
    digests: bytes
    behind: bytes


def streams(data: bytes) -> Streams:
    """What a header says behind its first mark; raises IndexError or ValueError where it makes no sense."""
    words = _Words(data)
    words.expect(_PACK_INFO)
    place, count = words.number(), words.count()
    words.expect(_SIZES)
    sizes = tuple(words.number() for _ in range(count))
    words.digests(count)
    words.expect(_END + _UNPACK_INFO + _FOLDER)
    count = words.count()
    words.expect(b"\0")
    folders = [_folder(words) for _ in range(count)]
    words.expect(_UNPACK_SIZES)
    folders = [replace(each, sizes=tuple(words.number() for _ in range(_outputs(each.coders)))) for each in folders]
    digests = words.digests(count)
    words.expect(_END)
    return Streams(place, sizes, tuple(folders), digests, words.left())


def written(told: Streams) -> bytes:
    """The same as bytes, behind the marks of a plain header."""
    parts = [HEADER, MAIN_STREAMS, _PACK_INFO, _number(told.place), _number(len(told.sizes)), _SIZES]
    parts += [*map(_number, told.sizes), _END, _UNPACK_INFO, _FOLDER, _number(len(told.folders)), b"\0"]
    parts += [part for folder in told.folders for part in _folder_written(folder)]
    parts += [_UNPACK_SIZES, *(_number(size) for folder in told.folders for size in folder.sizes)]
    return b"".join((*parts, told.digests, _END, told.behind))


def without(folder: Folder, number: int) -> Folder:
    """The folder without the step `number`, which has one input, fed from the file, and one output."""
    before = folder.coders[:number]
    entry, out = sum(each.inputs for each in before), _outputs(before)
    if len(folder.coders) == 1:
        return replace(folder, coders=(Coder(COPY, b"", 1, 1),))
    fed = next(into for into, source in folder.bound if source == out)
    bound = tuple((into - (into > entry), source - (source > out)) for into, source in folder.bound if source != out)
    packed = tuple(each - (each > entry) for each in (fed if each == entry else each for each in folder.packed))
    sizes = folder.sizes[:out] + folder.sizes[out + 1 :]
    return Folder((*before, *folder.coders[number + 1 :]), bound, packed, sizes)


def entry_of(folder: Folder, number: int) -> int:
    """Which of the folder's packed streams feeds the step `number`; raises ValueError when none does."""
    return folder.packed.index(sum(each.inputs for each in folder.coders[:number]))


def size_behind(folder: Folder, number: int) -> int:
    """The bytes that come out of the step `number`, which has one output."""
    return folder.sizes[_outputs(folder.coders[:number])]


def _outputs(coders: tuple[Coder, ...]) -> int:
    return sum(each.outputs for each in coders)


def _folder(words: _Words) -> Folder:
    count = words.number()
    if not 0 < count <= _MOST_CODERS:
        raise ValueError
    coders = tuple(_coder(words) for _ in range(count))
    inputs, pairs = sum(each.inputs for each in coders), _outputs(coders) - 1
    if inputs > _MOST_CODERS * 2 or not 0 <= pairs < _MOST_CODERS:
        raise ValueError
    bound = tuple((words.number(), words.number()) for _ in range(pairs))
    free = inputs - pairs
    if free == 1:
        packed = tuple(each for each in range(inputs) if each not in {into for into, _ in bound})
    else:
        packed = tuple(words.number() for _ in range(free))
    return Folder(coders, bound, packed)


def _coder(words: _Words) -> Coder:
    flags = words.take(1)[0]
    method = words.take(flags & 15)
    inputs, outputs = (words.number(), words.number()) if flags & 16 else (1, 1)
    if inputs > _MOST_CODERS or outputs > _MOST_CODERS:
        raise ValueError
    return Coder(method, words.take(words.number()) if flags & 32 else b"", inputs, outputs)


def _folder_written(folder: Folder) -> Iterator[bytes]:
    yield _number(len(folder.coders))
    for coder in folder.coders:
        manifold = (coder.inputs, coder.outputs) != (1, 1)
        yield bytes((len(coder.method) | 16 * manifold | 32 * bool(coder.properties),)) + coder.method
        if manifold:
            yield _number(coder.inputs) + _number(coder.outputs)
        if coder.properties:
            yield _number(len(coder.properties)) + coder.properties
    for pair in folder.bound:
        yield from map(_number, pair)
    if len(folder.packed) > 1:
        yield from map(_number, folder.packed)


def _number(value: int) -> bytes:
    """All eight bytes, which is allowed for any number."""
    return b"\xff" + value.to_bytes(8, "little")


class _Words:
    """The bytes of a header from the front; raises IndexError where they end too soon."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def take(self, length: int) -> bytes:
        """The next bytes."""
        end = self._place + length
        if end > len(self._data):
            raise IndexError
        part, self._place = self._data[self._place : end], end
        return part

    def left(self) -> bytes:
        """All that is left."""
        return self._data[self._place :]

    def expect(self, mark: bytes) -> None:
        """Goes past a mark; raises ValueError when it is not there."""
        if self.take(len(mark)) != mark:
            raise ValueError

    def number(self) -> int:
        """A number, whose first byte says by its leading ones how many bytes follow."""
        first = self.take(1)[0]
        following = 8 - (~first & 0xFF).bit_length()
        low = int.from_bytes(self.take(following), "little")
        return low + ((first & (0x7F >> following)) << 8 * following)

    def count(self) -> int:
        """A number of streams or folders."""
        count = self.number()
        if count > min(_MOST_STREAMS, len(self._data)):
            raise ValueError
        return count

    def digests(self, count: int) -> bytes:
        """A block of checksums with its mark, as it is; nothing where there is none."""
        start = self._place
        if self._data[start : start + 1] != _DIGESTS:
            return b""
        self.take(1)
        defined = count if self.take(1) != b"\0" else sum(map(int.bit_count, self.take(-(-count // 8))))
        self.take(4 * defined)
        return self._data[start : self._place]
