"""Addresses and digests as people write them, and what only looks like one."""

from __future__ import annotations

import pytest

from inspector.domain.tip import AddressKind, DigestKind, Place
from inspector.tips.addresses import MOST, find_in_text
from inspector.tips.lists import AddressLists

URL, EMAIL, PHONE, ACCOUNT, IP, BANK = (
    AddressKind.URL, AddressKind.EMAIL, AddressKind.PHONE, AddressKind.ACCOUNT, AddressKind.IP, AddressKind.BANK,
)  # fmt: skip


def found(text: str, lists: AddressLists, *kinds: AddressKind) -> list[str]:
    finds = find_in_text(text, "text", lists)
    assert all(text[each.place.offset :].startswith(each.original) for each in finds.addresses)
    return [each.value for each in finds.addresses if not kinds or each.kind in kinds]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("xem https://Xau.Example.com/A?b=1#c.", ["https://xau.example.com/A?b=1#c"]),
        ("(http://a.vn/x_(1))", ["http://a.vn/x_(1)"]),
        ("hxxps://xau[.]example[.]com/a", ["https://xau.example.com/a"]),
        ("hXXp[:]//a(.)b[dot]com:8080/", ["http://a.b.com:8080/"]),
        ("h**p://a.vn", ["http://a.vn"]),
        ("fxp://a.vn/x", ["ftp://a.vn/x"]),
        ("vào abc.com.vn/x?y hoặc nhomkin.xyz, nhé", ["abc.com.vn/x?y", "nhomkin.xyz"]),
        ("xau[.]example[.]com", ["xau.example.com"]),
        ("abc.com.Ngoài ra", ["abc.com"]),
        ("bit.ly/3xYz và www.abc.me", ["bit.ly/3xYz", "www.abc.me"]),
        ("ｈｔｔｐ：／／a．vn／x", ["http://a.vn/x"]),
        ("http://đường.vn/x", ["http://đường.vn/x"]),
        ("http://[2001:db8::1]:8080/x", ["http://[2001:db8::1]:8080/x"]),
        ("<a>http://a.vn</a>", ["http://a.vn"]),
        ("“http://a.vn/x”", ["http://a.vn/x"]),
        # what only looks like one
        ("tệp ảnh.zip, video.mp4, phiên bản 1.2.3, em.me, đi.to", []),
        ("chạy report.py và setup.sh", []),
        ("http://", []),
        ("http://a", []),
        ("Tp.HCM, Q.1, v.v.", []),
        ("gửi a@b.com", []),
    ],
)
def test_links(lists: AddressLists, text: str, values: list[str]) -> None:
    assert found(text, lists, URL) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Gửi Nguoi.A+x@Mail.Example.COM.", ["nguoi.a+x@mail.example.com"]),
        ("a(at)b[.]vn, c [at] d.com và e (@) f.org", ["a@b.vn", "c@d.com", "e@f.org"]),
        ("mailto:a@b.vn?subject=x", ["a@b.vn"]),
        ("a@b.com.Liên hệ", ["a@b.com"]),
        ("a@xn--abc-0.xn--p1ai", ["a@xn--abc-0.xn--p1ai"]),
        # what only looks like one
        ("@gmail.com, a@b, a@1.2.3.4, a..b@c.vn, a.@b.vn", []),
        ("a@" + "b" * 64 + ".vn", []),
        ("x" * 65 + "@b.vn", []),
    ],
)
def test_emails(lists: AddressLists, text: str, values: list[str]) -> None:
    assert found(text, lists, EMAIL) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0912345678", ["+84912345678"]),
        ("gọi 0912.345.678 hoặc 0987-654-321, 038 234 5678", ["+84912345678", "+84987654321", "+84382345678"]),
        ("(+84) 912 345 678; +84-(0)912345679", ["+84912345678", "+84912345679"]),
        ("84912345678 và 0084 912 345 679", ["+84912345678", "+84912345679"]),
        ("cố định (024) 3825 1234, 0236.3822.123", ["+842438251234", "+842363822123"]),
        ("số cũ 01234567890, 0168 345 6789", ["+841234567890", "+841683456789"]),
        ("+1 415 555 0100 / +44 20 7946 0018", ["+14155550100", "+442079460018"]),
        ("０９１２３４５６７８", ["+84912345678"]),
        ("2 số 0912345678 0987654321", ["+84912345678", "+84987654321"]),
        ("tổng đài 18001776, hotline 1900 6017", ["18001776", "19006017"]),
        ("gọi 111 hoặc tổng đài 1022", ["111", "1022"]),
        # what only looks like one
        ("số 111 đường Láng, phòng 113", []),
        ("ngày 09.01.2026, 09/01/2026, 2026-01-09 08:30:00", []),
        ("84.912.345.678 đồng; 912.345.678 đ; 0,912,345,678", []),
        ("CCCD 001099012345, MST 0312345678, mã số thuế: 0912345678", []),
        ("giai đoạn 1900-1954", []),
        ("vĩ độ 10.762622, 106.660172", []),
        ("0123456789", []),
        ("09123456789, 091234567", []),
        ("abc0912345678, 0912345678x", []),
        ("đơn hàng 5901234123457, id 100012345678901", []),
        ("198.51.100.77", []),
    ],
)
def test_phones(lists: AddressLists, text: str, values: list[str]) -> None:
    assert found(text, lists, PHONE) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("https://www.facebook.com/profile.php?id=100012345678&x=1", ["facebook:100012345678"]),
        ("m.facebook.com/Ten.Nguoi/posts/1", ["facebook:ten.nguoi"]),
        ("fb.com/groups/123456/permalink/9", ["facebook:groups/123456"]),
        ("https://facebook.com/people/Nguyen-A/100099", ["facebook:100099"]),
        ("https://zalo.me/0912345678, zalo.me/g/abcxyz", ["zalo:+84912345678", "zalo:g/abcxyz"]),
        ("t.me/Kenh_Xau/5 và https://t.me/+AbC-d_1, t.me/joinchat/XyZ", ["telegram:kenh_xau", "telegram:+AbC-d_1",
                                                                           "telegram:+XyZ"]),
        ("tiktok.com/@Be.Xinh?lang=vi", ["tiktok:be.xinh"]),
        ("instagram.com/ten_nguoi/", ["instagram:ten_nguoi"]),
        ("youtube.com/@Kenh, youtube.com/channel/UCabcDEF", ["youtube:@kenh", "youtube:UCabcDEF"]),
        ("https://x.com/ten/status/1, twitter.com/ten2", ["x:ten", "x:ten2"]),
        ("hxxps://t[.]me/kenh", ["telegram:kenh"]),
        ("Telegram: @Kenh_Xau, ig @anh.ten.", ["telegram:kenh_xau", "instagram:anh.ten"]),
        ("nick @ten_nguoi", ["@ten_nguoi"]),
        ("Zalo: 0912 345 678", ["zalo:+84912345678"]),
        # what only looks like one
        ("facebook.com/watch/?v=1, facebook.com/share/x, fb.com/groups/", []),
        ("instagram.com/p/AbC/, youtube.com/watch?v=1, t.me/share/url?x", []),
        ("viết cho ten @gmail.com", []),
        ("a@b.vn, @ab, giá 5@10", []),
        ("notfacebook.com/ten", []),
    ],
)  # fmt: skip
def test_accounts(lists: AddressLists, text: str, values: list[str]) -> None:
    assert found(text, lists, ACCOUNT) == values


