"""Local stand-ins for target systems: real protocols on a real socket, data from a seed."""
