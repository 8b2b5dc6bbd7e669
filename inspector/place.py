"""Where forms and resources lie: in the installed package first, in the source tree second."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The path of `resources/<name>`; raises FileNotFoundError when this copy of the program lacks it."""
    return _find("resources", name)


def form(name: str) -> Path:
    """The path of `forms/<name>.toml`; raises FileNotFoundError when there is no such form."""
    return _find("forms", f"{name}.toml")


def forms() -> list[str]:
    """The names of the forms that came with the program."""
    return sorted(path.stem for path in _find("forms", "").glob("*.toml"))


def _find(folder: str, name: str) -> Path:
    for root in (_PACKAGE, _PACKAGE.parent):
        path = root / folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"{folder}/{name}")
