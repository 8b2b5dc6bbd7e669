"""What bytes tell: digest, file type, picture, video, metadata, text and fingerprint; bytes in, findings out.

Everything but `told` and `fingerprint` runs inside an isolated worker on hostile bytes. `look` is the one task.
"""
