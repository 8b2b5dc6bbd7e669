"""Archives: ZIP, TAR, UFDR, and all that libarchive reads."""
