"""A set in the making: records gathered into sorted rows, put away, merged and written as its file."""
