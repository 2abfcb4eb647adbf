"""The HTML edition in Firefox and in WebKit: `python -m tests.engines`."""
