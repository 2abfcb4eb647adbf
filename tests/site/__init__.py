"""The HTML edition: built from the stored notebooks, opened as files in Chromium."""
