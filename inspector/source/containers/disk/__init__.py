"""Disk images: their media, their volumes, the files in them."""
