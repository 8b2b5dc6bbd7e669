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
    for place in range(1, end):
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
