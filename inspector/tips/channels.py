"""The channels by which tips come in: proposals out of resources/channels; a tip's channel may be any text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspector.domain.fault import InputFault
from inspector.place import resource


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel: `id` is recorded with the tip, `label` holds "vi" and "en", `speech` brings no file."""

    id: str
    label: Mapping[str, str]
    speech: bool


def channels(folder: Path | None = None) -> list[Channel]:
    """The proposed channels of every file of the folder, in their order; raises InputFault "tip_channels_broken"."""
    found: dict[str, Channel] = {}
    for path in sorted((folder or resource("channels")).glob("*.toml")):
        for channel in _read(path):
            if found.setdefault(channel.id, channel) is not channel:
                raise InputFault("tip_channels_broken", file=path.name)
    return list(found.values())


def _read(path: Path) -> list[Channel]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return [_channel(each) for each in data["channel"]]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise InputFault("tip_channels_broken", file=path.name) from error


def _channel(data: Mapping[str, Any]) -> Channel:
    if set(data) != {"id", "label", "speech"} or set(data["label"]) != {"vi", "en"}:
        raise TypeError("a channel")
    if not isinstance(data["id"], str) or not data["id"] or not isinstance(data["speech"], bool):
        raise TypeError("a channel")
    return Channel(data["id"], dict(data["label"]), data["speech"])
