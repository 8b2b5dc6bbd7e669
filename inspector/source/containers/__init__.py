"""Readers of containers, by sort; `inspector.source.readers` lists them. What several sorts need lies here itself."""
