"""`inspector verify FILE.pdf [--trust ROOTS.pem]...`: needs no workspace."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.cli.call import Call
from inspector.words import Words


def add(command: argparse.ArgumentParser, words: Words, _: argparse.ArgumentParser) -> None:
    """Declares the command."""
    command.add_argument("file", metavar="FILE.pdf", type=Path)
    trusted = words.say("command-help-trust")
    command.add_argument("--trust", action="append", default=[], metavar="ROOTS.pem", type=Path, help=trusted)
    command.set_defaults(run=run)


def run(call: Call) -> int:
    """Says of each signature who, when and whether it holds, and what is wrong with the file."""
    from inspector.report.verdict import sentence  # noqa: PLC0415
    from inspector.report.verify import verify  # noqa: PLC0415  what reads signatures is slow to load

    found = verify(call.args.file, call.args.trust)
    lines = [_signature(call, signature) for signature in found.signatures]
    lines += ["! " + sentence("problem", problem, call.words) for problem in found.problems]
    lines += ["? " + sentence("warning", warning, call.words) for warning in found.warnings]
    lines.append(call.say("command-verify-ok" if found.ok else "command-verify-not-ok"))
    call.answer(found.as_json(call.words), *lines)
    return 0 if found.ok else 1


def _signature(call: Call, signature: object) -> str:
    from inspector.report.verdict import SignatureVerdict  # noqa: PLC0415

    assert isinstance(signature, SignatureVerdict)
    return call.say(
        "command-verify-signature",
        role=call.say("report-role-name", role=signature.role),
        signer=signature.signer,
        issuer=signature.issuer,
        at=call.words.when(signature.signed_at) if signature.signed_at else "-",
        clock=call.say(f"command-clock-{signature.time_source}"),
        intact=call.say(f"command-intact-{'yes' if signature.intact else 'no'}"),
        trusted=call.say(f"command-trusted-{'yes' if signature.trusted else 'no'}"),
    )
