"""Tests of the records that pictures are drawn from."""
