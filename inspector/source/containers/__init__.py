"""Readers of containers, one file each; `inspector.source.readers` lists them."""