@pytest.mark.parametrize(
    ("text", "value", "port", "time"),
    [
        ("IP 203.0.113.5:51234 lúc 10:03:01 ngày 02/01/2026", "203.0.113.5", 51234, "10:03:01 ngày 02/01/2026"),
        ("2026-01-02T03:04:05Z 203.0.113.5 cổng 443", "203.0.113.5", 443, "2026-01-02T03:04:05Z"),
        ("203.0.113.5, 02/01/2026 10:03 (+07:00)", "203.0.113.5", None, "02/01/2026 10:03 (+07:00)"),
        ("203[.]0[.]113[.]5 port: 8080", "203.0.113.5", 8080, None),
        ("2001:DB8::8A2E:370:7334 2026-01-02 03:04:05 UTC", "2001:db8::8a2e:370:7334", None, "2026-01-02 03:04:05 UTC"),
        ("[2001:db8::1:2]:443", "2001:db8::1:2", 443, None),
        ("http://198.51.100.7:8080/x", "198.51.100.7", 8080, None),
        ("http://[2001:db8::1:2]/x", "2001:db8::1:2", None, None),
        ("203.0.113.5:99999", "203.0.113.5", None, None),
    ],
)
def test_networks(lists: AddressLists, text: str, value: str, port: int | None, time: str | None) -> None:
    (address,) = [each for each in find_in_text(text, "text", lists).addresses if each.kind is IP]
    assert (address.value, address.port, address.time) == (value, port, time)


