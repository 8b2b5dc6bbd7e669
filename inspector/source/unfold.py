"""The task of the workers: read a file once, look into it, and do the same with everything that lies inside it.

What it tells, node 0 being the file itself (`inspector.triage.telling` checks every word of it):

    {node, in, member}     a member was found; answered: is it to be read
    {node, identity}       it was read to its end; answered: is it to be looked into
    {node, looked}         what the analysers told
    {node, container}      it holds members; answered: are they to be told now
    {node, about}          what the container tells of itself, after the last of its members
    {node, failed}         it could not be read
    {members}              some members of a container that is only listed
    {piece}                some bytes of an item that is copied out
    {words}                several of the above of small members: each as if all before had been answered yes
    {media}                whether a container that carries digests of its own holds what they say
    {still}                nothing new, but work goes on
"""

from __future__ import annotations

import errno
import io
import time
from collections.abc import Callable
from contextlib import closing, suppress
from typing import BinaryIO

from inspector.analyse import look
from inspector.analyse.filetype import FileType
from inspector.analyse.look import Seen
from inspector.analyse.unreadable import Unreadable, reason
from inspector.domain.content import Kind
from inspector.source import chain, program
from inspector.source.beside import Beside
from inspector.source.blame import Blaming
from inspector.source.bounds import PIECE, UNFOLD
from inspector.source.chain import Opening
from inspector.source.container import About, Container, Head, Sealed
from inspector.source.listing import about_of, tell_all, walked
from inspector.source.member import Member
from inspector.source.metered import Account, Crossed, Metered
from inspector.source.opened import Inside, Opened
from inspector.source.order import Order, suffix
from inspector.source.parcel import Parcel
from inspector.source.readers import IMAGE, loaded, reader_for
from inspector.source.tellable import about_values, described, member_values
from inspector.work import Channel, FileChannel, Values

TASK = UNFOLD
_STILL_S = 30.0
_OF_DAMAGE = frozenset({None, errno.EINVAL, errno.EOVERFLOW})
"""Numbers of errors from seeking where nothing is, or raised by a decoder."""
_FILMS = frozenset({Kind.VIDEO, Kind.AUDIO})
_COSTLY = _FILMS | {Kind.IMAGE}
_SMALL = 64 << 10
_ALONE = 64
"""So many small members are told each for itself behind one that broke a worker."""


def warm() -> None:
    """Loads every reader and decoder and uses what must be used before the worker locks itself in."""
    look.warm()
    loaded()


def unfold(file: BinaryIO, request: Values, channel: FileChannel) -> Values:  # noqa: ARG001 - the files come in the channel
    """Does what `request` (see Order) asks; raises nothing but what `channel` raises."""
    order, channel = Order.from_values(request), Parcel(Blaming(channel))
    how = Opening(order.passwords, order.budget.held, beating(channel))
    if order.locators or order.names:
        unfolding = Unfolding(order, how, channel)
        (unfolding.together if order.locators else unfolding.abreast)()
        return {}
    try:
        item, member = chain.opened(channel.files, order.steps, how)
    except Exception as error:  # noqa: BLE001 - libraries raise whatever hostile bytes make them raise
        channel.tell({"node": 0, "failed": ["unfold", *reason(error)]})
        return {}
    if order.want == "copy":
        _copy(item, channel)
    elif order.want == "list":
        tell_all(item, order, how, channel)
    else:
        Unfolding(order, how, channel).begin(item, member)
    return {}


def beating(channel: FileChannel) -> Callable[[], None]:
    """A sign of life for whoever asks now: containers stay open for later errands, each with a channel of its own."""
    kept = channel.files.kept
    kept["channel"] = channel

    def beat() -> None:
        now: Channel = kept["channel"]  # type: ignore[assignment]  # kept by no one else
        now.beat(0)

    return beat


