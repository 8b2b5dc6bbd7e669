"""What Category 0 of a VICS file means is chosen, known or asked, and written down."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from inspector.domain.fault import UsageFault
from inspector.library.entry import Broken, Entry
from inspector.library.reading import Asked, Reading, read_list

V1 = "http://github.com/ICMEC/ProjectVic/DataModels/{}.xml#Media"
V2 = "http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/{}/$metadata#{}"


def opened(context: str, *categories: Any, zero: str = "", application: str = "") -> Reading:
    media = [{"MediaID": number, "MD5": f"{number:032x}", "Category": one} for number, one in enumerate(categories, 1)]
    if context.endswith("#Media"):
        document: dict[str, Any] = {"@odata.context" if "2.0" in context else "odata.metadata": context, "value": media}
    else:
        named = {"SourceApplicationName": application} if application else {}
        document = {"@odata.context": context, "value": [{"CaseID": "x", **named, "Media": media}]}
    return read_list(io.BytesIO(json.dumps(document).encode()), "vic.json", asked=Asked(zero=zero))


def categories(reading: Reading) -> list[str]:
    return [record.category for record in reading.records if isinstance(record, Entry)]


@pytest.mark.parametrize(
    "context", [V1.format("1.2"), V2.format("UK", "Media"), V2.format("CUSTOM", "Media"), "#Cases"]
)
@pytest.mark.parametrize(("zero", "kept"), [("non-pertinent", "0"), ("uncategorised", "")])
def test_what_a_person_says_is_taken(context: str, zero: str, kept: str) -> None:
    reading = opened(context, 1, 0, None, "0", 5, zero=zero)
    assert categories(reading) == ["1", kept, "", kept, "5"]
    assert (reading.facts["zero"], reading.facts["zero_by"]) == (zero, "choice")


@pytest.mark.parametrize(
    ("context", "application", "kept", "facts"),
    [
        (V2.format("US", "Media"), "", "0", {"zero": "non-pertinent", "zero_by": "country US"}),
        (V2.format("US", "Cases"), "Other", "0", {"zero": "non-pertinent", "zero_by": "country US"}),
        (
            V2.format("US", "Cases"),
            "BFIP4GRIFFEYE",
            "",
            {"zero": "uncategorised", "zero_by": "application BFIP4GRIFFEYE"},
        ),
        (V2.format("Default", "Media"), "", "0", {"zero": "non-pertinent", "zero_by": "country Default"}),
        (V1.format("1.3"), "", "0", {"zero": "non-pertinent", "zero_by": "version 1.3"}),
    ],
)
def test_what_the_file_tells_is_taken(context: str, application: str, kept: str, facts: dict[str, str]) -> None:
    reading = opened(context, 2, 0, application=application)
    assert categories(reading) == ["2", kept]
    assert {name: reading.facts[name] for name in facts} == facts


@pytest.mark.parametrize(
    ("context", "given"),
    [
        (V1.format("1.2"), [0]),
        (V2.format("UK", "Media"), [1, 0]),
        (V2.format("CUSTOM", "Media"), [1, 0]),
        (V2.format("Default", "Cases"), [1, "0"]),
        ("#Cases", [0]),
        (V2.format("US", "Media"), [0, 1, 5]),
        (V2.format("US", "Media"), [5, 1, 0]),
        (V1.format("1.3"), [0, "5"]),
    ],
)
def test_where_nothing_tells_it_is_asked(context: str, given: list[Any]) -> None:
    reading = opened(context, *given)
    with pytest.raises(UsageFault) as caught:
        list(reading.records)
    assert caught.value.code == "library-zero-unsaid"
    assert set(caught.value.facts) == {"version", "country", "application"}


@pytest.mark.parametrize("context", [V1.format("1.2"), V2.format("UK", "Cases"), V2.format("US", "Media"), "#Cases"])
def test_without_a_nought_nothing_is_asked(context: str) -> None:
    reading = opened(context, 1, 5, None, 8, "00", -0.0)
    assert categories(reading) == ["1", "5", "", "8", "00"]
    assert "zero" not in reading.facts


def test_what_a_file_says_of_itself() -> None:
    reading = opened(V2.format("UK", "Cases"), 1, application="OurTool")
    assert reading.facts == {"version": "2.0", "country": "UK", "shape": "Cases", "application": "OurTool"}
    assert opened(V1.format("1.3"), 1).facts == {"version": "1.3", "shape": "Media"}


def test_a_choice_about_another_format_is_wrong_usage() -> None:
    with pytest.raises(UsageFault) as caught:
        read_list(io.BytesIO(b"0" * 32), "list.txt", asked=Asked(zero="non-pertinent"))
    assert caught.value.code == "library-option-elsewhere"


def test_the_reference_list_of_nist_in_this_shape() -> None:
    """Version 1.2 with sizes as texts, the MD5 of each file twice, a first MediaID of 0 and a Category of its own."""
    path = "Game/Content/data"
    record = {
        "odata.id": "Media(588cd1c0e48916d8e7403310402d0a68)",
        "MediaFiles@odata.navigationLinkUrl": "/Media(588cd1c0e48916d8e7403310402d0a68)/MediaFiles",
        "MediaFiles": [{"Media@odata.navigationLinkUrl": f"/MediaFiles(FileName='b.art',FilePath='{path}')",
                        "MD5": "588cd1c0e48916d8e7403310402d0a68", "FileName": "b.art", "FilePath": path}],
        "MediaID": 0,
        "MD5": "588cd1c0e48916d8e7403310402d0a68",
        "SHA1": "e65706b487c73e992bab2a50707a9fd8b0bd6866",
        "Category": 8,
        "MediaSize": "488",
    }  # fmt: skip
    document = json.dumps({"odata.metadata": V1.format("1.2"), "value": [record, {**record, "MediaSize": "48 B"}]})
    reading = read_list(io.BytesIO(document.encode("utf-8-sig")), "NSRL-CAID-JSONs.json")
    known = {"md5": bytes.fromhex(record["MD5"]), "sha1": bytes.fromhex(record["SHA1"]), "category": "8"}  # type: ignore[arg-type]
    assert list(reading.records) == [
        Entry(**known, size=488),  # type: ignore[arg-type]
        Broken(1, "size", 2, Entry(**known)),  # type: ignore[arg-type]
    ]
    assert reading.facts == {"version": "1.2", "shape": "Media"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_a_file_says_of_itself_behind_its_records(encoding: str) -> None:
    """The order of members means nothing in JSON; more records than one looks at in the beginning."""
    media = [{"MediaID": number, "MD5": f"{number:032x}", "Category": 0, "Tags": "x" * 100} for number in range(2000)]
    document = {"value": media, "odata.metadata": V1.format("1.3"), "SourceApplicationName": "OurTool"}
    reading = read_list(io.BytesIO(json.dumps(document).encode(encoding)), "vic.json")
    assert categories(reading) == ["0"] * len(media)
    assert reading.facts == {
        "version": "1.3", "shape": "Media", "application": "OurTool", "zero": "non-pertinent", "zero_by": "version 1.3",
    }  # fmt: skip


def test_a_file_that_can_only_be_read_in_order() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    document = {"odata.metadata": V1.format("1.3"), "value": [{"MD5": "0" * 32, "Category": 0}]}
    assert categories(read_list(Pipe(json.dumps(document).encode()), "vic.json")) == ["0"]


def test_what_stands_at_the_beginning_goes_before_what_stands_at_the_end() -> None:
    media = [{"MD5": "0" * 32, "Category": 1, "Comments": '"odata.metadata":"x/DataModels/2.0.xml/US/#Media"'}]
    document = {"odata.metadata": V1.format("1.2"), "value": media, "@odata.context": V2.format("US", "Media")}
    assert read_list(io.BytesIO(json.dumps(document).encode()), "vic.json").facts["version"] == "1.2"
    behind = {"value": media, "@odata.context": V2.format("UK", "Media")}
    assert read_list(io.BytesIO(json.dumps(behind).encode()), "vic.json").facts["country"] == "UK"
