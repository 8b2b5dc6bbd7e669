"""Inspector: offline examination of digital evidence for those who protect children online."""

__version__ = "0.1.0"
