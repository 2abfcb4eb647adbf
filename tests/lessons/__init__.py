"""Tests of what single lessons say."""
