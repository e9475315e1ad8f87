"""The HTTP API: the routes of every resource, the few that are written by hand, and the form of their answers."""
