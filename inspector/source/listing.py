"""A whole container listed, with nothing of it read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from inspector.analyse.unreadable import Unreadable, reason
from inspector.source import chain
from inspector.source.bounds import A_BATCH
from inspector.source.chain import Opening
from inspector.source.container import About, Container
from inspector.source.member import Member
from inspector.source.metered import Account, Crossed
from inspector.source.order import Order
from inspector.source.readers import IMAGE, reader_for
from inspector.source.tellable import about_values, described, member_values
from inspector.work import FileChannel, Values


def tell_all(item: BinaryIO, order: Order, how: Opening, channel: FileChannel) -> None:
    """Tells that `item` is a container, and its members in batches; nothing when it is none that opens anywhere."""
    if order.part or not item.seekable():
        return
    try:
        head = chain.head_of(item, order.name.rpartition(b"/")[2], chain.length(item))
        reader = reader_for(head)
        more = chain.more_of(channel.files, order.steps, order.more, how)
    except (OSError, Unreadable):
        return
    if reader is None or not reader.direct or (order.segment and reader.name == IMAGE):
        return
    if not channel.tell({"node": 0, "container": described(reader, head, more)}):
        return
    try:
        container = reader(chain.handed(item, head, how, more))
    except Exception as error:  # noqa: BLE001 - libraries raise whatever hostile bytes make them raise
        channel.tell({"node": 0, "about": about_values(About(failures=(reason(error),)))})
        return
    channel.tell({"node": 0, "about": about_values(_told(container, order, channel))})


def _told(container: Container, order: Order, channel: FileChannel) -> About:
    failures: list[tuple[str, str]] = []
    batch: list[Values] = []
    account = Account(None, order.entries, None, order.deep)
    try:
        for member in walked(container, failures):
            account.entry()
            batch.append(member_values(member))
            if len(batch) >= A_BATCH:
                channel.tell({"members": batch})
                batch = []
    except Crossed as crossed:
        failures.append((crossed.code, ""))
    if batch:
        channel.tell({"members": batch})
    return about_of(container, failures)


def walked(container: Container, failures: list[tuple[str, str]]) -> Iterator[Member]:
    """The members of a container; what breaks the walk off is added to `failures`."""
    members = container.walk()
    while True:
        try:
            member = next(members, None)
        except Exception as error:  # noqa: BLE001 - libraries raise whatever hostile bytes make them raise
            failures.append(reason(error))
            return
        if member is None:
            return
        yield member


def about_of(container: Container, failures: Sequence[tuple[str, str]]) -> About:
    """What a container that was walked tells of itself, with what went wrong meanwhile; it is closed then."""
    try:
        about = container.about()
    except Exception as error:  # noqa: BLE001 - as above
        about = About(failures=(reason(error),))
    with suppress(Exception):
        container.close()
    return About(about.facts, about.text, (*failures, *about.failures))
