"""What the window remembers between two starts: language, theme, scheme, sizes and folds; never a path or a name."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from inspector.ui import measures
from inspector.ui.theme import THEMES
from inspector.words import LANGUAGES

_FILE = "window.json"
_WIDTHS = range(1200)


@dataclass(frozen=True, slots=True)
class Preferences:
    """Plain choices. Widths are in device-independent pixels."""

    language: str = "vi"
    theme: str = "light"
    scheme: str = "vn"
    tile: int = measures.TILES[1]
    filter_width: int = 272
    detail_width: int = 320
    filter_shown: bool = True
    detail_shown: bool = True
    folded: bool = False

    def checked(self) -> Preferences:
        """The same with every value that cannot be replaced by its default: the file may have been edited."""
        default = Preferences()
        wrong = {
            "language": self.language not in LANGUAGES,
            "theme": self.theme not in THEMES,
            "tile": self.tile not in measures.TILES,
            "filter_width": self.filter_width not in _WIDTHS,
            "detail_width": self.detail_width not in _WIDTHS,
        }
        return replace(self, **{name: getattr(default, name) for name, bad in wrong.items() if bad})


def load(folder: Path) -> Preferences:
    """The preferences kept in `folder`, or the defaults."""
    try:
        kept = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(kept, dict):
        return Preferences()
    default: dict[str, Any] = asdict(Preferences())
    known = {name: kept[name] for name, value in default.items() if type(kept.get(name)) is type(value)}
    return Preferences(**default | known).checked()


def save(folder: Path, preferences: Preferences) -> None:
    """Keeps them; a folder that cannot be written is no reason to stop anybody's work."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_text(json.dumps(asdict(preferences), indent=1), encoding="utf-8")
    except OSError:
        return
