"""The tests of the course; `python -m tests` runs all of them."""
