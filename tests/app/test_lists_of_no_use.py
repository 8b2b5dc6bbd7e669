"""What is handed in as a list and is none is refused with the reason and what to do, whatever it is to be read as."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import os
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from inspector.app import Session, library, list_preview
from inspector.app.library import ListFile
from inspector.domain.fault import Fault, InputFault
from inspector.domain.match import Listing
from inspector.words import Words
from tests.source.packers import run
from tests.triage.taking import finish

SUMS = "".join(f"{hashlib.sha256(bytes([number])).hexdigest()}  a.jpg\n" for number in range(40)).encode()


def zipped(_folder: Path) -> bytes:
    with zipfile.ZipFile(made := io.BytesIO(), "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("sums.txt", SUMS)
    return made.getvalue()


def tarred(_folder: Path) -> bytes:
    with tarfile.open(fileobj=(made := io.BytesIO()), mode="w") as archive:
        member = tarfile.TarInfo("sums.txt")
        member.size = len(SUMS)
        archive.addfile(member, io.BytesIO(SUMS))
    return made.getvalue()


def seven_zipped(folder: Path) -> bytes:
    (folder / "sums.txt").write_bytes(SUMS)
    run(folder, "7z", "a", "-bd", "-y", "sums.7z", "sums.txt")
    return (folder / "sums.7z").read_bytes()


PACKED: dict[str, Callable[[Path], bytes]] = {
    "ZIP": zipped,
    "TAR": tarred,
    "gzip": lambda _: gzip.compress(SUMS),
    "bzip2": lambda _: bz2.compress(SUMS),
    "xz": lambda _: lzma.compress(SUMS),
    "zstd": lambda folder: run(folder, "zstd", "-c", given=SUMS),
    "7z": seven_zipped,
    "RAR": lambda _: b"Rar!\x1a\x07\1\0" + SUMS,
}


def refused(session: Session, path: Path, form: str = "auto") -> Fault:
    """Why a list is not taken in; nothing of it stays, and both languages have words for it."""
    with pytest.raises(InputFault) as caught:
        finish(library.add(session, ListFile(path, Listing.ILLEGAL, format=form)))
    assert caught.value.exit_code == 4
    assert library.listed(session) == []
    assert [file for file in session.workspace.library.iterdir() if file.suffix != ".lock"] == []
    assert all("{" not in Words(language).fault(caught.value) for language in ("vi", "en"))
    return caught.value


@pytest.mark.parametrize("kind", PACKED)
def test_what_is_packed_is_no_list(session: Session, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "sums.txt.packed"
    path.write_bytes(PACKED[kind](tmp_path))
    for form in ("auto", "sums", "vics", "nsrl", "office-list", "csv"):
        fault = refused(session, path, form)
        assert (fault.code, fault.facts["kind"]) == ("list_packed", kind)
    with pytest.raises(InputFault, match="list_packed"):
        list_preview.seen(ListFile(path, Listing.ILLEGAL))
    path.write_bytes(SUMS)
    assert finish(library.add(session, ListFile(path, Listing.ILLEGAL))).hashset.entries == 40


@pytest.mark.parametrize("form", ["vics", "ncmec", "hashdeep", "nsrl", "nsrl-text", "office-list", "icse"])
def test_a_list_of_another_format_is_not_called_damaged(session: Session, tmp_path: Path, form: str) -> None:
    (tmp_path / "sums.txt").write_bytes(SUMS)
    fault = refused(session, tmp_path / "sums.txt", form)
    assert (fault.code, fault.facts["format"]) == ("library-list-unlike", form)


def test_a_list_of_the_format_that_is_cut_off_is_called_so(session: Session, tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text('{"value":[{"MD5":"00', encoding="utf-8")
    assert refused(session, tmp_path / "list.json", "vics").code == "library-list-cut-off"


@pytest.mark.parametrize("form", ["auto", "nsrl"])
def test_a_database_of_another_layout_says_that_it_may_be_newer(session: Session, tmp_path: Path, form: str) -> None:
    with closing(sqlite3.connect(tmp_path / "RDS_2028.db")) as base:
        base.execute("CREATE TABLE FILES (hash_sha256 TEXT, name TEXT)")
        base.execute("CREATE TABLE VERSION (version, build_set)")
        base.commit()
    fault = refused(session, tmp_path / "RDS_2028.db", form)
    assert fault.code == "library-list-layout"
    assert "newer layout" in Words("en").fault(fault)
    assert "cấu trúc mới hơn" in Words("vi").fault(fault)


def test_nobody_waits_at_a_pipe(session: Session, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for form in ("auto", "sums", "nsrl", "office-list"):
        assert refused(session, tmp_path / "pipe", form).code == "list_no_file"
    with pytest.raises(InputFault, match="list_no_file"):
        list_preview.seen(ListFile(tmp_path / "pipe", Listing.ILLEGAL))
