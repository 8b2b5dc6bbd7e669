"""What one errand tells of a file and of everything inside it, followed word by word.

A worker goes depth first: of the contents it has begun, each lies in the one before it. So they form a stack, with the
file itself at the bottom, and every word must be about the one on top. Whatever else it says is a lie (ValueError).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from inspector.analyse.told import Identity, Told
from inspector.domain.content import Analysis, Failure, Kind
from inspector.source import told
from inspector.source.told import Described, Telling, Whole
from inspector.store.contents import Outcome
from inspector.store.members import LISTED, READ, Spot, Unfolded
from inspector.work import Values


class Stage(Enum):
    """How far a content has come."""

    FOUND = auto()
    LOOKING = auto()
    CLOSED = auto()  # a container that was read itself and not opened yet
    OPEN = auto()


@dataclass(slots=True, eq=False)
class Node:
    """One content under way; `settled` are the locators inside it that are done with.

    Of a `resumed` one an earlier run had come as far as some of its members; those of an `apart` one are read for
    themselves.
    """

    number: int
    spot: Spot
    stage: Stage = Stage.FOUND
    whole: Whole | None = None
    analysis: Analysis | None = None
    described: Described | None = None
    telling: Telling | None = None
    failures: list[Failure] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)
    resumed: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Asks:
    """What is asked of the pipeline: each call comes in a thread of the engine.

    `wanted`: is the content of a node to be looked into; `inside`: are the members of a container to be told now;
    `arrived`: the spot of a member, None when it is not to be read; `emit`: takes the outcome of a member.
    """

    wanted: Callable[[Node, Identity], bool]
    inside: Callable[[Node, Described], bool]
    arrived: Callable[[Node, Values], Spot | None]
    emit: Callable[[Outcome, Node], None]


class Follower:
    """Follows one errand. `analysed` marks contents that were looked into; `most` bounds the members."""

    def __init__(self, root: Spot, asks: Asks, analysed: str, most: int) -> None:
        self.root = Node(0, root)
        self.media: dict[str, object] | None = None
        self.members = 0
        self.ended = 0
        self._begun_at = -1  # so many had ended when the worker of now began
        self._open = [self.root]
        self._unfinished: dict[tuple[str, ...], Node] = {}  # containers that a lost worker had begun
        self._asks = asks
        self._analysed = analysed
        self._most = most

    def within(self) -> None:
        """Members of the file itself are told, which was opened before: the words about it are not heard again."""
        self.root.stage = Stage.OPEN

    def hear(self, part: Values) -> bool:
        """Takes one word; answers it. Raises ValueError for a lie."""
        match part:
            case {"node": int(number), "in": int(within), "member": dict(member)} if len(part) == 3:
                return self._member(number, within, member)
            case {"node": int(number), **rest} if len(rest) == 1:
                ((word, content),) = rest.items()
                stage, heard = self._words().get(word, (None, None))
                if stage is not None and heard is not None:
                    return heard(self._top(number, stage), content)
            case {"words": list(words)} if len(part) == 1:
                return self._several(words)
            case {"media": media} if len(part) == 1:
                return self._media(media)
            case {"still": int()} if len(part) == 1:
                return True
        raise ValueError("unknown word")

    def _several(self, words: list[Values]) -> bool:
        """Takes words that were told together; those of a content that is not wanted are passed over."""
        answer, declined = True, None
        for word in words:
            if not isinstance(word, dict) or "words" in word:
                raise ValueError("not a word")
            if declined is None or word.get("node") != declined:
                answer = self.hear(word)
                declined = declined if answer else word.get("node")
        return answer

    def _media(self, untrusted: object) -> bool:
        self.media = told.media(untrusted)
        self._differs(self.root, self.media)
        return True

    def _differs(self, node: Node, media: object) -> None:
        """A container that does not hold what its own digests say has failed so."""
        if not isinstance(media, dict):
            return
        if media.get("ok") is False:
            node.failures.append(Failure("image_differs", self._reader(node)))
        elif "failure" in media:
            reader = self._reader(node)
            flaw = (
                told.unread(media["failure"], reader) if media.get("stored") == {} else Failure("image_unread", reader)
            )
            node.failures += () if flaw in node.failures else (flaw,)

    def _words(self) -> dict[str, tuple[Stage, Callable[[Node, object], bool]]]:
        """Each word about one content: how far that must have come, and what hears it."""
        return {
            "identity": (Stage.FOUND, self._identity), "failed": (Stage.FOUND, self._failed),
            "looked": (Stage.LOOKING, self._looked), "container": (Stage.CLOSED, self._container),
            "about": (Stage.OPEN, self._about),
        }  # fmt: skip

    @property
    def inside(self) -> bool:
        """Whether the file itself was read and is a container, and of that the last word has not been heard."""
        return self.root.stage in {Stage.CLOSED, Stage.OPEN}

    @property
    def told_all(self) -> bool:
        """Whether the last word about a container has been heard: only the end of the errand is missing."""
        return self.root.telling is not None

    def go_on(self) -> None:
        """Another worker goes on: the file itself was read before, and is a container."""
        for depth in range(1, len(self._open)):
            path = self._path(self._open[: depth + 1])
            self._unfinished[path] = self._open[depth]
        self._open = [self.root]
        self.root.stage = Stage.CLOSED
        self._begun_at = self.ended

    def broke(self, failure: Failure) -> bool:
        """The worker was lost: whatever it had in hand failed so. Whether there is more inside to go on with.

        That may have been a small member it had not told of yet. The next worker tells the first ones each for itself;
        only when that one gets no further at all, the container is to blame.
        """
        node = self._open[-1]
        if node.stage is Stage.OPEN and self.ended != self._begun_at:
            return True
        if node is self.root:
            self._break_root(failure)
            return self.root.stage is Stage.CLOSED
        if node.stage is Stage.LOOKING:
            node.analysis = Analysis(failures=(failure,))
        else:
            node.failures.append(failure)
        self._settle(node)
        return True

    def _break_root(self, failure: Failure) -> None:
        root = self.root
        if root.stage is Stage.LOOKING:
            root.analysis = Analysis(failures=(failure,))
            root.stage = Stage.CLOSED if root.whole and root.whole.reader else Stage.FOUND
        else:
            root.failures.append(failure)
            root.stage = Stage.FOUND

    def outcome(self) -> Outcome:
        """What came of the file itself."""
        return self._outcome(self.root)

    def _top(self, number: int, stage: Stage) -> Node:
        node = self._open[-1]
        if node.number != number or node.stage is not stage:
            raise ValueError("not its turn")
        return node

    def _member(self, number: int, within: int, untrusted: Values) -> bool:
        above = self._top(within, Stage.OPEN)
        self.members += 1
        if number <= 0 or self.members > self._most:
            raise ValueError("too many members")
        spot = self._asks.arrived(above, untrusted)
        if spot is None or spot.entry is None:
            return False
        node = self._begun(number, spot)
        self._open.append(node)
        if spot.entry.failure:
            node.failures.append(Failure(spot.entry.failure, self._reader(above)))
            self._settle(node)
            return False
        return True

    def _begun(self, number: int, spot: Spot) -> Node:
        """A new node, which goes on where a lost worker had come with it."""
        assert spot.entry is not None
        begun = self._unfinished.pop((*self._path(self._open), spot.entry.locator), None)
        if begun is None:
            return Node(number, spot)
        return Node(number, begun.spot, settled=begun.settled, resumed=begun.resumed)

    def _path(self, nodes: list[Node]) -> tuple[str, ...]:
        return tuple(node.spot.entry.locator for node in nodes[1:] if node.spot.entry)

    def _identity(self, node: Node, untrusted: object) -> bool:
        node.whole = whole = Whole.from_values(untrusted)
        if whole.flaw:
            node.failures.append(whole.flaw)
        if self._asks.wanted(node, whole.identity):
            node.stage = Stage.LOOKING
            return True
        self._whole(node)
        return False

    def _looked(self, node: Node, untrusted: object) -> bool:
        node.analysis = Told.from_values(untrusted).analysis
        self._whole(node)
        return True

    def _whole(self, node: Node) -> None:
        """A content was read and looked into as far as it will be; what is no container is settled with that."""
        assert node.whole is not None
        node.stage = Stage.CLOSED
        if not node.whole.reader:
            self._settle(node)

    def _container(self, node: Node, untrusted: object) -> bool:
        node.described = described = Described.from_values(untrusted)
        if node.whole is not None and node.whole.reader != described.reader:
            raise ValueError("another reader")
        if self._asks.inside(node, described):
            node.stage = Stage.OPEN
            return True
        node.apart = True
        self._settle(node)
        return False

    def _about(self, node: Node, untrusted: object) -> bool:
        node.telling = Telling.from_values(untrusted, self._reader(node))
        node.failures += node.telling.failures
        self._differs(node, node.telling.facts.get("media"))
        self._settle(node)
        return True

    def _failed(self, node: Node, untrusted: object) -> bool:
        node.failures.append(told.failed(untrusted))
        self._settle(node)
        return True

    def _settle(self, node: Node) -> None:
        """A content is done with; of the file itself the end of the errand tells that."""
        if node is self.root:
            node.stage = Stage.FOUND
            return
        self._open.remove(node)
        self.ended += 1
        assert node.spot.entry is not None
        self._open[-1].settled.add(node.spot.entry.locator)
        self._asks.emit(self._outcome(node), node)

    def _outcome(self, node: Node) -> Outcome:
        item = node.spot.item if node is self.root and node.spot.item is not None else node.spot
        failures = tuple(node.failures)
        if node.whole is None:
            return Outcome(item, None, failures=failures or (Failure("bad_reply", told.UNFOLD),))
        identity = node.whole.identity
        kind = Kind.ARCHIVE if node.whole.reader and identity.kind is Kind.OTHER else identity.kind
        outcome = Outcome(item, identity.digests, identity.mime, kind, failures=failures)
        if node.analysis is not None:
            outcome = replace(outcome, analysis=node.analysis, analysed=self._analysed)
        return replace(outcome, unfolded=self._unfolded(node))

    def _unfolded(self, node: Node) -> Unfolded | None:
        described, telling = node.described, node.telling
        media = self.media if node is self.root else None
        if described is None or (telling is None and not node.failures and not media):
            return None  # its members were not told now
        facts, text = (telling.facts, telling.text) if telling else ({}, None)
        if media is not None:
            facts = {**facts, "media": media}
        state = LISTED if node.apart else READ
        return Unfolded(described.reader, described.version, state, facts, text)

    def _reader(self, node: Node) -> str:
        return node.described.reader if node.described else told.UNFOLD
