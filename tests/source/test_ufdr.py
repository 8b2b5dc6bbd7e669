from __future__ import annotations

import io
import tracemalloc
import zipfile
from typing import ClassVar
from xml.sax.saxutils import escape, quoteattr

import pytest

from inspector.analyse.unreadable import Unreadable
from inspector.domain.place_class import PlaceClass
from inspector.source.container import Claim, Container
from inspector.source.containers.archive import ufdr_report
from inspector.source.containers.archive.ufdr import Ufdr
from tests.source.container_contract import ContainerContract, Example, contents, head_of, opened
from tests.source.test_zip_archive import zipped

CAMERA = "/data/media/0/DCIM/Camera/ảnh.jpg"
TIMES = {
    "CreationTime": "2023-11-15T05:13:20.5+07:00",
    "ModifyTime": "2023-11-14T22:13:20.000+00:00",
    "AccessTime": "2023-11-14T22:13:20Z",
    "ChangeTime": "yesterday",
}


def told(
    path: str, local: str, deleted: str = "Intact", times: dict[str, str] | None = None, fs: str = "userdata"
) -> str:
    stamps = "".join(f"<timestamp name={quoteattr(key)}>{value}</timestamp>" for key, value in (times or {}).items())
    item = f'<item name="Local Path"><![CDATA[{local}]]></item>' if local else ""
    return (
        f"<file fs={quoteattr(fs)} path={quoteattr(path)} size='1' deleted={quoteattr(deleted)}>"
        f"<accessInfo>{stamps}</accessInfo><metadata section='File'>{item}<item name='Tags'>{escape('a & b')}</item>"
        "</metadata></file>"
    )


def report(*files: str, end: str = "</taggedFiles></project>") -> bytes:
    start = '<?xml version="1.0" encoding="utf-8"?>\n<project xmlns="http://pa.cellebrite.com/report/2.0" name="x">'
    return f"{start}<taggedFiles>{''.join(files)}{end}".encode()


FILES = {
    b"files/Image/1.jpg": b"camera",
    b"files/Image/2.jpg": b"gone",
    b"files/Other/left.bin": b"left",
}
REPORT = report(
    told(CAMERA, "files\\Image\\1.jpg", times=TIMES),
    told("/again/1.jpg", "files\\Image\\1.jpg", fs="a:b"),
    told("old/2.jpg", "files/Image/2.jpg", deleted="Deleted"),
    told("/nowhere", "files/Image/none.jpg"),
    told("/only/named", ""),
)
MEMBERS: dict[bytes, bytes | None] = {
    CAMERA.encode(): b"camera", b"/again/1.jpg": b"camera", b"old/2.jpg": b"gone", b"/nowhere": b"",
    b"report.xml": REPORT, b"files/Other/left.bin": b"left",
}  # fmt: skip


class TestUfdr(ContainerContract):
    reader: ClassVar[type[Container]] = Ufdr

    def examples(self) -> list[Example]:
        return [
            Example("phone.ufdr", zipped({**FILES, b"report.xml": REPORT}), MEMBERS),
            Example("named.zip", zipped({b"report.xml": REPORT, **FILES}), MEMBERS),
            Example("stored.bin", zipped({b"report.xml": REPORT, **FILES}, zipfile.ZIP_STORED), MEMBERS),
            Example("none.ufdr", zipped(FILES), dict(FILES)),
        ]


def test_files_come_as_they_lay_on_the_device() -> None:
    container = opened(Ufdr, Example("a.ufdr", zipped({b"report.xml": REPORT, **FILES}), {}))
    members = {member.path: member for member in container.walk()}
    camera = members[CAMERA.encode()]
    moment = 1_700_000_000 * 10**9
    assert (camera.created_ns, camera.modified_ns, camera.accessed_ns) == (moment + 500_000_000, moment, moment)
    assert camera.changed_ns is None
    assert (camera.volume, camera.place, camera.size) == ("userdata", None, 6)
    assert members[b"old/2.jpg"].place is PlaceClass.DELETED
    assert members[b"/nowhere"].failure == "missing_member"
    assert members[b"files/Other/left.bin"].modified_ns is not None
    assert container.about().facts == {"files": 2, "told_by_report": 4, "without_bytes": 1}


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (report(told("/a", "files/Image/1.jpg"), end=""), "truncated"),
        (report(told("/a", "files/Image/1.jpg"), end="<<</project>"), "damaged"),
        (report(told("/a", "files/Image/1.jpg"), "<x>" * 500), "damaged"),
    ],
)
def test_a_report_that_breaks_off_leaves_the_rest_under_its_own_names(broken: bytes, code: str) -> None:
    container = opened(Ufdr, Example("a.ufdr", zipped({b"report.xml": broken, **FILES}), {}))
    found = {member.path: data for member, data in contents(container)}
    assert found[b"/a"] == b"camera"
    assert found[b"files/Image/2.jpg"] == b"gone"
    assert [each[0] for each in container.about().failures] == [code]


def test_entities_are_not_unfolded() -> None:
    bomb = b'<!DOCTYPE project [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><project>&b;</project>'
    with pytest.raises(Unreadable, match="damaged"):
        list(ufdr_report.files(io.BytesIO(bomb), lambda: None))


def test_an_encoding_nobody_knows_is_not_believed() -> None:
    whole = report(told("/ảnh", "files/1")).replace(b'encoding="utf-8"', b'encoding="utf-9"')
    assert [file.path for file in ufdr_report.files(io.BytesIO(whole), lambda: None)] == ["/ảnh"]


def test_one_endless_word_is_not_kept() -> None:
    endless = io.BytesIO(b"<project a='" + b"x" * (40 << 20))
    with pytest.raises(Unreadable, match="damaged"):
        list(ufdr_report.files(endless, lambda: None))
    assert endless.tell() < 8 << 20


def test_a_long_report_is_read_file_by_file() -> None:
    whole = report(*(told(f"/{number}", f"files/{number}") for number in range(5000)))
    tracemalloc.start()
    try:
        assert sum(1 for _ in ufdr_report.files(io.BytesIO(whole), lambda: None)) == 5000
        assert tracemalloc.get_traced_memory()[1] < 1 << 20
    finally:
        tracemalloc.stop()


def test_another_zip_with_a_report_is_left_to_others() -> None:
    for data in (b"<report/>", b"", b"\0" * 50):
        assert Ufdr.claim(head_of("a.zip", zipped({b"report.xml": data, b"a": b"1"}))) is Claim.NONE
    assert Ufdr.claim(head_of("a.ufdr", b"no archive")) is Claim.NONE
