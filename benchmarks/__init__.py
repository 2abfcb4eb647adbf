"""What `make bench` measures: each module with a function `rows()` adds lines to its table."""
