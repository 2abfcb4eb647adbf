"""Tests of helpers.illustrations."""
