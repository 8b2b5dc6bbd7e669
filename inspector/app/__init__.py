"""Wiring: the only place where the parts meet. A session, and one module of use cases a subject.

The command line and the window call these and nothing below them, so that both can do the same.
"""

from inspector.app.session import Session

__all__ = ["Session"]