@pytest.mark.parametrize(
    "text",
    [
        "phiên bản 1.2.3.4, v10.0.0.1, mục 1.2.3.4",
        "256.1.1.1, 1.2.3, 1.2.3.4.5, 01.02.03.04, 0.0.0.0",
        "12:30:45, aa:bb:cc:dd:ee:ff, std::vector, a::b, ::",
        "ngày 02.01.2026.",
    ],
)
def test_what_is_no_network_address(lists: AddressLists, text: str) -> None:
    assert found(text, lists, IP) == []


def test_an_address_at_another_time_counts_anew(lists: AddressLists) -> None:
    text = "203.0.113.5 02/01/2026 10:03\n203.0.113.5 03/01/2026 10:03\n203.0.113.5 03/01/2026 10:03"
    assert found(text, lists, IP) == ["203.0.113.5"] * 2


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("STK: 0071 000 123 456 Vietcombank", ["0071000123456"]),
        ("số tài khoản ngân hàng của nó là 19036712345678", ["19036712345678"]),
        ("TK Techcombank 19036712345678", ["19036712345678"]),
        ("tài khoản facebook 100012345", []),
        ("stk nhận 500000 đồng", []),
        ("mã 19036712345678", []),
    ],
)
def test_bank_accounts(lists: AddressLists, text: str, values: list[str]) -> None:
    assert found(text, lists, BANK) == values


MD5, SHA1, SHA256 = "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "e3b0c442" * 8


@pytest.mark.parametrize(
    ("text", "found_digests"),
    [
        (f"md5 {MD5.upper()}, sha1={SHA1};{SHA256}", [(DigestKind.MD5, MD5), (DigestKind.SHA1, SHA1),
                                                       (DigestKind.SHA256, SHA256)]),
        (f"{MD5} {MD5.upper()}", [(DigestKind.MD5, MD5)]),
        (f"{MD5}a, x{MD5}, {MD5}g", []),
        ("0" * 32 + " " + "1234567890" * 4 + " " + "a" * 64, []),
        ("d41d8cd9-8f00-b204-e980-0998ecf8427e", []),
    ],
)  # fmt: skip
def test_digests(lists: AddressLists, text: str, found_digests: list[tuple[DigestKind, str]]) -> None:
    assert [(each.kind, each.value) for each in find_in_text(text, "text", lists).digests] == found_digests


def test_places_and_originals(lists: AddressLists) -> None:
    (first, second) = find_in_text("\ndòng hai a@b.vn\n\n hxxp://c[.]vn", "subject", lists).addresses
    assert (first.original, first.place) == ("a@b.vn", Place("subject", 2, 10))
    assert (second.original, second.place) == ("hxxp://c[.]vn", Place("subject", 4, 19))


def test_what_is_a_link_is_not_also_a_number_or_a_mail(lists: AddressLists) -> None:
    finds = find_in_text("https://a.vn/0912345678?x=a@b.vn&ip=203.0.113.5", "text", lists)
    assert [each.kind for each in finds.addresses] == [URL]


def test_more_addresses_than_are_listed_is_told(lists: AddressLists) -> None:
    finds = find_in_text(" ".join(f"a{n}@b.vn" for n in range(MOST + 5)), "text", lists)
    assert len(finds.addresses) == MOST
    assert not finds.whole
    assert find_in_text("a@b.vn", "text", lists).whole
