"""Secrets at rest, the keys that open them, and the one place where grants are refreshed.

`Vault` carries what everything here needs; the other modules are plain functions on it.
"""
