"""Walking pyHanko's objects: its `get` and iteration hand out references, these hand out what they point to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_DEEPEST = 32


def entry(node: Any, key: str, otherwise: Any = None) -> Any:  # noqa: ANN401 (pyHanko's objects have no types)
    """The value of `key` in a dictionary or stream, `otherwise` when it has none."""
    return node[key] if key in node else otherwise  # noqa: SIM401 (see above)


def elements(array: Any) -> list[Any]:  # noqa: ANN401
    """The elements of an array."""
    return [array[place] for place in range(len(array))]


def content(node: Any) -> bytes:  # noqa: ANN401
    """The bytes of a stream, or of an array of streams one after the other."""
    if hasattr(node, "data"):
        return bytes(node.data)
    return b"\n".join(bytes(part.data) for part in elements(node))


def pages(root: Any) -> Iterator[Any]:  # noqa: ANN401
    """The pages below a catalogue, in order; raises ValueError for a page tree without end."""
    yield from _leaves(root["/Pages"], 0)


def _leaves(node: Any, depth: int) -> Iterator[Any]:  # noqa: ANN401
    if depth > _DEEPEST:
        raise ValueError("page tree too deep")
    if entry(node, "/Type") != "/Pages":
        yield node
        return
    for kid in elements(node["/Kids"]):
        yield from _leaves(kid, depth + 1)
