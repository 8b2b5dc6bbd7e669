"""What signs: a key wherever it lies, with the certificate of its holder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector.report.certificate import is_demo

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import Signer


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A key that can sign, with the certificate that names its holder."""

    signer: Signer
    certificate: Certificate

    @property
    def demo(self) -> bool:
        """Whether the certificate is one for practice only."""
        return is_demo(self.certificate)
