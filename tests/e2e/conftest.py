"""The demo, run twice as a person would: once for a program that reads JSON, once for eyes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.command import Ended, run_command


@dataclass(frozen=True, slots=True)
class Demo:
    """One finished demo: how it ended, and the home and temporary folder it had to itself."""

    ended: Ended
    home: Path
    temporary: Path
    stands_in: Path

    @property
    def told(self) -> dict[str, Any]:
        """The JSON document."""
        document: dict[str, Any] = self.ended.json
        return document

    def settings(self) -> dict[str, str]:
        """What signs in to the workspace it made."""
        told = self.told
        return {"INSPECTOR_WORKSPACE": told["workspace"], "INSPECTOR_USER": told["user"],
                "INSPECTOR_PASSPHRASE": told["passphrase"]}  # fmt: skip


def run_demo(above: Path, *arguments: str, **settings: str) -> Demo:
    """Runs the demo in a folder of its own, with none of this machine's settings."""
    demo = Demo(Ended(-1, "", ""), above / "home", above / "tmp", above / "here")
    for folder in (demo.home, demo.temporary, demo.stands_in):
        folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("INSPECTOR_", "XDG_"))]:
            patch.delenv(name)
        env = {"HOME": str(demo.home), "TMPDIR": str(demo.temporary), **settings}
        ended = run_command("demo", *arguments, env=env, cwd=demo.stands_in)
    return Demo(ended, demo.home, demo.temporary, demo.stands_in)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """`inspector demo DIR --json`, in Vietnamese, with a passphrase of its own making."""
    above = tmp_path_factory.mktemp("demo")
    done = run_demo(above, str(above / "thư mục mới" / "thực hành"), "--json")
    assert done.ended.code == 0, done.ended.stderr
    return done


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """`inspector demo` in English, where the person stands, with a passphrase from outside."""
    settings = {"INSPECTOR_LANG": "en", "INSPECTOR_PASSPHRASE": "từ bên ngoài"}
    return run_demo(tmp_path_factory.mktemp("shown"), **settings)
