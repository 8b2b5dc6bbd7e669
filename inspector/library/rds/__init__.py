"""The reference data set of the NSRL, version 3: a database of strangers, read in an isolated worker."""
