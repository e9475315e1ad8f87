"""Tables, migrations, and one module of plain functions for each concept; what is secret arrives here sealed.

A function takes the open connection of a transaction, so that a caller can do several things at once or not
at all.
"""
