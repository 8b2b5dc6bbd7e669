"""Classes of places: how a copy came to lie where it lies."""

from __future__ import annotations

from enum import StrEnum


class PlaceClass(StrEnum):
    """How a copy came to lie where it lies, the classes that say most first.

    The values are stable: they stand in the store, in JSON and in manifests, and name the sentences `place-<value>`.
    """

    DELETED = "deleted"
    UNALLOCATED = "unallocated"
    THUMBNAIL = "thumbnail"
    CACHE = "cache"
    RECEIVED = "received"
    CAMERA = "camera"
    SAVED = "saved"
    SYSTEM = "system"


MADE_BY_SYSTEM = frozenset({PlaceClass.THUMBNAIL, PlaceClass.CACHE, PlaceClass.SYSTEM})
"""Copies nobody chose to keep: counts are told with and without them."""