def _copy(item: BinaryIO, channel: FileChannel) -> None:
    try:
        while block := item.read(PIECE):
            if not channel.tell({"piece": block}):
                return
    except (OSError, Unreadable) as error:
        channel.tell({"node": 0, "failed": ["unfold", *reason(error)]})


class Unfolding:
    """One item with everything inside it, told in the order in which it lies there."""

    def __init__(self, order: Order, how: Opening, channel: Parcel) -> None:
        self._order = order
        self._how = how
        self._channel = channel
        self._all = self._fresh()
        self._next = 1
        self._identified = -1
        self._before = 0
        self._alone = _ALONE if order.go_on else 0
        self._unasked = -1  # the node of a small member that is read before it was asked whether it is wanted

    def begin(self, item: BinaryIO, member: Member | None) -> None:
        """Tells the item itself, and what is in it."""
        order = self._order
        told = member or Member(order.name, "")
        name, mime = order.name.rpartition(b"/")[2], order.mime or told.mime
        if order.go_on:
            self._go_on(item, Head(b"", mime, name, told.size))
            return
        again = lambda: self._again(order)  # noqa: E731
        try:
            size = chain.length(item) if member is None and item.seekable() else told.size
            whole = Opened(item, Head(b"", mime, name, size), again, self._more, order.part, order.segment)
            self._content(0, whole, self._all, bare=not order.steps)
        except (Crossed, OSError, Unreadable) as error:
            self._failed(0, "unfold" if order.steps else "digest", error)

    def together(self) -> None:
        """Tells some members of a container; those that are not found there are asked for again, each by itself."""
        order = self._order
        try:
            container = chain.container_of(self._channel.files, order.steps, self._how)
        except Exception:  # noqa: BLE001 - as above
            return
        for locator in order.locators:
            try:
                member = chain.at(container, locator)
            except Exception:  # noqa: BLE001, S112 - as above
                continue
            self._each(container, member)
        self._channel.rest()

    def abreast(self) -> None:
        """Tells files that were handed over together, as members of nothing; their locators are their numbers.

        There may be fewer of them than names.
        """
        files = self._channel.files
        for number, (file, name) in enumerate(zip((files.first, *files.more), self._order.names, strict=False)):
            node, self._next = self._next, self._next + 1
            self._later(node, 0, Member(name, str(number)))
            whole = Opened(file, Head(b"", "", name.rpartition(b"/")[2], None), None)
            try:
                self._content(node, whole, self._fresh(), bare=True)
            except (Crossed, OSError, Unreadable) as error:
                self._failed(node, "digest", error)
        self._channel.rest()

    def _fresh(self) -> Account:
        order = self._order
        return Account(None, order.entries, order.left, order.deep, "budget_unfolded")

    def _each(self, container: Container, member: Member) -> None:
        with suppress(Crossed):
            self._member(0, container, member, self._fresh(), Beside(None, 0))

    def _again(self, order: Order) -> BinaryIO:
        return chain.opened(self._channel.files, order.steps, self._how)[0]

    def _go_on(self, item: BinaryIO, head: Head) -> None:
        """A container that was read itself before its worker was lost: straight to its members."""
        try:
            file = chain.sought(item, self._how.held)
            known = chain.head_of(file, head.name, chain.length(file))
            reader = reader_for(known)
        except Exception as error:  # noqa: BLE001 - as above
            self._failed(0, "unfold", error)
            return
        if reader is not None:
            self._inside(0, Inside(reader, file, known, item.seekable(), self._more()), self._all)

    def _content(self, node: int, opened: Opened, account: Account, *, bare: bool = False) -> None:
        """Reads one content, tells it and what is in it; raises what keeps it from being read, and Crossed."""
        readers: list[type[Container] | None] = [None]
        file, head = opened.file, opened.head
        sought = file.seekable()

        def room(found: FileType, start: bytes) -> int:
            readers[0] = self._reader(Head(start, found.mime, head.name, head.size), opened)
            more = self._reads and (found.kind is Kind.IMAGE or program.promises(start, head.size))
            held = self._how.held if readers[0] or more or found.kind in _FILMS else 0
            full = look.room(found, start, suffix(head.name)) if self._order.want == "full" else 0
            return max(full, 0 if sought else held)

        meter = Metered(file, account.unfolded)
        stream: BinaryIO = file if bare else io.BufferedReader(meter)
        seen = look.read(stream, suffix(head.name), room, self._beat, head.mime)
        self._before += seen.reading.digests.size
        known = Head(seen.start, seen.type.mime, head.name, seen.reading.digests.size, *self._behind(file, seen))
        if known.further or known.tail:
            readers[0] = self._reader(known, opened)
        if self._unasked == node and (readers[0] is not None or seen.type.kind in _COSTLY):
            self._unasked = -1
            if not self._channel.send():
                return
        self._identify(node, seen, readers[0], meter.flaw, file if sought else None)
        if readers[0] is not None:
            inside = Inside(readers[0], opened.source(seen, readers[0]), known, sought, opened.more())
            self._inside(node, inside, account)

    @property
    def _reads(self) -> bool:
        """Whether containers are to be opened at all."""
        return self._order.want != "digests"

    def _reader(self, head: Head, opened: Opened) -> type[Container] | None:
        reader = reader_for(head) if self._reads and not opened.part else None
        return None if reader is not None and opened.segment and reader.name == IMAGE else reader

    def _behind(self, file: BinaryIO, seen: Seen) -> tuple[tuple[tuple[int, bytes], ...], bytes]:
        """What lies behind a program or a picture that was read; of a stream, as far as its bytes were kept."""
        if not self._reads:
            return (), b""
        kept = seen.reading.kept
        source = file if file.seekable() else None if kept is None else io.BytesIO(kept)
        return chain.further(source, seen.start, seen.reading.digests.size), chain.tail(source, seen.type.mime)

    def _identify(
        self, node: int, seen: Seen, reader: type[Container] | None, flaw: tuple[str, str] | None, file: BinaryIO | None
    ) -> None:
        told = {**seen.identity(), "reader": reader.name if reader else "", "flaw": list(flaw) if flaw else None}
        self._identified = node
        if self._unasked == node:
            self._channel.later({"node": node, "identity": told}, 0)
            looked = look.into(seen, file, self._channel)
            self._channel.later({"node": node, "looked": looked}, len(looked.get("text", "")))
        elif self._channel.tell({"node": node, "identity": told}) and self._order.want == "full":
            self._channel.tell({"node": node, "looked": look.into(seen, file, self._channel)})

    def _inside(self, node: int, inside: Inside, account: Account) -> None:
        """Tells the members of a container, and at last what it tells of itself."""
        told = described(inside.reader, inside.head, inside.more, sought=inside.sought)
        if not self._channel.tell({"node": node, "container": told}):
            if self._order.listed and node == 0:
                self._verify(inside)
            return
        if account.deep >= self._order.budget.depth:
            self._about(node, About(failures=(("budget_depth", ""),)))
            return
        try:
            container = inside.opened(self._how)
        except Exception as error:  # noqa: BLE001 - as above
            self._about(node, About(failures=(reason(error),)))
            return
        again = (lambda: inside.opened(self._how)) if container.direct and inside.sought else None
        beside = Beside(again, self._how.held)
        with closing(beside):
            self._walk(node, container, inside.account(account, self._order), beside)

    def _more(self) -> tuple[BinaryIO, ...]:
        """The further segments of the item itself."""
        return chain.more_of(self._channel.files, self._order.steps, self._order.more, self._how)

    def _walk(self, node: int, container: Container, account: Account, beside: Beside) -> None:
        failures: list[tuple[str, str]] = []
        self._alone = max(self._alone, 1)  # the first answer tells whether an earlier run was here
        try:
            for member in walked(container, failures):
                account.entry()
                self._member(node, container, member, account, beside)
        except Crossed as crossed:
            failures.append((crossed.code, ""))
            if crossed.account is not account and (node or crossed.account is not self._all):
                self._about(node, self._told(container, failures))
                raise
        self._about(node, self._told(container, failures))

    def _told(self, container: Container, failures: list[tuple[str, str]]) -> About:
        media: dict[str, object] = {}
        if isinstance(container, Sealed) and self._order.want == "full":
            media = {"media": self._verified(container)}
        about = about_of(container, failures)
        return About({**about.facts, **media}, about.text, about.failures)

    def _verified(self, container: Sealed) -> dict[str, object]:
        try:
            return container.verify(self._still())
        except Exception as error:  # noqa: BLE001 - as above
            return {"failure": list(reason(error))}

    def _member(self, within: int, container: Container, member: Member, account: Account, beside: Beside) -> None:
        node, self._next = self._next, self._next + 1
        if not self._asked(node, within, member) or member.failure:
            return
        name = member.path.rpartition(b"/")[2]
        again = (lambda: container.open(member)) if container.direct else None
        try:
            head, more = Head(b"", member.mime, name, member.size), lambda: beside.more(member)
            part, segment = beside.is_part(member), beside.is_segment(member)
            opened = Opened(container.open(member), head, again, more, part, segment)
        except Exception as error:  # noqa: BLE001 - as above
            self._failed(node, container.name, error)
            return
        with closing(opened.file):
            try:
                self._content(node, opened, account)
            except Crossed as crossed:
                self._failed(node, container.name, crossed)
                raise
            except (OSError, Unreadable) as error:
                self._failed(node, container.name, error)

    def _asked(self, node: int, within: int, member: Member) -> bool:
        """Tells a member; whether it is to be read, which of small ones is not waited for."""
        small = member.failure or (member.size is not None and member.size <= _SMALL)
        if small and not self._alone and self._order.want == "full":
            self._later(node, within, member)
            return True
        wanted = self._channel.tell({"node": node, "in": within, "member": member_values(member)})
        self._alone -= wanted and self._alone > 0
        return wanted

    def _later(self, node: int, within: int, member: Member) -> None:
        """Tells a small member with what is read of it."""
        word = {"node": node, "in": within, "member": member_values(member)}
        self._channel.later(word, len(member.path))
        self._unasked = node

    def _failed(self, node: int, analyser: str, error: Exception) -> None:
        """Tells why a content could not be read; of one that was, what came later was told already."""
        if self._identified < node:
            self._channel.tell({"node": node, "failed": [analyser, *_why(error)]})

    def _about(self, node: int, about: About) -> None:
        self._channel.tell({"node": node, "about": about_values(about)})

    def _verify(self, inside: Inside) -> None:
        """Whether a container whose members are read one by one holds what its own digests say."""
        try:
            with closing(inside.opened(self._how)) as container:
                if isinstance(container, Sealed):
                    self._channel.tell({"media": self._verified(container)})
        except Unreadable:
            return  # it could not be opened to be listed either, which was told then
        except Exception as error:  # noqa: BLE001 - as above
            self._channel.tell({"media": {"failure": list(reason(error))}})

    def _beat(self, done: int) -> None:
        self._channel.beat(self._before + done)

    def _still(self) -> Callable[[], None]:
        """A sign of life that also holds off the deadline."""
        told_at = time.monotonic()

        def still() -> None:
            nonlocal told_at
            self._channel.beat(self._before)
            if time.monotonic() - told_at > _STILL_S:
                told_at = time.monotonic()
                self._channel.tell({"still": self._before})

        return still


def _why(error: Exception) -> tuple[str, str]:
    """Code and detail; of what the system says, that which damage brings about as well is no fault of the medium."""
    if isinstance(error, Crossed):
        return error.code, ""
    if isinstance(error, OSError) and error.errno not in _OF_DAMAGE:
        return "unreadable", type(error).__name__
    return reason(error)
