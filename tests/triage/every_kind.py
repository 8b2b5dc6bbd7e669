"""One sound container of every kind there is a reader for, out of the examples of the readers' own tests."""

from __future__ import annotations

import inspect
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from inspector.source.containers.archive.packed import Packed
from tests.source.container_contract import ContainerContract, Example
from tests.source.packers import laid_out, run, seven_zip


@cache
def examples() -> list[tuple[str, Example]]:
    """Name of the reader and example, those of one reader together."""
    found = []
    for path in sorted((Path(__file__).parent.parent / "source").glob("test_*.py")):
        for kind in vars(import_module(f"tests.source.{path.stem}")).values():
            if inspect.isclass(kind) and issubclass(kind, ContainerContract) and kind.__module__.endswith(path.stem):
                made = _made(kind)
                found += [(made.reader.name, example) for example in made.examples()]
    return found


def one_of_each() -> dict[str, Example]:
    """The ordinary example of every reader."""
    first: dict[str, Example] = {}
    for name, example in examples():
        first.setdefault(name, example)
    return first


def _made(kind: type[ContainerContract]) -> ContainerContract:
    made: Any = kind()
    if kind.reader is Packed:  # what these tests have made once for all of them
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            made.seven = seven_zip(folder, "a.7z")
            made.locked = seven_zip(folder, "b.7z", "-psecret", "-mhe=on")
            run(laid_out(folder), "genisoimage", "-quiet", "-J", "-R", "-o", str(folder / "a.iso"), ".")
            made.disc = (folder / "a.iso").read_bytes()
    return cast("ContainerContract", made)
