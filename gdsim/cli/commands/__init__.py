"""The commands, one a file; each declares ``COMMAND``."""
