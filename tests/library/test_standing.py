"""Words of lists, as data."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from inspector.domain.fault import InputFault
from inspector.library.scheme import scheme
from inspector.library.standing import Standing, plain, readings, standings
from inspector.place import resource


def test_every_word_means_one_thing() -> None:
    sections = tomllib.loads((resource("lists") / "words.toml").read_text(encoding="utf-8"))
    meant = Counter(word for words in sections.values() for word in set(map(plain, words)))
    assert [word for word, sections in meant.items() if sections > 1 or not word] == []
    assert len(standings()) == len(meant)


@pytest.mark.parametrize(
    ("word", "standing"),
    [
        ("NON-PERTINENT", Standing.HARMLESS),
        ("khong lien quan", Standing.HARMLESS), ("KHÔNG LIÊN QUAN", Standing.HARMLESS),
        ("Child Abuse Material - (CAM)", Standing.SOUGHT),
        ("Cat. 1", Standing.SOUGHT), ("category b2", Standing.SOUGHT),
        ("1.00", Standing.SOUGHT), ("uncategorized", Standing.OPEN),
        ("01", Standing.SOUGHT), (" 002 ", Standing.SOUGHT),
        ("KHIÊU DÂM TRẺ EM", Standing.SOUGHT), ("d147", Standing.SOUGHT), ("harmless", Standing.HARMLESS),
        ("00", None), ("010", None),
        ("5", None), ("0", None), ("11", None), ("1.5", None),
        ("category 10", None), ("cat", None), ("D", None), ("", None),
    ],
)  # fmt: skip
def test_what_does_not_count_in_a_word(word: str, standing: Standing | None) -> None:
    assert standings().get(plain(word)) is standing


@pytest.mark.parametrize(
    ("category", "known"),
    [
        ("1 - Windows", ("1windows", "windows", "1")), ("CAT-04: Driver", ("cat04driver", "driver", "4")),
        ("0 – Non-Pertinent", ("0nonpertinent", "nonpertinent", "0")), ("1.0", ("1",)), ("1-2", ("12",)),
        ("Windows 10", ("windows10",)), ("10 - x", ("10x",)),
    ],
)  # fmt: skip
def test_a_number_with_words_is_known_by_both_and_the_words_count_first(category: str, known: tuple[str, ...]) -> None:
    assert readings(category) == known


def test_every_category_of_our_own_scheme_is_known() -> None:
    codes = [category.code for category in scheme().categories]
    assert [code for code in codes if standings().get(plain(code)) is None] == []


@pytest.mark.parametrize("text", ["sought = [", "sought = []", "sought = [1]\nharmless = []\nuncategorised = []"])
def test_a_file_of_words_that_is_wrong_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "words.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputFault, match="list_words_broken"):
        standings(tmp_path / "words.toml")
