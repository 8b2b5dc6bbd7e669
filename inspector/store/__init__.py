"""The encrypted database: migrations, one writer, readers, and one module a family of tables."""

from inspector.store import connection  # noqa: F401  first: it tells sqlite-utils which SQLite to use
from inspector.store.workspace import Workspace

__all__ = ["Workspace"]
