"""The pictures and files among the objects of a PDF (ISO 32000), each once, in the order of their numbers.

Every object that the cross-reference table names is looked at, whether a page shows it or not: what an editor took off
a page but left in the file comes out as well. The pages only give the pictures their names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from inspector.analyse.charset import clean
from inspector.source.containers.paper.pdfpicture import is_picture

PAGES = 5000
MOST_OBJECTS = 500_000
"""A parsed object costs about a kilobyte as long as the document is open."""
MOST_PICTURES = 10_000
MOST_FILES = 10_000
_DEEPEST = 6
_LONGEST_NAME = 1000

FAULTS = (pikepdf.PikepdfError, ValueError, TypeError, LookupError, RuntimeError, AttributeError)
"""What the library is known to raise on broken documents."""

Number = tuple[int, int]
"""Object number and generation."""
Failures = dict[tuple[str, str], None]
"""Codes with details, each once."""


@dataclass(slots=True)
class Found:
    """Numbers of pictures, of files with their names, of pictures on pages with theirs; and what was too much."""

    pictures: list[Number] = field(default_factory=list)
    files: dict[Number, bytes] = field(default_factory=dict)
    shown: dict[Number, str] = field(default_factory=dict)
    thumbnails: set[Number] = field(default_factory=set)
    failures: Failures = field(default_factory=dict)


def find(document: pikepdf.Pdf, beat: Callable[[], None]) -> Found:
    """What there is to take out of a document."""
    found = Found()
    _Pages(found, beat).read(document)
    numbers = sorted(number for number in document.get_xref_table() if number[0] > 0)
    if len(numbers) > MOST_OBJECTS:
        found.failures["too_large", "objects"] = None
    for count, number in enumerate(numbers[:MOST_OBJECTS]):
        if count % 4096 == 0:
            beat()
        try:
            _look_at(found, document.get_object(number), number)
        except FAULTS:
            found.failures["damaged", "objects"] = None
    return found


def _look_at(found: Found, thing: pikepdf.Object, number: Number) -> None:
    if is_picture(thing):
        if len(found.pictures) < MOST_PICTURES:
            found.pictures.append(number)
        else:
            found.failures["too_large", "pictures"] = None
    elif isinstance(thing, Stream):
        if thing.get("/Type") == Name.EmbeddedFile:
            _keep_file(found, number, b"")
    elif isinstance(thing, Dictionary):
        for each in (thing, thing.get("/FS"), *_named(thing)):
            if isinstance(each, Dictionary):
                _look_at_file(found, each)


def _named(thing: Dictionary) -> Iterator[pikepdf.Object]:
    """The values of a leaf of a name tree."""
    names = thing.get("/Names")
    if isinstance(names, Array):
        yield from list(names)[1::2]


def _look_at_file(found: Found, specification: Dictionary) -> None:
    """Keeps the file of a file specification (ISO 32000-1, 7.11.3)."""
    embedded = specification.get("/EF")
    if not isinstance(embedded, Dictionary):
        return
    name = specification.get("/UF", specification.get("/F"))
    written = clean(str(name))[:_LONGEST_NAME].encode() if isinstance(name, pikepdf.String) else b""
    for key in ("/F", "/UF", "/Unix", "/Mac", "/DOS"):
        stream = embedded.get(key)
        if isinstance(stream, Stream):
            _keep_file(found, stream.objgen, written)


def _keep_file(found: Found, number: Number, name: bytes) -> None:
    if number not in found.files and len(found.files) >= MOST_FILES:
        found.failures["too_large", "files"] = None
        return
    found.files[number] = name or found.files.get(number, b"")


class _Pages:
    """Names pictures by the first page that shows them, where the page has resources of its own."""

    def __init__(self, found: Found, beat: Callable[[], None]) -> None:
        self._found = found
        self._beat = beat
        self._seen: set[Number] = set()
        self._count = 0

    def read(self, document: pikepdf.Pdf) -> None:
        """Names what can be named; a document without sound pages has only objects."""
        try:
            pages = [page.obj for _, page in zip(range(PAGES), document.pages, strict=False)]
            common = Counter(self._mark(page) for page in pages)
        except FAULTS:
            self._found.failures["damaged", "pages"] = None
            return
        for number, page in enumerate(pages, 1):
            self._beat()
            self._count = 0
            try:
                self._read_page(page, number, shared=common[self._mark(page)] > 1)
            except FAULTS:
                self._found.failures["damaged", "pages"] = None

    def _mark(self, page: Dictionary) -> Number | int:
        """What tells the resources of a page from others': two pages with the same ones share them."""
        resources = _resources(page)
        number: Number = resources.objgen if isinstance(resources, Dictionary) else (0, 0)
        return number if number[0] else id(page)

    def _read_page(self, page: Dictionary, number: int, *, shared: bool) -> None:
        small = page.get("/Thumb")
        if isinstance(small, Stream):
            self._found.thumbnails.add(small.objgen)
        if not shared:
            self._read_resources(_resources(page), number, _DEEPEST)

    def _read_resources(self, resources: object, number: int, deep: int) -> None:
        shown = resources.get("/XObject") if isinstance(resources, Dictionary) else None
        if not isinstance(shown, Dictionary) or deep <= 0:
            return
        for _, thing in sorted(shown.items()):
            if not isinstance(thing, Stream) or thing.objgen in self._seen or len(self._seen) > MOST_OBJECTS:
                continue
            self._seen.add(thing.objgen)
            if is_picture(thing):
                self._name(thing, number)
            else:
                self._read_resources(thing.get("/Resources"), number, deep - 1)

    def _name(self, picture: Stream, number: int) -> None:
        self._count += 1
        name = f"page-{number:03d}-picture-{self._count:02d}"
        self._found.shown.setdefault(picture.objgen, name)
        for key in ("/SMask", "/Mask"):
            mask = picture.get(key)
            if isinstance(mask, Stream):
                self._found.shown.setdefault(mask.objgen, name + "-mask")


def _resources(page: Dictionary) -> object:
    """The resources of a page, or those of the nearest node above it."""
    node: object = page
    for _ in range(_DEEPEST):
        if not isinstance(node, Dictionary):
            return None
        if "/Resources" in node:
            return node.get("/Resources")
        node = node.get("/Parent")
    return None
