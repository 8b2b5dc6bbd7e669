"""The colours of the window, light and dark: quiet greys, one accent, red, amber and green kept for their meanings."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tones:
    """Colours as `#rrggbb`. Text reaches 4.5 : 1 and marks 3 : 1 on every ground they are used on.

    `ground` lies behind everything, `panel` holds lists and forms, `raised` fills fields and tables. `danger` is for
    known-illegal matches, failures and destructive acts only; `warning` for waiting; `verified` for verified.
    """

    dark: bool
    ground: str
    panel: str
    raised: str
    hover: str
    line: str
    line_strong: str
    text: str
    quiet: str
    faint: str
    accent: str
    on_accent: str
    chosen: str
    danger: str
    danger_ground: str
    warning: str
    warning_ground: str
    verified: str
    tile: str
    categories: tuple[str, ...]

    def category(self, place: int) -> str:
        """The colour of the category that stands at `place` (from 0) in its scheme."""
        return self.categories[place % len(self.categories)]


LIGHT = Tones(
    dark=False,
    ground="#eceef1",
    panel="#f6f7f9",
    raised="#ffffff",
    hover="#e3e6ea",
    line="#d8dce2",
    line_strong="#7f8894",
    text="#1d2228",
    quiet="#545d68",
    faint="#7b8591",
    accent="#0b6e80",
    on_accent="#ffffff",
    chosen="#cfe8ec",
    danger="#b3261e",
    danger_ground="#fbeae8",
    warning="#8a5800",
    warning_ground="#fbf1dd",
    verified="#1b6b3a",
    tile="#dfe2e6",
    categories=(
        "#a5303a", "#b4541a", "#8c6a00", "#5d7a1f", "#1f7a5c",
        "#1c7391", "#3d62b3", "#6b50ae", "#96458e", "#5f6b78",
    ),
)  # fmt: skip

DARK = Tones(
    dark=True,
    ground="#17191c",
    panel="#1d2024",
    raised="#24282d",
    hover="#2b3036",
    line="#33393f",
    line_strong="#707a85",
    text="#e2e5e9",
    quiet="#a5adb7",
    faint="#7d8691",
    accent="#52b4c6",
    on_accent="#0a1a1e",
    chosen="#1d4149",
    danger="#f08a80",
    danger_ground="#3a2321",
    warning="#e0ac4a",
    warning_ground="#372c18",
    verified="#6cc38c",
    tile="#2a2e34",
    categories=(
        "#e5727b", "#e2895a", "#cfa63c", "#9cba58", "#5dbb98",
        "#5cb3d1", "#83a3ea", "#ad94e8", "#d385ca", "#98a4b1",
    ),
)  # fmt: skip
