"""The start screen: one key to the first backward pass, recent files, templates, and ways to bring data."""
