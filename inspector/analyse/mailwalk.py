"""The parts of a parsed mail in reading order, each with the role it plays."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from typing import cast

from inspector.analyse.mailpart import Part


class Role(Enum):
    """What a part is for.

    A LETTER is a mail or a forwarded mail (its headers matter); a REPORT a block of a delivery report; a TWIN the HTML
    form of what also stands there in plain words; PACKED a forwarded mail in an encoding its kind does not allow.
    """

    LETTER = auto()
    REPORT = auto()
    TEXT = auto()
    TWIN = auto()
    PACKED = auto()
    ATTACHED = auto()


def walk(root: Part) -> Iterator[tuple[Part, Role]]:
    """Every letter, text and attachment below `root`, without recursion."""
    waiting: list[tuple[Part, Role]] = [(root, Role.LETTER)]
    while waiting:
        part, role = waiting.pop()
        if role in (Role.LETTER, Role.REPORT, Role.PACKED):
            yield part, role
        if part.is_multipart():
            children = cast("list[Part]", part.get_payload())
            waiting += [(child, _role(part, child, children)) for child in reversed(children)]
        elif role is Role.TWIN:
            yield part, role
        elif role in (Role.LETTER, Role.TEXT):
            yield part, Role.TEXT if _is_text(part) else Role.ATTACHED


def _role(parent: Part, child: Part, children: list[Part]) -> Role:
    if parent.get_content_type() == "message/delivery-status":
        return Role.REPORT
    if parent.get_content_maintype() == "message":
        return Role.PACKED if _encoding(parent) == "base64" and not child.keys() else Role.LETTER
    if child.get_content_type() == "text/html" and _has_plain_form(parent, children):
        return Role.TWIN
    return Role.TEXT


def _has_plain_form(parent: Part, children: list[Part]) -> bool:
    return parent.get_content_type() == "multipart/alternative" and any(
        each.get_content_type() == "text/plain" and not each.is_multipart() and str(each.get_payload() or "").strip()
        for each in children
    )


def _is_text(part: Part) -> bool:
    """Whether a leaf is to be read in line; a broken multipart shows itself as text rather than not at all."""
    if part.get_content_maintype() == "multipart":
        return True
    attached = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_maintype() == "text" and not attached


def _encoding(part: Part) -> str:
    return str(part.get("content-transfer-encoding", "")).lower()
