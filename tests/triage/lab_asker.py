"""Takes a folder in on a lab for which it has little patience, as a program of its own; prints the code of the fault.

python -m tests.triage.lab_asker ADDRESS WORKSPACE FOLDER PATIENCE
"""

from __future__ import annotations

import sys
from pathlib import Path

from inspector.app import Session, evidence
from inspector.domain.fault import Fault
from inspector.source.bounds import UNFOLD
from inspector.work import Limits
from inspector.work.lab.engine import Lab
from tests import ready
from tests.triage.taking import CASE, finish


def main() -> None:
    """Runs until the lab is lost."""
    address, workspace, folder, patience = sys.argv[1:]
    evidence.engine_at = lambda address: Lab(address, [UNFOLD], Limits(), patience_s=float(patience), alone_s=1.0)
    with Session(ready.signed_in(Path(workspace))) as session:
        try:
            finish(evidence.ingest(session, CASE, folder, engine=address))
        except Fault as fault:
            print(fault.code)


if __name__ == "__main__":
    main()
