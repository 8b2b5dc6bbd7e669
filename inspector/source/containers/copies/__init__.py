"""Copies that systems and browsers keep: thumbnails, caches, pictures in databases."""
