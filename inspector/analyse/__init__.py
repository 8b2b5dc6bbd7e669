"""What bytes tell: digest, file type, picture, video, metadata, text and fingerprint; bytes in, findings out.

Everything but `told` and `bounds` runs inside an isolated worker on hostile bytes. `look` is the task for items of a
case, `tipfile` the one for tips.
"""
