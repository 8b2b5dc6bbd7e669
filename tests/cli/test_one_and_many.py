"""English says one entry and two entries, and both languages their numbers as they write them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from inspector.cli.progress import told
from inspector.domain.progress import Progress
from inspector.place import resource
from inspector.words import Words
from tests.cli.calling import Shell

_NOUNS = "entries|lines|rows|contents|items|groups|hashes|statements|tips|bits|duplicates"
_MANY = re.compile(rf"\{{ \$\w+ \}} (?!into)(?:[a-z]+ )?(?:{_NOUNS})\b")


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "Loaded 1 entry (0 twice); 1 broken line left out, 0 partly broken ones used"),
        (2, "Loaded 2 entries (0 twice); 2 broken lines left out, 0 partly broken ones used"),
    ],
)
def test_a_list_of_one_and_of_two(shell: Shell, tmp_path: Path, count: int, said: str) -> None:
    digests = [hashlib.md5(bytes([number])).hexdigest() for number in range(count)]
    path = tmp_path / "list.txt"
    path.write_text("".join(f"{digest}\nwrong {digest}\n" for digest in digests), encoding="utf-8")
    shell.language = "en"
    ended = shell("hashset", "add", path, "--list", "alert")
    assert said in ended.stdout


@pytest.mark.parametrize(
    ("language", "stage", "one", "many"),
    [
        ("en", "importing", "Importing: 1 entry", "Importing: 1,234 entries"),
        ("en", "matching", "1 content, 1 agrees", "1,234 contents, 1,234 agree"),
        ("en", "storing", "1/1 hash", "1,234/1,234 hashes"),
        ("vi", "importing", "1 dòng", "1.234 dòng"),
        ("vi", "storing", "1/1 giá trị", "1.234/1.234 giá trị"),
    ],
)
def test_progress_of_one_and_of_many(language: str, stage: str, one: str, many: str) -> None:
    words = Words(language)
    for count, said in ((1, one), (1234, many)):
        assert told(words, Progress(stage, count, count, matches=count)).endswith(said)


@pytest.mark.parametrize("file", ["hashsets.ftl", "library.ftl", "links.ftl"])
def test_no_count_stands_before_many_where_it_may_be_one(file: str) -> None:
    lines = resource(f"i18n/en/{file}").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if _MANY.search(line) and not line.startswith("   *[other]")] == []


def test_the_same_of_what_commands_say_of_hash_sets() -> None:
    lines = resource("i18n/en/command.ftl").read_text(encoding="utf-8").splitlines()
    of_sets = [line for line in lines if line.startswith(("command-hashset", "command-office", "command-export"))]
    assert of_sets
    assert [line for line in of_sets if _MANY.search(line)] == []
