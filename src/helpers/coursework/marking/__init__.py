"""A page on one's own machine for marking texts: by question, names hidden, every mark in the store as it is given.

`desk` is what is marked, `server` shows it in a browser.
"""
