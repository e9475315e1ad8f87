"""unibooks: one accounting API over the books of many companies."""

__version__ = "0.1.0"
