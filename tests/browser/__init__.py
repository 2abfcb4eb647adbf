"""JupyterLab in the system's Chromium: every lesson as a student uses it."""
