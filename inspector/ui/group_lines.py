"""What the detail pane says of what belongs together: groups, series and bursts, what other cases hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from inspector.app.links import Around
from inspector.domain.group import Group, GroupKind, Seen
from inspector.domain.names import display
from inspector.library.altered import how_altered
from inspector.store.groups import Place
from inspector.ui.look import Look
from inspector.ui.sections import Act, Line, Section

SHOWN = 40


def around_sections(look: Look, around: Around, name: str, *, decides: bool = True) -> list[Section]:
    """The group, the series and the burst of a tile called `name`, where it is in one with others.

    What decides for all of one stands there for whoever `decides`.
    """
    made = []

    def acts(by: GroupKind) -> tuple[Act, ...]:
        return _acts(look, around.item, by, name)[: 2 if decides else 1]

    if around.near:
        line = _near(look, around.near, around.place, acts(GroupKind.NEAR))
        made.append(Section(look.say("detail-group"), [line], wide=True))
    if around.series:
        made.append(Section(look.say("detail-series"), list(_series(look, around.series, acts(GroupKind.SERIES)))))
    if around.burst:
        made.append(Section(look.say("detail-burst"), list(_burst(look, around.burst, acts(GroupKind.BURST)))))
    return made


def elsewhere_sections(look: Look, seen: Sequence[Seen]) -> list[Section]:
    """What of a tile was seen in other cases, by their numbers."""
    lines = [Line(display(one.case), _seen(look, one)) for one in seen[:SHOWN]]
    if len(seen) > SHOWN:
        more = len(seen) - SHOWN
        lines.append(Line("", look.say("elsewhere-more", count=more, shown=look.words.number(more))))
    return [Section(look.say("detail-elsewhere"), lines, wide=True)] if lines else []


def held(look: Look, group: Group) -> str:
    """How many contents and items a group holds."""
    number = look.words.number
    contents = look.say("group-contents", count=group.contents, shown=number(group.contents))
    items = look.say("group-items", count=group.items, shown=number(group.items))
    return f"{contents} · {items}"


def _near(look: Look, group: Group, place: Place | None, acts: tuple[Act, ...]) -> Line:
    films = place is not None and place.film
    name = f"{look.say('group-near-films' if films else 'group-near')} · {held(look, group)}"
    return Line(name, _standing(look, place) if place else "", acts=acts)


def _acts(look: Look, item: int, by: GroupKind, name: str) -> tuple[Act, ...]:
    icon = "layers" if by is GroupKind.NEAR else "images"
    return (
        Act("group", item, look.say("act-group", kind=by.value), icon, name, by),
        Act("decide-group", item, look.say("act-decide-group", kind=by.value), "list-checks", name, by),
    )


def _standing(look: Look, place: Place) -> str:
    """How a content stands to the one that leads its group."""
    if place.content == place.leader:
        return look.say("group-leads-film" if place.film else "group-leads")
    if place.film:
        near = look.say("group-share", share=100 - place.distance)
    else:
        near = look.say("group-distance", distance=place.distance)
    return " · ".join(filter(None, [near, how_altered(place.variant, look.words)]))


def _series(look: Look, group: Group, acts: tuple[Act, ...]) -> Iterator[Line]:
    camera = display(" ".join(filter(None, [group.camera, group.serial])))
    if camera:
        yield Line(look.say("series-camera"), camera)
    yield from _burst(look, group, acts)


def _burst(look: Look, group: Group, acts: tuple[Act, ...]) -> Iterator[Line]:
    if group.first is not None and group.last is not None:
        yield Line(look.say("series-from"), _clock(group.first))
        yield Line(look.say("series-to"), look.say("series-clock", moment=_clock(group.last)))
    yield Line(look.say("group-holds"), held(look, group), acts=acts)


def _clock(seconds: int) -> str:
    """A moment of a camera's own clock, whose zone nobody knows."""
    moment = datetime.fromtimestamp(seconds, UTC)
    return f"{moment:%d/%m}/{moment.year:04d} {moment:%H:%M:%S}"


def _seen(look: Look, seen: Seen) -> str:
    facts: dict[str, str | float] = {
        "count": seen.count,
        "shown": look.words.number(seen.count),
        "distance": seen.distance or 0,
        "share": 100 - (seen.distance or 0),
        "value": display(seen.value),
    }
    told = look.say(f"elsewhere-{seen.by}{'-film' if seen.film else ''}", **facts)
    altered = how_altered(seen.variant, look.words) if seen.by == "near" else ""
    return " · ".join(filter(None, [told, altered]))
