"""The program's own memory is closed to others, and to core files, before any key is in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT

LOOK = """
import ctypes, resource, sys
from inspector.__main__ import main
sys.argv = ["inspector", "--version"]
try:
    main()
except SystemExit:
    pass
print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="the walls are Linux's")
def test_the_program_shuts_its_memory_first() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.splitlines()[-1] == "0 (0, 0)"
