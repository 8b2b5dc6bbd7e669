"""What a list holds follows from the statements known, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.fault import CheckFault
from inspector.domain.office_list import Linked, Says
from inspector.exchange.office_state import State, entries, missing, version
from inspector.library.entry import Entry
from inspector.store import Workspace, office_lists
from tests import ready
from tests.exchange.chains import Word, chain, digests, mark, stretch

OFFICES = ("PA05", "PA06", "C02")
words = st.lists(
    st.tuples(st.sampled_from(["một", "hai", "ba"]), st.sampled_from(Says), st.sampled_from(["D147", "AI"])), max_size=6
)
numbers = count()


def state_of(chains: dict[str, list[Linked]]) -> State:
    state = State()
    for office, linked in chains.items():
        for one in linked:
            state.add(office, one.statement)
    return state


def told(state: State) -> tuple[object, ...]:
    return (list(entries(state.confirmed())), [(one.digests, one.category, one.offices) for one in state.confirmed()],
            state.spans(), version(state.spans()), missing(state.spans()))  # fmt: skip


def of(*said: tuple[str, str, Says, str]) -> State:
    """A state of words: office, content, what is said, category."""
    chains: dict[str, list[Word]] = {}
    for office, *word in said:
        chains.setdefault(office, []).append(tuple(word))  # type: ignore[arg-type]
    return state_of({office: chain(office, words) for office, words in chains.items()})


def confirmed(state: State) -> list[tuple[str, int]]:
    return sorted((one.category, len(one.offices)) for one in state.confirmed())


YES, NO = Says.CONFIRM, Says.WITHDRAW


def test_offices_add_up_and_take_back_their_own_word_only() -> None:
    assert confirmed(of(("A", "một", YES, "D147"), ("B", "một", YES, "D147"))) == [("D147", 2)]
    assert confirmed(of(("A", "một", YES, "D147"), ("B", "một", YES, "D147"), ("A", "một", NO, "D147"))) == [
        ("D147", 1)
    ]
    assert confirmed(of(("A", "một", YES, "D147"), ("A", "một", NO, "D147"))) == []
    assert confirmed(of(("A", "một", YES, "D147"), ("A", "một", NO, "D147"), ("A", "một", YES, "D147"))) == [
        ("D147", 1)
    ]


def test_what_each_office_says_now_is_counted() -> None:
    state = of(
        ("B", "a", YES, "D147"), ("A", "a", YES, "D147"), ("A", "b", YES, "D147"),
        ("A", "c", YES, "D147"), ("A", "c", NO, "D147"),
    )  # fmt: skip
    assert list(state.counts().items()) == [("A", {YES: 2, NO: 1}), ("B", {YES: 1})]


def test_offices_that_disagree_about_a_category_both_stand() -> None:
    assert confirmed(of(("A", "một", YES, "D147"), ("B", "một", YES, "AI"))) == [("AI", 1), ("D147", 1)]
    assert confirmed(of(("A", "một", YES, "D147"), ("A", "một", YES, "AI"))) == [("AI", 1)]


def test_another_md5_beside_the_same_sha256_lends_no_weight() -> None:
    (linked,) = chain("B", [("một", YES, "D147")])
    forged = replace(linked.statement, digests=replace(digests("một"), md5=digests("khác").md5))
    state = of(("A", "một", YES, "D147"))
    state.add("B", forged)
    assert confirmed(state) == [("D147", 1), ("D147", 1)]


def test_a_content_seen_unlike_has_an_entry_for_each_look() -> None:
    state = of(("A", "một", YES, "D147"))
    (linked,) = chain("B", [("một", YES, "D147")])
    state.add("B", replace(linked.statement, mark=mark("một, giải mã cách khác")))
    found = [entry for entry in entries(state.confirmed()) if isinstance(entry, Entry)]
    plain = digests("một")
    assert {entry.pdq for entry in found} == {mark("một").pdq, mark("một, giải mã cách khác").pdq}
    assert {(entry.md5, entry.sha1, entry.sha256, entry.size, entry.category) for entry in found} == {
        (plain.md5, plain.sha1, plain.sha256, plain.size, "D147")
    }
    assert confirmed(state) == [("D147", 2)]


def test_a_category_of_another_scheme_says_so() -> None:
    (linked,) = chain("A", [("một", YES, "3")])
    state = State()
    state.add("A", replace(linked.statement, scheme="vics", mark=None))
    one = digests("một")
    assert list(entries(state.confirmed())) == [Entry(one.md5, one.sha1, one.sha256, one.size, category="vics:3")]


def test_what_is_lacking_is_told() -> None:
    state = State()
    for linked in chain("A", [("một", YES, "D147")] * 9)[2:4] + chain("A", [("một", YES, "D147")] * 9)[6:]:
        state.add("A", linked.statement)
    assert missing(state.spans()) == {"A": [(1, 2), (5, 6)]}
    assert version(state.spans()) == "A 3-4, 7-9"


@given(st.tuples(words, words, words), st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(said: tuple[list[Word], ...], chance: object) -> None:
    pairs = [(office, one) for office, each in zip(OFFICES, said, strict=True) for one in chain(office, each)]
    known = pairs[: len(pairs) * 2 // 3] if pairs else []
    shuffled = known + known[::2]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = State(), State()
    for state, order in ((one, known), (other, shuffled)):
        for office, linked in order:
            state.add(office, linked.statement)
    assert told(one) == told(other)


# --- in the store ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder: Path = tmp_path_factory.mktemp("store") / "workspace"
    ready.make(folder)
    with ready.signed_in(folder) as opened:
        yield opened


def merge(workspace: Workspace, name: str, office: str, part: list[Linked]) -> int:
    """A file on its way in, without the set that follows; gives how many statements were new."""
    about = stretch(office, part, name=name)
    new = list(office_lists.unknown(workspace.reader(), about, [linked.statement for linked in part]))
    workspace.change(office_lists.merge(about, new, ready.OWNER, None))
    return len(new)


def stored(workspace: Workspace, name: str) -> State:
    state = State()
    for office, statement in office_lists.said(workspace.reader(), name):
        state.add(office, statement)
    return state


@given(st.tuples(words, words), st.randoms(use_true_random=False))
def test_files_in_any_order_with_gaps_and_overlaps_give_one_state(
    workspace: Workspace, said: tuple[list[Word], ...], chance: object
) -> None:
    results = []
    files = [
        (office, first, last)
        for office, each in zip(OFFICES, said, strict=False)
        for first in range(len(each))
        for last in (first + 1, first + 3, len(each))
        if last <= len(each)
    ]
    kept = files[::2]
    for _ in range(2):
        name = f"danh mục {next(numbers)}"
        chance.shuffle(kept)  # type: ignore[attr-defined]
        for office, first, last in kept:
            merge(workspace, name, office, chain(office, said[OFFICES.index(office)], name)[first:last])
        results.append(told(stored(workspace, name)))
    assert results[0] == results[1]


def test_what_is_known_is_not_taken_in_again(workspace: Workspace) -> None:
    linked = chain("A", [("một", YES, "D147"), ("hai", YES, "D147"), ("một", NO, "D147")], name := "hai lần")
    assert [merge(workspace, name, "A", part) for part in (linked[1:], linked[1:], linked)] == [2, 0, 1]
    assert [one for _, one in office_lists.said(workspace.reader(), name)] == [one.statement for one in linked]


@pytest.mark.parametrize(
    ("first", "then"),
    [((0, 3), (2, 3)), ((0, 3), (0, 3)), ((0, 2), (2, 4)), ((2, 4), (0, 2)), ((0, 1), (1, 4)), ((3, 4), (2, 3))],
    ids=str,
)
def test_an_office_that_says_two_things_under_one_number_is_found(
    workspace: Workspace, first: tuple[int, int], then: tuple[int, int]
) -> None:
    """Also where the files do not overlap: what lies before is bound by the link."""
    name = f"hai lời {first} {then}"
    one = chain("A", [(word, YES, "D147") for word in ("một", "hai", "ba", "bốn")], name)
    other = chain("A", [(word, YES, "D147") for word in ("khác", "hai", "ba", "bốn")], name)
    merge(workspace, name, "A", one[slice(*first)])
    with pytest.raises(CheckFault, match="office_contradicts"):
        merge(workspace, name, "A", other[slice(*then)])
    assert told(stored(workspace, name)) == told(state_of({"A": one[slice(*first)]}))


def test_a_chain_that_does_not_begin_where_it_should_is_found(workspace: Workspace) -> None:
    """The first statement of a list or an office cannot be passed off as that of another."""
    with pytest.raises(CheckFault, match="office_contradicts"):
        merge(workspace, "đây", "A", chain("A", [("một", YES, "D147")], "kia"))
    with pytest.raises(CheckFault, match="office_contradicts"):
        merge(workspace, "đây", "A", chain("B", [("một", YES, "D147")], "đây"))
