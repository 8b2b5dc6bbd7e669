"""Which files beside one are further segments of the same image or archive, told by their names alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import count, islice, product, takewhile
from string import ascii_uppercase

_EXPERT_WITNESS = re.compile(rb"(?i)(.*\.)(e|ex|s)01", re.DOTALL)
_NUMBERED = re.compile(rb"(.*\.)(0{2,}[01])", re.DOTALL)
_VMDK = re.compile(rb"(?i)(.*)\.vmdk", re.DOTALL)
_RAR_PART = re.compile(rb"(?i)(.*\.part)(\d{1,5})\.(?:rar|exe)", re.DOTALL)
_RAR = re.compile(rb"(?i)(.*\.)(rar|[r-y]\d\d)", re.DOTALL)
_ZIP = re.compile(rb"(?i)(.*\.)(zipx?|zx?\d\d)", re.DOTALL)
_ZIP_HEADS = frozenset({b"zip", b"zipx"})
_MOST_ZIP = 999
_EXTENT = re.compile(rb"(?i)(.*)(-[sf]\d{3,}|-flat|-rdmp?|-delta)\.vmdk", re.DOTALL)
_FURTHER_WITNESS = re.compile(rb"(?i)(.*\.)(e|ex|s)(\d\d)", re.DOTALL)
_FURTHER_NUMBERED = re.compile(rb"(.*\.)(\d{3,5})", re.DOTALL)

_COMMON = (b".rar", b".exe", b".zip", b".zipx")
_FIRST = (b".e01", b".ex01", b".s01", b".001", b".000", b".vmdk", *_COMMON)


def leads(name: bytes) -> bool:
    """Whether a name ends as those do by which an image or archive in segments is opened."""
    return name.lower().endswith(_FIRST)


def is_common(name: bytes) -> bool:
    """Whether so many files have such a name that it mostly leads nothing."""
    return name.lower().endswith(_COMMON)


def segments(name: bytes, siblings: Collection[bytes]) -> list[bytes]:
    """Those of `siblings` (names in the same folder) that follow `name`, in order, up to the first that is not there.

    E01 → E02 … E99, EAA … ZZZ (Ex01 likewise); 001 or 000 → the next numbers; the descriptor of a VMDK → its extents;
    part1.rar or part1.exe → part2.rar …; rar → r00 … r99, s00 …; zip → z01 …, of which it is itself the last, and
    where one of those is missing it stands in its place, because what lies in the others can be had all the same. Empty
    when `name` is no such segment or has no others. Case does not count.
    """
    there = {sibling.lower(): sibling for sibling in sorted(siblings, reverse=True)}
    if (match := _ZIP.fullmatch(name)) and match[2].lower() in _ZIP_HEADS:
        return _numbered_zip(name, match, there)
    found: list[bytes] = []
    for following in _series(name):
        found = [there[each] for each in takewhile(there.__contains__, (each.lower() for each in following))]
        if found:
            break
    return found


def second(name: bytes) -> list[bytes]:
    """How the next segment may be called, in small and in capital letters; of ZIP also the one behind that."""
    most = 2 if _ZIP.fullmatch(name) else 1
    found = [each for following in _series(name) for each in islice(following, most)]
    parted = [each.rpartition(b".") for each in found]
    return [stem + dot + ending for stem, dot, last in parted for ending in (last.lower(), last.upper())]


def further(name: bytes, there: Mapping[bytes, str]) -> list[str]:
    """What `there`, the files of a folder by name, says of those that follow `name`, up to the first that is missing.

    In the place of one that is missing `segments` has `name` itself.
    """
    return [there[each] for each in takewhile(name.__ne__, segments(name, there))]


def is_part(name: bytes, there: Collection[bytes]) -> bool:
    """Whether `name` is a further segment of an archive that another of the names `there` opens."""
    return any(head in there and name in segments(head, there) for head in heads(name))


def heads(name: bytes) -> list[bytes]:
    """How the segment may be called that an archive is opened by when a file called `name` is a further one of it."""
    if match := _RAR_PART.fullmatch(name):
        first = b"%0*d" % (len(match[2]), 1)
        endings = (b".rar", b".RAR", b".exe", b".EXE")
        return [match[1] + first + ending for ending in endings] if int(match[2]) > 1 else []
    match = _RAR.fullmatch(name) or _ZIP.fullmatch(name)
    if match is None or not match[2][-1:].isdigit():
        return []
    ending = b"zipx" if match[2][1:2] in b"xX" else b"zip" if match[2][:1] in b"zZ" else b"rar"
    return [match[1] + ending, match[1] + ending.upper()]


def is_first(name: bytes) -> bool:
    """Whether a name is that of the first of several numbered pieces (.001)."""
    return _NUMBERED.fullmatch(name) is not None


def image_heads(name: bytes) -> list[bytes]:
    """How the file may be called that an image is opened by when `name` is that of a further segment of it.

    E02 to E99 are such, EAA is not: too much else is called so.
    """
    if match := _FURTHER_WITNESS.fullmatch(name):
        letters = dict.fromkeys((match[2], match[2].capitalize(), match[2].lower()))
        return [match[1] + each + b"01" for each in letters] if int(match[3]) > 1 else []
    if match := _FURTHER_NUMBERED.fullmatch(name):
        return [match[1] + b"%0*d" % (len(match[2]), first) for first in (1, 0)] if int(match[2]) > 1 else []
    match = _EXTENT.fullmatch(name)
    return [match[1] + ending for ending in (b".vmdk", b".VMDK")] if match else []


def is_extent(name: bytes) -> bool:
    """Whether a name is that of an extent of a VMDK that has its descriptor elsewhere."""
    return _EXTENT.fullmatch(name) is not None


def _series(name: bytes) -> Iterator[Iterator[bytes]]:
    """The series of names that may follow `name`."""
    if match := _EXPERT_WITNESS.fullmatch(name):
        yield (match[1] + ending for ending in _lettered(match[2].upper()))
    elif match := _NUMBERED.fullmatch(name):
        first, width = int(match[2]), len(match[2])
        yield (match[1] + b"%0*d" % (width, number) for number in count(first + 1))
    elif match := _RAR_PART.fullmatch(name):
        if int(match[2]) == 1:
            yield (b"%b%0*d.rar" % (match[1], len(match[2]), number) for number in count(2))
    elif (match := _RAR.fullmatch(name)) and match[2].lower() == b"rar":
        yield (b"%b%c%02d" % (match[1], letter, number) for letter in b"rstuvwxy" for number in range(100))
    elif (match := _ZIP.fullmatch(name)) and match[2].lower() in _ZIP_HEADS:
        yield _zip_names(match)
    elif (match := _VMDK.fullmatch(name)) and not is_extent(name):
        for letter in (b"s", b"f"):
            yield (b"%b-%b%03d.vmdk" % (match[1], letter, number) for number in count(1))
        yield iter((match[1] + b"-flat.vmdk",))


def _zip_names(match: re.Match[bytes]) -> Iterator[bytes]:
    return (match[1] + match[2][:1] + match[2][3:] + b"%02d" % number for number in count(1))


def _numbered_zip(name: bytes, match: re.Match[bytes], there: dict[bytes, bytes]) -> list[bytes]:
    """Up to the last that is there, `name` itself for those that are not."""
    names = (each.lower() for each in islice(_zip_names(match), _MOST_ZIP))
    found = [there.get(each, name) for each in names]
    while found and found[-1] == name:
        found.pop()
    return found


def _lettered(letters: bytes) -> Iterator[bytes]:
    """E02 … E99, EAA … EZZ, FAA … ZZZ; of Ex it is the x that goes on."""
    yield from (letters + b"%02d" % number for number in range(2, 100))
    before, last = letters[:-1], letters[-1:].decode()
    going_on = ascii_uppercase[ascii_uppercase.index(last) :]
    for ending in product(going_on, ascii_uppercase, ascii_uppercase):
        yield before + "".join(ending).encode()
