"""Measurements, each beside a plain client's in the same run. Figures are ratios where another machine would change them."""
