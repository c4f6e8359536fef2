"""Plots of the run, right of the canvas; pyqtgraph is imported in this folder and nowhere else."""

import os

os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")
