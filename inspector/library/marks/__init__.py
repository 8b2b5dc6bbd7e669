"""Fingerprints within a radius of each other, found exactly among millions."""
