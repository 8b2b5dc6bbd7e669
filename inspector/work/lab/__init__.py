"""A lab of several machines as an engine: a Dask cluster whose machines see the same evidence share.

Dask says which machines there are and carries the conversations; each conversation is one connection, one locked worker
on that machine, and one errand at a time. Empty on purpose: `engine` is for the asker, `machine` for the machines.
"""
