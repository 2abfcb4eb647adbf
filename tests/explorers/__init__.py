"""Tests of helpers.explorers."""
