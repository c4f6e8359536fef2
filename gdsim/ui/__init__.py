"""The window: the only folder that knows Qt.

Start through ``launch``: the system's libraries are looked at before the first Qt import, because Qt ends the
process where one is missing.
"""

from gdsim.ui.start import launch

__all__ = ["launch"]
