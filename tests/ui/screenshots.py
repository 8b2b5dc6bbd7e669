"""Pictures of every page, in both languages and themes, at 1366 x 768 and at 200 %: to be looked at by a person.

python tests/ui/screenshots.py FOLDER [SCALE...]
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCALES = ("1", "2")


def main() -> int:
    """Starts one process a scale, since Qt reads its scale once."""
    out = Path(sys.argv[1]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    paths = os.pathsep.join([str(HERE.parents[1]), str(HERE), os.environ.get("PYTHONPATH", "")])
    for scale in sys.argv[2:] or SCALES:
        told = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale, "PYTHONPATH": paths}
        taker = [sys.executable, str(HERE / "page_pictures.py"), str(out), scale]
        subprocess.run(taker, env=told, check=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
