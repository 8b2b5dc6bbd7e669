"""The command line called inside the test, with the settings of somebody who has signed in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from inspector.cli.main import main
from tests import ready
from tests.command import Ended

CASE = "01/VA"
CONTENTS = {
    "known.bin": b"\0\1\2 a content that stands on the list",
    "copy of known.bin": b"\0\1\2 a content that stands on the list",
    "ghi chú.txt": "Ghi chú: bảo vệ trẻ em trên môi trường mạng\n".encode(),
    "hỏng.jpg": b"\xff\xd8\xff\xe0broken",
    "empty": b"",
}
KNOWN = hashlib.sha256(CONTENTS["known.bin"]).hexdigest()


@dataclass(slots=True)
class Shell:
    """Somebody at the command line: `shell("case", "list", "--json")`."""

    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]
    workspace: Path
    user: str = ready.OWNER
    language: str = "vi"
    settings: dict[str, str | None] = field(default_factory=dict)

    def __call__(self, *arguments: str | Path, **settings: str | None) -> Ended:
        """Runs one command; `INSPECTOR_` settings may be given by name, None takes one away."""
        self.capture.readouterr()
        with self.patch.context() as patch:
            for name, value in self._settings(settings).items():
                if value is None:
                    patch.delenv(name, raising=False)
                else:
                    patch.setenv(name, value)
            code = main([str(argument) for argument in arguments])
        out, err = self.capture.readouterr()
        return Ended(code, out, err)

    def _settings(self, given: Mapping[str, str | None]) -> dict[str, str | None]:
        usual: dict[str, str | None] = {
            "WORKSPACE": str(self.workspace), "USER": self.user, "PASSPHRASE": ready.PASSPHRASE, "LANG": self.language,
            **self.settings, **given,
        }  # fmt: skip
        return {f"INSPECTOR_{name}": value for name, value in usual.items()}
