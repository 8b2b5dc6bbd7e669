"""Where a copy lay: the class of its place, told by rules about its path."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from inspector.domain.fault import InputFault
from inspector.domain.place_class import PlaceClass
from inspector.library.place_rules import RuleFile, read_rules
from inspector.place import resource

_CLASSES = (*PlaceClass, None)
_NONE = 1 << 10
_FOLDERS = 64
_LONGEST_NAME = 255  # characters; what is longer no rule means, and normal forms of it may take quadratic time
_DRIVE = re.compile("[a-z]:?")
_WILD = {"*": ".*", "?": ".", "#": "[0-9]"}
_DIGITS = "0123456789"


class Places:
    """Rules as an automaton over the names in a path; `version` is the day of the newest, `digest` that of all files.

    A path is read once from its beginning. At each name the nodes reached so far say which come next, and there are
    never more of them than the rules have nodes: the time is linear in the length of a path, whatever it holds.
    """

    def __init__(self, files: Iterable[RuleFile]) -> None:
        listed = sorted(files, key=lambda file: file.name)
        self._anywhere, self._start = _Node(), _Node()
        self._below = lru_cache(_FOLDERS)(self._through)  # a walk brings the files of a folder one after another
        for rule in (rule for file in listed for rule in file.rules):
            rank = rule.strength * len(_CLASSES) + _CLASSES.index(rule.place)
            for path in rule.paths:
                self._add(path, rank)
        self.version = max((file.version for file in listed), default="")
        self.digest = hashlib.sha256(b"".join(file.name.encode() + b"\0" + file.digest for file in listed)).digest()

    @classmethod
    def load(cls, folder: Path | None = None) -> Places:
        """The rules that came with the program, or those in `folder`.

        Raises InputFault "library_places_broken" with the place of the first mistake, or when there are none.
        """
        folder = folder or resource("places")
        paths = sorted(folder.glob("*.toml"))
        if not paths:
            raise InputFault("library_places_broken", place=folder.name, detail="*.toml")
        return cls(read_rules(path) for path in paths)

    def record(self) -> dict[str, str]:
        """By which rules places are classed, as an ingest is told to keep it."""
        return {"version": self.version, "digest": self.digest.hex()}

    def of(self, untrusted_path: bytes) -> PlaceClass | None:
        """The class of the place of a file, by the strongest rule that fits its path; None when nothing is known."""
        end = max(untrusted_path.rfind(b"/"), untrusted_path.rfind(b"\\")) + 1
        best, active, lasting = self._below(untrusted_path[:end])
        for name in _names(untrusted_path[end:]):
            best = min([best, *(node.file for node in _reached(name, active, lasting))])
        return None if best == _NONE else _CLASSES[best % len(_CLASSES)]

    def _through(self, untrusted_folder: bytes) -> _Below:
        """What the names of a folder say of all that lies below it."""
        best, active, lasting = _NONE, [self._start], [self._anywhere]
        names = _names(untrusted_folder)
        drive = _drive(names)
        for number, name in enumerate(names):
            active = _reached(name, active, lasting)
            for node in active:
                best = min(best, node.folder)
                if node.deep is not None and node.deep not in lasting:
                    lasting.append(node.deep)
            if number < drive:
                active.append(self._start)
        return best, active, lasting

    def _add(self, path: str, rank: int) -> None:
        node = self._start if path.startswith("/") else self._anywhere
        for name in path.removeprefix("/").removesuffix("/").split("/"):
            node = node.below() if name == "**" else node.child(_spelled(name))
        if path.endswith("/"):
            node.folder = min(node.folder, rank)
        else:
            node.file = min(node.file, rank)


class _Node:
    """A place in the rules: how strongly it says what lies below it or is it, and which names lead on."""

    __slots__ = ("_any", "_ending", "_starting", "_wilds", "deep", "file", "folder", "names")

    def __init__(self) -> None:
        self.folder = self.file = _NONE
        self.deep: _Node | None = None
        self.names: dict[str, _Node] = {}
        self._any: _Node | None = None
        self._wilds: dict[str, _Node] = {}
        self._starting: dict[str, list[_Wild]] = {}  # by the first letter, so that few patterns are asked of a name
        self._ending: dict[str, list[_Wild]] = {}  # by the last letter, where the first may be any

    def below(self) -> _Node:
        """The node from which names lead on at any depth."""
        self.deep = self.deep or _Node()
        return self.deep

    def child(self, name: str) -> _Node:
        """The node that `name` leads to, made when it is new."""
        if name == "*":
            self._any = self._any or _Node()
            return self._any
        if not set(name) & set(_WILD):
            return self.names.setdefault(name, _Node())
        if name not in self._wilds:
            self._wilds[name] = _Node()
            self._file(name, (re.compile(_pattern(name), re.DOTALL), self._wilds[name]))
        return self._wilds[name]

    def _file(self, name: str, wild: _Wild) -> None:
        letters, filed = (name[0], self._starting) if name[0] not in "*?" else (name[-1], self._ending)
        for letter in _DIGITS if letters == "#" else letters:
            filed.setdefault(letter, []).append(wild)

    def lead(self, name: str, found: list[_Node]) -> None:
        """Adds what `name` leads to."""
        known = self.names.get(name)
        if known is not None:
            found.append(known)
        if self._any is not None:
            found.append(self._any)
        if self._wilds:
            for wilds in (self._starting.get(name[0]), self._ending.get(name[-1])):
                if wilds:
                    found += [node for pattern, node in wilds if pattern.fullmatch(name)]


_Wild = tuple[re.Pattern[str], _Node]
_Below = tuple[int, list[_Node], list[_Node]]  # how strongly it is said; the nodes reached; those reached for good


def _reached(name: str, active: list[_Node], lasting: list[_Node]) -> list[_Node]:
    found: list[_Node] = []
    for node in active:
        node.lead(name, found)
    for node in lasting:
        node.lead(name, found)
    return found


def _names(untrusted_path: bytes) -> list[str]:
    """The names in a path as the rules spell them; both separators part them."""
    text = untrusted_path.decode("utf-8", "surrogateescape").replace("\\", "/")
    return [_spelled(name) for name in text.split("/") if name]


def _drive(names: list[str]) -> int:
    r"""How many names in front say no more than which drive it is, as in `C:`, `C` and `\\?\C:`."""
    first = 1 if names[:1] == ["?"] else 0
    return first + 1 if any(_DRIVE.fullmatch(name) for name in names[first : first + 1]) else first


def _spelled(name: str) -> str:
    if name.isascii():
        return name.lower()
    if len(name) > _LONGEST_NAME:
        return name
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _pattern(name: str) -> str:
    return "".join(_WILD.get(letter) or re.escape(letter) for letter in name)
