"""What verifying a file found, in the words of the command line's JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.domain.fault import Fact
from inspector.words import Words


@dataclass(frozen=True, slots=True)
class Remark:
    """One problem or warning; `code` names the sentence `report-problem-<code>` or `report-warning-<code>`."""

    code: str
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignatureVerdict:
    """What holds of one signature.

    `time_source` is "claimed" (the signer's own clock) or "timestamp"; `revocation` is "good", "revoked" or
    "unchecked"; `signed_at` is ISO 8601 or None.
    """

    role: str
    signer: str
    issuer: str
    signed_at: str | None
    time_source: str
    intact: bool
    trusted: bool
    revocation: str
    covers_whole_file: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying found. `manifest_ok` is None for a file that has no manifest and names none."""

    kind: str
    signatures: Sequence[SignatureVerdict]
    manifest_ok: bool | None
    warnings: Sequence[Remark]
    problems: Sequence[Remark]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def as_json(self, words: Words) -> dict[str, object]:
        """The verdict as the command line prints it."""
        return {
            "ok": self.ok,
            "kind": self.kind,
            "signatures": [_signature(signature) for signature in self.signatures],
            "manifest_ok": self.manifest_ok,
            "warnings": [_remark("warning", remark, words) for remark in self.warnings],
            "problems": [_remark("problem", remark, words) for remark in self.problems],
        }


def sentence(sort: str, remark: Remark, words: Words) -> str:
    """The sentence for a remark; `sort` is "problem" or "warning"."""
    return words.say(f"report-{sort}-{remark.code.replace('_', '-')}", **remark.facts)


def _remark(sort: str, remark: Remark, words: Words) -> dict[str, str]:
    return {"code": remark.code, "message": sentence(sort, remark, words)}


def _signature(signature: SignatureVerdict) -> dict[str, object]:
    return {
        "role": signature.role,
        "signer": signature.signer,
        "issuer": signature.issuer,
        "signed_at": signature.signed_at,
        "time_source": signature.time_source,
        "intact": signature.intact,
        "trusted": signature.trusted,
        "revocation": signature.revocation,
        "covers_whole_file": signature.covers_whole_file,
    }
