"""A folder with everything in it that a seized drive can hold and a program can trip over."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_NAME = b"n" * 251 + b".txt"
DEEP = 400
"""Folders below one another, so that the path is longer than the system's longest (4096 bytes)."""

ODD_NAMES = (
    b"ti\xeang vi\xeat.txt", b"\xff\xfe", b"new\nline.txt", b"tab\there", b"esc\x1b[31mred.txt", b"back\\slash.txt",
    "phải\u202etrái\u202c.txt".encode(), "kh\u200bông.txt".encode(), "\ufeffbom.txt".encode(), b" ", b"  two ", b"-rf",
    b"--help", b"a'b \"c\" $d `e` ;f|g&h", b"%s%n{}", b"con.txt", b".hidden", b"...", "ghép ấ".encode(),
    "kỳ nghỉ hè".encode(), b"*", b"?", LONGEST_NAME,
)  # fmt: skip


@dataclass(slots=True)
class Tree:
    """What was made: contents by path, why each of the rest is not opened, and where it all lies."""

    root: Path
    files: dict[bytes, bytes] = field(default_factory=dict)
    skipped: dict[bytes, str] = field(default_factory=dict)

    def path(self, name: bytes) -> bytes:
        return os.path.join(os.fsencode(self.root), name)

    def write(self, name: bytes, content: bytes) -> None:
        with open(self.path(name), "xb") as file:
            file.write(content)
        self.files[name] = content


def make(folder: Path, outside: Path) -> Tree:
    """The whole table below `folder`; links lead to `outside`, which must never be reached."""
    tree = Tree(folder)
    for name in ODD_NAMES:
        tree.write(name, b"odd " + name)
    tree.write(b"empty", b"")
    tree.write(b"sparse", bytes(3 << 20))
    os.truncate(tree.path(b"sparse"), 0)
    os.truncate(tree.path(b"sparse"), 3 << 20)
    _links(tree, outside)
    _special(tree)
    _linked_hard(tree)
    _deep(tree)
    return tree


def _links(tree: Tree, outside: Path) -> None:
    secret = outside / "secret.txt"
    secret.write_bytes(b"outside the evidence")
    targets: Mapping[bytes, bytes] = {
        b"link in": b"empty",
        b"link out": os.fsencode(secret),
        b"link to folder": os.fsencode(outside),
        b"link loop": b"link loop",
        b"link up": b"..",
        b"link nowhere": b"/nowhere/at/all",
    }
    for name, target in targets.items():
        os.symlink(target, tree.path(name))
        tree.skipped[name] = "link"


def _special(tree: Tree) -> None:
    os.mkfifo(tree.path(b"pipe"))
    tree.skipped[b"pipe"] = "pipe"
    here = os.open(tree.root, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(f"/proc/self/fd/{here}/s")  # however long the folder's own path is
    os.close(here)
    tree.skipped[b"s"] = "socket"
    try:
        os.mknod(tree.path(b"device"), stat.S_IFCHR | 0o600, os.makedev(1, 3))
    except PermissionError:
        return  # only root may; the table is complete there
    tree.skipped[b"device"] = "device"


def _linked_hard(tree: Tree) -> None:
    tree.write(b"hard 1", b"one file under three names")
    os.mkdir(tree.path(b"folder"))
    for name in (b"hard 2", b"folder/hard 3"):
        os.link(tree.path(b"hard 1"), tree.path(name))
        tree.files[name] = tree.files[b"hard 1"]


def _deep(tree: Tree) -> None:
    here = os.open(tree.root, os.O_RDONLY)
    parts = [b"deep"] + [b"folder %03d" % level for level in range(DEEP)]
    for part in parts:
        os.mkdir(part, dir_fd=here)
        below = os.open(part, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    descriptor = os.open(b"bottom.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here)
    os.write(descriptor, b"at the bottom")
    os.close(descriptor)
    os.close(here)
    tree.files[b"/".join([*parts, b"bottom.txt"])] = b"at the bottom"
