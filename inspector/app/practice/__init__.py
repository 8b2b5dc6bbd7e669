"""The practice case: harmless evidence drawn by the program, and the whole job done on it.

Nothing here is a picture of anything real: geometry, charts and landscapes out of a few formulas.
"""
