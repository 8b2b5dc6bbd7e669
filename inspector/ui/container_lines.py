"""What the detail pane says of containers: in which an item lies, how one was unfolded, and what it told of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inspector.domain.names import display
from inspector.store.gallery import Detail, last_name
from inspector.store.holding import Holding
from inspector.store.members import Link
from inspector.ui.fact_lines import fact, labelled
from inspector.ui.look import Look
from inspector.ui.paths import joined, shortened
from inspector.ui.sections import Act, Line, Section

_APART = ("media", "volumes")
_STORED = "stored_"


def container_sections(look: Look, detail: Detail) -> Iterator[Section]:
    """Whether an image is intact first, then the container itself, its volumes, and what it lies in."""
    held = detail.holding
    if held is not None:
        yield Section(look.say("detail-image"), list(_verdict(look, held)), wide=True)
        yield Section(look.say("detail-container"), list(_container(look, detail, held)))
        volumes = held.facts.get("volumes")
        lines = list(_volumes(look, volumes)) if isinstance(volumes, list) else []
        yield Section(look.say("detail-volumes", count=len(lines)), lines, wide=True)
    yield Section(look.say("detail-chain"), [_above(look, link) for link in detail.chain[:-1]], wide=True)


def to_container(look: Look, item: int) -> Act:
    """Leads to the tile of a container."""
    return Act("go", item, look.say("act-go"), "archive")


def inside(look: Look, item: int, name: str) -> Act:
    """Shows only what lies in a container."""
    return Act("inside", item, look.say("act-inside"), "funnel", name)


def reader_name(look: Look, reader: str) -> str:
    """What a reader of containers reads, in words."""
    return labelled(look, "reader", reader)


def _above(look: Look, link: Link) -> Line:
    parts = tuple(shortened(part) for part in (display(link.volume or ""), display(link.path)) if part)
    name = reader_name(look, link.reader) if link.reader else look.say("detail-container")
    acts = (to_container(look, link.item), inside(look, link.item, last_name(link.path)))
    return Line(name, joined(parts), parts=parts, acts=acts)


def _container(look: Look, detail: Detail, held: Holding) -> Iterator[Line]:
    number = look.words.number
    if held.reader:
        reader = look.say("reader-version", reader=reader_name(look, held.reader), version=display(held.version))
        yield Line(look.say("detail-reader"), reader)
        yield Line(look.say("detail-unfolding"), look.say(f"unfolding-{held.state}"))
    for name, value in held.facts.items():
        if name not in _APART and not name.startswith(_STORED):
            yield fact(look, name, value)
    said = [look.say("inside-more" if held.more else "inside-count", count=held.members, shown=number(held.members))]
    if held.failed:
        said.append(look.say("failures", count=held.failed))
    if held.waiting:
        said.append(look.say("inside-waiting", count=held.waiting, shown=number(held.waiting)))
    name = last_name(detail.item.path)
    acts = (inside(look, detail.item.id, name),) if held.members else ()
    yield Line(look.say("detail-inside"), " · ".join(said), acts=acts)


def _verdict(look: Look, held: Holding) -> Iterator[Line]:
    """Whether an image holds what its own digests say; nothing of containers that carry none."""
    stored = {name.removeprefix(_STORED): value for name, value in held.facts.items() if name.startswith(_STORED)}
    media = held.facts.get("media")
    if not isinstance(media, dict):
        if not stored:
            return
        yield Line("", look.say("image-unchecked"), tone="warning")
        yield from _digests(look, "image-stored", stored)
        return
    yield _judged(look, media)
    yield from _digests(look, "image-stored", media.get("stored") or stored)
    yield from _digests(look, "image-computed", media.get("computed"))


def _judged(look: Look, media: Mapping[str, object]) -> Line:
    failure = media.get("failure")
    if isinstance(failure, list) and failure:
        message = f"failure-{str(failure[0]).replace('_', '-')}"
        known = message.isascii() and look.words.has(message)
        why = look.words.say(message) if known else display(str(failure[0]))
        return Line("", look.say("image-not-checked", why=why), tone="danger")
    ok = media.get("ok")
    if ok is None:
        return Line("", look.say("image-without"), tone="warning")
    if ok is True:
        return Line("", look.say("image-ok"), tone="verified")
    return Line("", look.say("image-differs"), tone="danger")


def _digests(look: Look, sentence: str, digests: object) -> Iterator[Line]:
    if isinstance(digests, dict):
        for name, digest in sorted(digests.items()):
            yield Line(look.say(sentence, name=display(str(name)).upper()), display(str(digest)), digest=True)


def _volumes(look: Look, volumes: list[object]) -> Iterator[Line]:
    for number, volume in enumerate(volumes, 1):
        told = {str(name): value for name, value in volume.items()} if isinstance(volume, dict) else {"name": volume}
        name = display(str(told.pop("name", number)))
        lines = (fact(look, each, value) for each, value in told.items())
        yield Line(name, " · ".join(f"{line.name}: {line.value}" for line in lines) or "–")
