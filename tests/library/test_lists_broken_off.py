"""A list that breaks off in the middle of its last line says so; one that only lacks a line end is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import pytest

from inspector.library.entry import Broken, Entry, Film, Record

Read = Callable[..., list[Record]]

MD5S = [hashlib.md5(bytes([number])).hexdigest() for number in range(3)]
SHA256S = [hashlib.sha256(bytes([number])).hexdigest() for number in range(3)]
ICSE = (
    "MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series name;"
    "Number of submissions;File Available;Media Type;Baseline\n"
)
NSRL = '"SHA-1","MD5","CRC32","FileName","FileSize","ProductCode","OpSystemCode","SpecialCode"\n'
# Of each format: what stands above, a line around a digest, and the digests.
LISTS: dict[str, tuple[str, str, Sequence[str]]] = {
    "sums": ("", "%s  a b.jpg\n", SHA256S),
    "bsd": ("", "MD5 (a b.jpg) = %s\n", MD5S),
    "bare": ("", "%s\n", SHA256S),
    "hashdeep": ("%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n", "7,%s,./a,b\n", MD5S),
    "csv": ("name,md5,category\n", "a.jpg,%s,1\n", MD5S),
    "quoted": ("name,md5,category\n", '"a, b.jpg","%s","1"\n', MD5S),
    "untitled": ("", "%s,1\n", SHA256S),
    "one column": ("hash\n", "%s\n", SHA256S),
    "icse": (ICSE, "%s;;;12;y;n;n;;1;y;image;y\n", MD5S),
    "nsrl-text": (NSRL, '"%s","00112233445566778899AABBCCDDEEFF","9A8B7C6D","a.dll",12,1,"362",""\n',
                  [digest[:40] for digest in SHA256S]),
    "pdq": ("", "pdq %s\n", SHA256S),
    "threatexchange": ("", "sha256 %s\n", SHA256S),
    "signals": ("signal_type,signal_str,collab,category,tags\n", "sha256,%s,office,1,a\n", SHA256S),
}  # fmt: skip

BY_LENGTH = {"sums", "bare", "one column"}


def cut_at(name: str, place: int) -> tuple[bytes, int]:
    """The list cut in its last line at `place`, and where its digest ends."""
    head, line, digests = LISTS[name]
    before = head + "".join(line % digest for digest in digests[:-1])
    return (before + (line % digests[-1])[:place]).encode(), line.index("%s") + len(digests[-1])


def told_cut(records: list[Record]) -> bool:
    return isinstance(records[-1], Broken) and records[-1].code == "truncated"


@pytest.mark.parametrize("name", LISTS)
def test_a_digest_that_is_cut_short_tells_that_the_list_breaks_off(read: Read, name: str) -> None:
    _, end = cut_at(name, 0)
    whole = {32, 40} if name in BY_LENGTH else set()  # as long as another digest is
    for place in set(range(1, end)) - whole:
        records = read(cut_at(name, place)[0])
        assert told_cut(records), place
        assert records[-1].line == len(cut_at(name, place)[0].splitlines())


@pytest.mark.parametrize("name", LISTS)
def test_a_last_line_without_its_end_is_whole(read: Read, name: str) -> None:
    whole, _ = cut_at(name, 10_000)
    assert read(whole[:-1]) == read(whole)
    assert not told_cut(read(whole))


@pytest.mark.parametrize("name", ["csv", "untitled", "icse", "nsrl-text", "signals"])
def test_a_row_that_is_cut_behind_its_digest_is_kept_and_tells_it(read: Read, name: str) -> None:
    content, end = cut_at(name, 10_000)
    *_, whole = read(content)
    cut = read(cut_at(name, end)[0])[-1]
    assert isinstance(whole, Entry)
    assert isinstance(cut, Broken)
    assert cut.code == "truncated"
    digests = ("md5", "sha1", "sha256")
    if name != "nsrl-text":  # whose digest lacks its quotation mark
        assert [getattr(cut.entry, each) for each in digests] == [getattr(whole, each) for each in digests]


@pytest.mark.parametrize(
    "untrusted",
    [
        f"{SHA256S[0]}\nwrong\n",  # a wrong line with its end
        f"{SHA256S[0]}\nwrong\n{SHA256S[1]}",  # and in the middle
        f"{SHA256S[0]}\r{SHA256S[1]}",  # of an old Macintosh
        f"{SHA256S[0]}\n# wrong",
        f"{MD5S[0]}\n{SHA256S[0]}",  # of two kinds
        f"md5,category\n{MD5S[0]},1\n{MD5S[1]}\n",
        f"md5,category,\n{MD5S[0]},1\n{MD5S[1]},2",  # fewer cells than headings, all of them
    ],
)
def test_other_lists_do_not_break_off(read: Read, untrusted: str) -> None:
    codes = [record.code for record in read(untrusted.encode()) if isinstance(record, Broken)]
    assert "truncated" not in codes


SHA1S = [digest[:40] for digest in SHA256S]
NAMES = "".join(f"b{number}.jpg,{digest}\n" for number, digest in enumerate(MD5S))


@pytest.mark.parametrize(
    "untrusted",
    [
        f"{SHA1S[0]}\n{MD5S[0]}\n{SHA1S[1]}\n{MD5S[1]}",
        f"{SHA256S[0]}\n{SHA1S[0]}\n{MD5S[0]}",
        f"{SHA256S[0]}\n{SHA256S[1]}\n{MD5S[0]}  ",
        f"{MD5S[0]}\n{MD5S[1]}\n{MD5S[2]}00",  # too long for one, but no line above is longer
        f"md5,name\n{MD5S[0]},a,b.jpg\n{MD5S[1]},c.jpg",
        f"md5,name\n{MD5S[0]},x,y,z\n{MD5S[1]},x,y,z\n{MD5S[2]},x",
        f"{MD5S[0]},a,b.jpg\n{MD5S[1]},c.jpg\n{MD5S[2]},d.jpg",
        f"md5,sha1\n{MD5S[0]},{SHA1S[0]},\n{MD5S[1]},{SHA1S[1]}",
        f"md5,category,note\n{MD5S[0]},1,x\n{MD5S[1]},1\n{MD5S[2]},1",
        f'md5,name\n{MD5S[0]},x\n{MD5S[1]},a 5" disk',  # a quote inside of a cell
        f"md5,name\n{MD5S[0]},x\n{MD5S[1]},x\nTotal: 2",
        f"name,md5\n{NAMES}3 hashes exported",
        f"name,md5\n{NAMES}End",
        f"name,md5\n{NAMES}\x1a",
        f"hash,type\n{MD5S[0]},md5\n{MD5S[1]},md5\n{'QUJD' * 36},photodna",
        f"pdq {SHA256S[0]}\nurl http://a.example",
        f"pdq {SHA256S[0]}\npdq {SHA256S[1]}\nraw_text hello",
        f"; begin\n{MD5S[0]}  a.jpg\n; end",
        f"-----\n{MD5S[0]}\n-----",
        *(f"{MD5S[0]}\n{MD5S[1]}\n{last}" for last in ("(end of list)", "-- 2 hashes exported --", "\x1a", "\0\0")),
    ],
)
def test_a_last_line_of_another_kind_or_sort_is_not_cut(read: Read, untrusted: str) -> None:
    records = read(untrusted.encode())
    assert "truncated" not in [record.code for record in records if isinstance(record, Broken)]
    assert any(isinstance(record, Entry) for record in records)


@pytest.mark.parametrize(
    "untrusted",
    [
        f"{SHA1S[0]}\n{MD5S[0]}\n{SHA1S[1]}\n{MD5S[1][:20]}",
        f"md5,name,category\n{MD5S[0]},a,b.jpg,1\n{MD5S[1]},c.jpg",
        f'md5,name\n{MD5S[0]},a\n{MD5S[1]},"b, ',
        f"name,md5\n{NAMES}b1",
        f"md5,name\n{MD5S[0]},a\n{MD5S[1][:20]}\0\0",
        f"MD5 (a.jpg) = {MD5S[0]}\nMD5 (another",
        f"type,hash\nmd5,{MD5S[0]}\npdq,{SHA256S[0]}\npdq,{SHA256S[1][:40]}",
    ],
)
def test_a_last_line_that_begins_as_others_do_is_cut(read: Read, untrusted: str) -> None:
    assert told_cut(read(untrusted.encode()))


ROWS = [f"{MD5S[number]},{SHA1S[number]}" for number in range(3)]


@pytest.mark.parametrize(
    ("untrusted", "kept"),
    [
        *(("\n".join(SHA256S)[: 2 * 65 + left], None) for left in (32, 40)),
        ("\n".join(SHA1S)[: 2 * 41 + 32], None),
        *((f"hash,name\n{SHA256S[0]},a\n{SHA256S[1]},b\n{SHA256S[2][:left]}", None) for left in (32, 40)),
        *((f"name,hash\na,{SHA256S[0]}\nb,{SHA256S[1]}\nc,{SHA256S[2][:left]}", None) for left in (32, 40)),
        (f"{SHA256S[0]}  a.jpg\n{SHA256S[1]}  b.jpg\n{SHA256S[2][:32]}", None),
        (f"{SHA256S[0]}  a.jpg\n{SHA256S[2][:32]}", None),
        ("\n".join(ROWS)[:-8], None),  # of one kind, as two files: the first stands before it
        ("\n".join(ROWS)[:-3], Entry(md5=bytes.fromhex(MD5S[2]))),
        ("\n".join(ROWS).replace(",", " ")[:-8], None),
        ("\n".join(f"{S} {M}" for S, M in zip(SHA1S, SHA256S, strict=True))[:-32], Entry(sha1=bytes.fromhex(SHA1S[2]))),
    ],
)
def test_the_beginning_of_a_digest_is_none_of_another_kind(read: Read, untrusted: str, kept: Entry | None) -> None:
    records = read(untrusted.encode())
    last = len(untrusted.splitlines())
    assert records[-1] == Broken(last, "truncated", entry=kept)
    digests = {value for record in records if isinstance(record, Entry) for value in (record.md5, record.sha1) if value}
    assert digests <= {bytes.fromhex(digest) for digest in (*MD5S, *SHA1S)}


@pytest.mark.parametrize("left", range(1, 2 * 65))
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_list_in_utf16_breaks_off_inside_a_character_too(read: Read, left: int, encoding: str) -> None:
    whole = "".join(f"{digest}\r\n" for digest in SHA256S).encode(encoding)
    records = read(whole[: -2 * 66 + left])
    assert [record for record in records[:2] if isinstance(record, Entry)] == records[:2]
    if left < 2:
        assert len(records) == 2  # half a character is nothing
    elif left < 2 * 64:
        assert records[2:] == [Broken(3, "truncated")]
    else:
        assert records[2:] == [Entry(sha256=bytes.fromhex(SHA256S[2]))]


def test_a_long_list_breaks_off_wherever_its_last_line_stands(read: Read) -> None:
    rows = "".join(f"{MD5S[number % 3]},{number:05}\n" for number in range(7000))
    for more in range(39):  # past the border of what is read at once
        assert told_cut(read(f"md5,name\n{rows[: 39 * (3360 + more)]}{MD5S[0]}".encode()))
        assert not told_cut(read(f"md5,name\n{rows[: 39 * (3360 + more)]}{MD5S[0]},1".encode()))


@pytest.mark.parametrize("zeros", [100, 70_000, 200_000, 3_000_000])
def test_a_download_that_broke_off_in_a_file_of_its_full_size(read: Read, zeros: int) -> None:
    first, *_, last = read(f"{SHA256S[0]}\n{SHA256S[1][:20]}".encode() + b"\0" * zeros)
    assert first == Entry(sha256=bytes.fromhex(SHA256S[0]))
    assert last == Broken(2, "truncated")


def test_lines_of_an_old_macintosh_break_off_too(read: Read) -> None:
    assert told_cut(read(f"{MD5S[0]}\r{MD5S[1]}\r{MD5S[2][:20]}".encode()))


def test_a_film_that_breaks_off_is_kept_and_tells_it(read: Read) -> None:
    frames = [f"{number},100,{digest},{number}.000" for number, digest in enumerate(SHA256S)]
    whole = read("\n".join(frames).encode(), name="a.vpdq")
    assert not told_cut(whole)
    cut = read("\n".join(frames)[:-20].encode(), name="a.vpdq")
    assert told_cut(cut)
    assert [len(film.frames) for film in cut if isinstance(film, Film)] == [2]


@pytest.mark.parametrize("heading", ["md5,name\n", "name,md5\n", ""])
@pytest.mark.parametrize(
    "last", [" " * 60_000 + "x", '"",' * 20_000, ",\"'" * 20_000, "a " * 30_000, "MD5 (" + ") = " * 15_000]
)
def test_a_long_last_line_of_anything_is_gone_through_at_once(read: Read, heading: str, last: str) -> None:
    rows = "".join(f"{digest},a b\n" for digest in MD5S)
    assert len(read(f"{heading}{rows}{last}".encode(), form="csv")) == 4 + bool(heading)
