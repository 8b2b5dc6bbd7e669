# Why an analyser could not do its work. Codes are those of inspector/analyse/unreadable.py.
failure-unreadable = The file could not be read to its end, so it has no digest. Check the medium and read it again.
failure-truncated = The file ends too early. What could be decoded is shown; the rest is missing.
failure-in-part = Only a part of this film or animation could be looked at; of one long stretch no frame was. Watch it yourself.
failure-damaged = The file is damaged or not what it claims to be; it could not be decoded in full.
failure-too-large = The file asks for more memory than is granted to one item, so it was not decoded. Look at it by hand.
failure-no-decoder = This kind of file cannot be decoded here. Look at it with a program made for it.
