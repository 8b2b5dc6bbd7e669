"""Records of pictures with fingerprints and cameras, as the pipeline stores them; nothing is drawn."""

from __future__ import annotations

from typing import Any

from inspector.domain.content import Analysis, Digests, Finding, Fingerprint, Kind
from inspector.links.grouping import Grouping
from inspector.store.contents import Outcome
from tests import ready

Camera = dict[str, object]


def picture(mark: int | None, *, side: int = 100, quality: int = 100, camera: Camera | None = None) -> Analysis:
    """What the analysers tell of a picture with that fingerprint, a number of 256 bits."""
    findings = (Finding("exif", "2", {}, camera),) if camera else ()
    told = None if mark is None else Fingerprint(mark.to_bytes(32, "big"), quality)
    return Analysis(findings=findings, fingerprint=told, width=side, height=side)


class Pictures(ready.Register):
    """A case that pictures are stored in, each under a name of its own."""

    def put(self, name: str, mark: int | None, content: bytes = b"", **told: Any) -> int:
        """One picture; gives its item."""
        return self.read(name.encode(), content or name.encode(), analysis=picture(mark, **told))

    def copy(self, name: str, content: bytes) -> int:
        """Another occurrence of what is known already."""
        (item,) = self.listed(name.encode())
        self.keep(Outcome(item, ready.digests(content), "image/jpeg", Kind.IMAGE))
        return item

    def content(self, item: int) -> int:
        """The content an item holds."""
        row = self.workspace.reader().execute("SELECT content FROM item WHERE id = ?", (item,)).fetchone()
        return int(row[0])

    def groups(self) -> dict[str, tuple[str | None, int]]:
        """Each picture by name with the one that leads it, and the bits between both."""
        rows = self.workspace.reader().execute(
            "SELECT mine.path, lead.path, distance FROM near_group"
            " JOIN item mine ON mine.content = near_group.content AND mine.casefile = near_group.casefile"
            " LEFT JOIN item lead ON lead.content = leader AND lead.casefile = near_group.casefile"
            " WHERE near_group.casefile = ? ORDER BY mine.id, lead.id DESC",
            (self.case.id,),
        )
        return {mine.decode(): (lead and lead.decode(), distance) for mine, lead, distance in rows}


def settle(case: Pictures) -> None:
    """Puts all that waits into groups."""
    for _ in Grouping(case.workspace, case.case.id).to_the_end():
        pass


def digests(content: bytes) -> Digests:
    """The digests of a content."""
    return ready.digests(content)
