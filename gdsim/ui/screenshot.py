"""Screenshot: the real window at a place of a run, as a PNG."""

from __future__ import annotations

import os
from pathlib import Path

from gdsim.core.experiment import Experiment
from gdsim.core.program import Program, Stage


def screenshot(
    experiment: Experiment,
    output: Path,
    path: Path | None = None,
    update: int | None = None,
    stage: str | None = None,
    layer: int | None = None,
    sample: int | None = None,
    selected: str | None = None,
    made: int | None = None,
    present: bool = False,
    size: tuple[int, int] = (1600, 900),
    theme: str = "dark",
) -> None:
    """Draw the window without a display.

    Args:
        experiment: the document.
        output: the PNG.
        path: its file, for the title.
        update: from 1; where the file stands if None.
        stage: the stage that has just been done; the whole update if only ``update`` is given.
        layer: the layer that the stage has got to.
        sample: the sample of the batch in view, from 1.
        selected: the number that is pointed at, ``"W2[3,2]"``.
        made: updates that have been made, at least up to ``update``.
        present: the presenter's view.
        size: width and height in pixels.
        theme: ``dark``, ``light`` or ``contrast``.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["GDSIM_REDUCED_MOTION"] = "1"
    from gdsim.ui.application import application

    running = application()
    from PySide6.QtCore import QCoreApplication

    from gdsim.files.messages import FileError
    from gdsim.state.intents import Seek, Select, ViewSample
    from gdsim.ui import theme as themes
    from gdsim.ui.window import Window

    themes.apply(running, themes.theme(theme))
    window = Window(experiment, path, remember=False)
    window.use_theme(theme)
    window.resize(*size)
    window.show()
    session = window.session
    if made is not None:
        session.dispatch(Seek(made))
        session.settle()
    if update is not None or stage is not None:
        where = update or session.model.cursor.update
        session.dispatch(Seek(where))
        session.settle()
        if stage is not None:
            session.dispatch(Seek(where, place_of(session.snapshot.program, Stage(stage), layer)))
    session.settle()
    if sample is not None:
        session.dispatch(ViewSample(sample - 1))
    if selected is not None:
        session.dispatch(Select(selected))
    if present:
        window.pages.present(True, whole_screen=False)
    window.build_plots()
    for _ in range(3):
        QCoreApplication.processEvents()
    # What the plots work out in the pauses of a window is worked out now.
    plots = window.bench.right.plots
    if plots is not None and plots.surface.card.isVisible():
        plots.surface.finish()
        QCoreApplication.processEvents()
    picture = window.grab()
    written = picture.save(str(output), "PNG")
    window.close()
    if not written:
        raise FileError(str(output), "", "cannot be written")


def place_of(program: Program, stage: Stage, layer: int | None) -> int:
    """After how many lines a stage has got through a layer; through all of it where no layer is given."""
    numbers = [n for n in program.stage_lines(stage) if layer is None or program.lines[n].layer == layer]
    return (numbers or list(program.stage_lines(stage)))[-1] + 1
