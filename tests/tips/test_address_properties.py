"""What holds for addresses in any text, and texts made to keep the finders busy."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.domain.tip import AddressKind
from inspector.tips.addresses import find_in_text
from inspector.tips.lists import read_lists
from inspector.tips.phones import normal_phone

LISTS = read_lists()
SIZE = 4 * 1024 * 1024
NOISE = st.text(alphabet="0123456789 .,:-+()@/abcdefhtpxvn[]\nđZ\u202e\x00", max_size=150)
ASIDE = st.sampled_from(["", " ", "\n", "xin chào ", "(", "“", "- ", "\t"])
MOBILE = st.from_regex(r"0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-9])[0-9]{7}", fullmatch=True)


@settings(max_examples=300, deadline=None)
@given(NOISE | st.text(max_size=100))
def test_any_text_gives_addresses_that_stand_in_it(text: str) -> None:
    finds = find_in_text(text, "text", LISTS)
    for address in finds.addresses:
        assert text[address.place.offset :].startswith(address.original)
        assert address.place.line == text[: address.place.offset].count("\n") + 1
        assert address.value
        assert not any(each.isspace() for each in address.value)
    assert len({(each.kind, each.value, each.port, each.time) for each in finds.addresses}) == len(finds.addresses)


@given(MOBILE, st.lists(st.sampled_from(["", " ", ".", "-"]), min_size=3, max_size=3), ASIDE, st.booleans())
def test_every_spelling_of_a_mobile_number_is_one_number(
    number: str, gaps: list[str], aside: str, international: bool
) -> None:
    head = "+84" if international else "0"
    written = f"{head}{gaps[0]}{number[1:3]}{gaps[1]}{number[3:6]}{gaps[2]}{number[6:]}"
    values = [each.value for each in find_in_text(f"{aside}{written}", "text", LISTS).addresses]
    assert values == [f"+84{number[1:]}"]
    assert normal_phone(values[0]) == values[0]


@given(
    st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True), st.from_regex(r"[a-z][a-z0-9]{0,10}", fullmatch=True), ASIDE
)
def test_an_email_is_found_defanged_or_not(local: str, domain: str, aside: str) -> None:
    for written in (f"{local}@{domain}.com", f"{local}@{domain}[.]com", f"{local}[at]{domain}(.)com"):
        (address,) = find_in_text(f"{aside}{written}, hết", "text", LISTS).addresses
        assert (address.kind, address.value) == (AddressKind.EMAIL, f"{local}@{domain}.com")


@given(st.ip_addresses(v=4), ASIDE)
def test_an_ip_address_is_found_once(address: object, aside: str) -> None:
    values = [each.value for each in find_in_text(f"{aside}{address} và {address}", "text", LISTS).addresses]
    assert values == ([] if str(address).startswith("0.") else [str(address)])


@given(st.binary(min_size=32, max_size=32), ASIDE)
def test_a_digest_is_found_in_both_cases(digest: bytes, aside: str) -> None:
    for written in (digest.hex(), digest.hex().upper()):
        found = [each.value for each in find_in_text(aside + written, "text", LISTS).digests]
        assert found == ([] if len(set(digest.hex())) < 6 or digest.hex().isdigit() else [digest.hex()])


# Each of these, four megabytes long, once kept a finder of this or another house busy for more than a test's patience.
@pytest.mark.parametrize(
    "unit",
    ["1 ", "@", "a@b.", "a[.]", "http://", "1.1.1.1 ", "::", "@abc "],
)
def test_four_megabytes_of_trouble_are_read_through(unit: str) -> None:
    text = unit * (SIZE // len(unit))
    finds = find_in_text(text, "text", LISTS)
    assert all(text[each.place.offset :].startswith(each.original) for each in finds.addresses)
