"""One item through the workers: opened, read once, and turned into what the store keeps."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from inspector.analyse.bounds import LOOK
from inspector.analyse.told import Identity, Told
from inspector.domain.content import Analysis, Digests, Failure
from inspector.domain.entry import Entry
from inspector.source import Source
from inspector.store import contents
from inspector.store.connection import Connection
from inspector.store.contents import Outcome, Waiting
from inspector.triage.engine import Engine
from inspector.work import Values, WorkFailure

READER = "look"
# A sparse file of this apparent size that takes less than a 200th of it on the drive is a bomb, not a disk.
_SPARSE_SIZE = 64 * 1024**3
_SPARSE_RATIO = 200


@dataclass(slots=True)
class Errand:
    """One item on its way: what was told before the end came, whatever end that is.

    `before` is how the file stood when it was opened; `broke`, how a first reading ended its worker, when this is the
    second one; `known`, that its content was looked into before.
    """

    item: Waiting
    future: Future[Values] = field(default_factory=Future)
    part: Values | None = None
    read: int = 0
    before: Entry | None = None
    broke: Failure | None = None
    known: bool = False


class Reading:
    """Sends items of one source to the workers and reads what comes back.

    What was looked into before is not looked into again, and of equal contents under way at once only the first is.
    `reader` gives a connection for the thread that asks; `version` marks the analysed contents.
    """

    def __init__(self, source: Source, engine: Engine, reader: Callable[[], Connection], version: str) -> None:
        self._source = source
        self._engine = engine
        self._reader = reader
        self._version = version
        self._leaders: dict[bytes, Errand] = {}
        self._looked_into: set[bytes] = set()  # and not in the store yet, which answers for the rest
        self._turn = threading.Lock()

    def send(self, item: Waiting) -> Errand:
        """Starts reading one item."""
        errand = Errand(item)
        errand.future = self._submit(errand, "full")
        return errand

    def send_again(self, errand: Errand) -> Errand:
        """A second reading for the digests alone, after the first broke its worker before it had them, or lied."""
        error = errand.future.exception()
        second = Errand(errand.item, broke=_failure(error) if error else Failure("bad_reply", READER))
        second.future = self._submit(second, "digests")
        return second

    def _submit(self, errand: Errand, want: str) -> Future[Values]:
        request = {"name_suffix": suffix(errand.item.path), "want": want}
        return self._engine.submit(
            LOOK,
            lambda: self._open(errand),
            request,
            on_part=lambda part: self._part(errand, part),
            on_beat=lambda done: setattr(errand, "read", done),
        )

    def _open(self, errand: Errand) -> int:
        state = errand.before = self._source.state(errand.item.path)
        if state.size > _SPARSE_SIZE and state.allocated * _SPARSE_RATIO < state.size:
            raise SparseBombError
        return self._source.open(errand.item.path)

    def _part(self, errand: Errand, part: Values) -> bool:
        """Keeps the digests; whether the content is to be looked into. Called in a thread of the engine.

        A worker tells them once: one that names content after content would hold up whoever comes with these.
        """
        if errand.part is not None:
            raise WorkFailure("bad_reply")
        errand.part = part
        sha256 = part.get("sha256")
        if not isinstance(sha256, bytes):
            return False
        with self._turn:
            known = sha256 in self._looked_into or contents.analysed(self._reader(), sha256)
            if errand.broke:
                errand.known = known
                return False
            return not known and self._leaders.setdefault(sha256, errand) is errand

    def led(self, sha256: bytes, errand: Errand) -> bool:
        """Whether another errand is looking into the same content now."""
        with self._turn:
            return self._leaders.get(sha256, errand) is not errand

    def ended(self, errand: Errand, *, looked_into: bool) -> bytes | None:
        """Tells that an errand is over, and whether it looked into its content; gives the SHA-256 it led, if it did."""
        sha256 = (errand.part or {}).get("sha256")
        with self._turn:
            if not isinstance(sha256, bytes) or self._leaders.get(sha256) is not errand:
                return None
            del self._leaders[sha256]
            if looked_into:
                self._looked_into.add(sha256)
        return sha256

    def stored(self) -> None:
        """Tells that whatever was looked into lies in the store now."""
        with self._turn:
            self._looked_into.clear()

    def outcome(self, errand: Errand) -> Outcome | None:
        """What came of an errand that has ended; None when it has to be sent again for its digests.

        Of a worker that was caught talking nonsense nothing is believed, the digests it had told before included.
        """
        error = errand.future.exception()
        lied = isinstance(error, WorkFailure) and error.code == "bad_reply"
        if isinstance(error, WorkFailure) and (lied or errand.part is None) and not errand.broke:
            return None
        try:
            return self._read(errand, error) if errand.part and not lied else self._unread(errand, error)
        except ValueError:
            lie = Outcome(errand.item.id, None, failures=(Failure("bad_reply", READER),))
            return lie if errand.broke else None

    def _unread(self, errand: Errand, error: BaseException | None) -> Outcome:
        if error is not None:
            return Outcome(errand.item.id, None, failures=(_failure(error),))
        told = Told.from_values(errand.future.result())
        return Outcome(errand.item.id, None, failures=told.analysis.failures or (Failure("bad_reply", READER),))

    def _read(self, errand: Errand, error: BaseException | None) -> Outcome:
        identity = Identity.from_values(errand.part)
        whole = Outcome(errand.item.id, identity.digests, identity.mime, identity.kind)
        whole = replace(whole, failures=tuple(self._changed(errand, identity.digests)))
        if error is not None:
            return self._looked(whole, Analysis(failures=(_failure(error),)))
        if errand.broke and not errand.known:
            return self._looked(whole, Analysis(failures=(errand.broke,)))
        if not errand.future.result():
            return whole
        return self._looked(whole, Told.from_values(errand.future.result()).analysis)

    def _looked(self, outcome: Outcome, analysis: Analysis) -> Outcome:
        return replace(outcome, analysis=analysis, analysed=self._version)

    def _changed(self, errand: Errand, digests: Digests) -> list[Failure]:
        """Whether the file stands now as it stood when it was opened and listed, and was read whole."""
        item, before = errand.item, errand.before
        try:
            now = self._source.state(item.path)
        except OSError:
            return [Failure("changed", "source")]
        steady = before is not None and before.same_state(now)
        if steady and (item.size, item.modified_ns, item.size) == (now.size, now.modified_ns, digests.size):
            return []
        return [Failure("changed", "source")]


class SparseBombError(OSError):
    """A file that unfolds from nothing to a size no reading would end."""


def suffix(path: bytes) -> str:
    """The last suffix of a name in lower case, where it is short and plain; else an empty string."""
    name = path.rsplit(b"/", 1)[-1]
    _, dot, last = name.rpartition(b".")
    plain = last.lower()
    if not dot or len(plain) > 15 or not plain.isalnum() or not plain.isascii():
        return ""
    return "." + plain.decode("ascii")


_OPENING = (
    (SparseBombError, "sparse"),
    (FileNotFoundError, "vanished"),
    (PermissionError, "unreadable"),
    (OSError, "read_error"),
)


def _failure(error: BaseException | None) -> Failure:
    if isinstance(error, WorkFailure):
        return Failure(error.code, READER, error.detail)
    for kind, code in _OPENING:
        if isinstance(error, kind):
            return Failure(code, "source")
    return Failure("crashed", READER)
