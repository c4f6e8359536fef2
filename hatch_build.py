"""Build hook: compiles the executor's loop where there is a compiler, and goes on without it where there is none."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FLAGS = ["-O3", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math", "-g0"]
"""No -ffast-math and no contraction, so that wider vectors change no bit. Debugging symbols would be most of the file,
and tell the folder it was built in."""
MSVC_FLAGS = ["/O2", "/fp:precise", "/std:c11"]
"""Without /std:c11 Microsoft's C does not know ``restrict``. It has no vector types: the products are plain loops."""


class CustomBuildHook(BuildHookInterface):
    """Adds ``gdsim/core/executors/_vm`` to wheels and to editable installs, never to an sdist."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name == "sdist":
            return  # it holds the sources; what a compiler made of them here would be of use nowhere else
        folder = Path(self.root) / "gdsim" / "core" / "executors"
        for old in [*folder.glob("_vm*.so"), *folder.glob("_vm*.pyd")]:
            old.unlink()
        try:
            built = compiled(folder)
        except (Exception, SystemExit) as reason:  # setuptools ends the process where a compiler fails
            print(f"gdsim: built without the compiled executor, NumPy will serve: {reason}", file=sys.stderr)
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"].append(f"/{built.relative_to(self.root).as_posix()}")


def compiled(folder: Path) -> Path:
    """The extension, built beside its source."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    with tempfile.TemporaryDirectory() as work:
        flags = MSVC_FLAGS if sys.platform == "win32" else FLAGS
        extension = Extension(
            "_vm", [str(folder / "_vm.pyx")], include_dirs=[str(folder)], extra_compile_args=flags
        )
        command = build_ext(Distribution({"ext_modules": cythonize([extension], build_dir=work, quiet=True)}))
        command.build_lib, command.build_temp = work, work
        command.ensure_finalized()
        command.run()
        (found,) = (Path(each) for each in command.get_outputs())
        return Path(shutil.copy2(found, folder))
