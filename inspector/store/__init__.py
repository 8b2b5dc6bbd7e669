"""The encrypted database: migrations, one writer, readers, and one module a family of tables."""

from inspector.store.workspace import Workspace

__all__ = ["Workspace"]
