"""Figures as still pictures, drawn in Python, for pages that run no script."""
