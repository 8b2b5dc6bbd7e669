"""`inspector items` tells of the lists that know a content, the stricter first."""

from __future__ import annotations

from pathlib import Path

from inspector.domain.match import Listing, Match, Signal
from tests import ready
from tests.cli.calling import Shell


def test_lists_that_disagree_stand_in_the_line_with_the_stricter_first(shell: Shell) -> None:
    with ready.signed_in(Path(shell.workspace)) as workspace:
        register = ready.Register(workspace)
        kinds = (Listing.KNOWN_GOOD, Listing.ALERT, Listing.ILLEGAL)
        matches = [Match(register.hashset(kind.value, kind), Signal.MD5, 0, "00", "") for kind in kinds]
        register.read(b"a.jpg", b"a", matches=matches)
        number = register.number
    (line,) = shell("items", "--case", number).stdout.splitlines()
    assert "\tillegal:md5,alert:md5,known-good:md5\t" in line
