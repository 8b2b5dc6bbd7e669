# Why something that lies in a container, or a container itself, could not be dealt with.
failure-encrypted = Protected by a password that is not known. A file of passwords can be given when evidence is taken in.
failure-segments-missing = Further parts of this image or archive are missing, or lie in an archive from which they cannot be joined; what could be read without them was kept.
failure-only-changes = This virtual disk holds only what was changed since another file, its base; the two are not joined here. Look at it with a program made for it.
failure-missing-member = It was not found in its container again: the container is not what it was.
failure-link-broken = A link inside the archive: the file whose content it shares is not in the archive, or could not be read.
failure-not-reached = Unfolding its container ended before this was read to its end.
failure-image-differs = The content of the image does not agree with the digest stored in it when it was acquired.
failure-image-unread = The content of the image could not be read to its end, so it was not held against the digest stored in it.
failure-budget-ratio = It unfolds to far more than its own size (a decompression bomb); unfolding was stopped, what was read until then is kept.
failure-budget-entries = It holds more entries than the limit; those up to the limit are kept.
failure-budget-depth = It lies deeper in other containers than the limit and was not unfolded.
failure-budget-unfolded = More was unfolded from the archives of this source than the limit; what was read until then is kept.
