"""Lean: what of the collected files the built program can do without, and why.

PyInstaller collects what *could* be imported. Each entry here was left out, and the built program was then run: every
command, the window, its menus and its exports.
"""

from __future__ import annotations

import re

EXCLUDED = [
    # Build tools and toolkits that an optional import of some library drags in.
    "IPython", "OpenGL", "PIL", "matplotlib", "pip", "pkg_resources", "pytest", "scipy", "setuptools", "tkinter",
    "hypothesis", "cupy", "jupyter_rfb", "_pytest",
    # pyqtgraph: never its parametertree, dockarea or multiprocess, nor pydoc, nor Qt's OpenGL modules. It imports all
    # of them with the plots, the last by their names as text.
    "pyqtgraph.canvas", "pyqtgraph.examples", "pyqtgraph.jupyter", "pyqtgraph.opengl",
    "numpy.f2py", "numpy.distutils", "numpy.testing.tests",
    # rich imports these for source text and Markdown, and gdsim shows progress and tables with it.
    "markdown_it", "pygments",
    "pydantic.v1", "pydantic.mypy", "mypy",
    # Qt's other modules. Qt's own libraries may still need each other: what is left out here is the Python side.
    "PySide6.QtConcurrent", "PySide6.QtDBus", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtNetwork",
    "PySide6.QtPrintSupport", "PySide6.QtQml", "PySide6.QtQuick",
    "PySide6.QtQuickControls2", "PySide6.QtQuickWidgets", "PySide6.QtSql", "PySide6.QtTest", "PySide6.QtUiTools",
    "PySide6.QtXml",
    # gdsim opens no connection. hashlib has its own MD5, SHA-2 and BLAKE2 where OpenSSL's are missing.
    "_hashlib", "_ssl", "ssl",
    # Interactive Python, its tests and databases.
    "_curses", "_curses_panel", "curses", "_dbm", "_gdbm", "_sqlite3", "sqlite3", "readline", "lib2to3", "idlelib",
    "turtle", "ensurepip", "test",
]  # fmt: skip
"""Modules that are not collected."""

QT_PLUGINS = {
    # `minimal`, `vnc`, `linuxfb`, `eglfs` draw on nothing that a user has.
    "platforms": {"qxcb", "qwayland", "qwayland-egl", "qwayland-generic", "qoffscreen", "qwindows", "qcocoa"},
    # The system's file dialogs and its dark or light, by the portal. The gtk3 theme would need all of GTK.
    "platformthemes": {"qxdgdesktopportal"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"bradient", "adwaita"},
    "wayland-graphics-integration-client": {"qt-plugin-wayland-egl"},
    "imageformats": {"qsvg", "qico"},
    "iconengines": {"qsvgicon"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
}
"""Plugins that are kept, by their folder; a folder that is not named here is left out. PNG is built into QtGui."""

_SYSTEM = re.compile(
    r"""lib(
    # A driver of the host's Mesa loads these into the program: an older one from here would break it.
    stdc\+\+ | gcc_s | z | zstd | expat | drm | gbm |
    X11 | X11-xcb | Xau | Xdmcp | Xext | Xrender | xcb |
    # They read the host's settings, which must be as old as they are; every desktop has them.
    fontconfig | freetype | png16 | brotlicommon | brotlidec | harfbuzz | graphite2 |
    glib-2\.0 | gthread-2\.0 | gio-2\.0 | gobject-2\.0 | gmodule-2\.0 | pcre2-8 |
    dbus-1 | systemd | cap | gcrypt | gpg-error | lz4 | lzma_system |
    # The gtk3 theme's, which is left out.
    gtk-3 | gdk-3 | gdk_pixbuf-2\.0 | cairo | cairo-gobject | pango-1\.0 | pangocairo-1\.0 | pangoft2-1\.0 |
    atk-1\.0 | atk-bridge-2\.0 | atspi | epoxy | fribidi | thai | datrie | pixman-1 | jpeg | mount | blkid | selinux |
    xcb-render_system | Xcomposite | Xcursor | Xdamage | Xfixes | Xi | Xinerama | Xrandr |
    cloudproviders | json-glib-1\.0 | tracker-sparql-3\.0 |
    # OpenSSL's, and those of network plugins.
    crypto | ssl | krb5 | k5crypto | krb5support | com_err | keyutils | gssapi_krb5 | proxy
    )\.so(\.|$)""",
    re.VERBOSE,
)

_QT_LIBRARY = re.compile(r"(lib)?Qt6(Network|Test|EglF[Ss]\w*|Qml\w*|Quick\w*|Sql|Concurrent)\b")


def needed(name: str) -> bool:
    """Whether a collected file, named by its place in the bundle, goes into it.

    >>> needed("PySide6/Qt/plugins/platforms/libqxcb.so"), needed("PySide6/Qt/plugins/platforms/libqvnc.so")
    (True, False)
    >>> needed("libxcb-cursor.so.0"), needed("libstdc++.so.6"), needed("PySide6/Qt/translations/qtbase_de.qm")
    (True, False, False)
    """
    parts = name.replace("\\", "/").split("/")
    file = parts[-1]
    if "PySide6" in parts:
        if "translations" in parts:
            return False  # the window speaks English
        if "plugins" in parts:
            folder = parts[parts.index("plugins") + 1]
            stem = re.sub(r"^lib|\.(so|dll|dylib)$", "", file)
            return stem in QT_PLUGINS.get(folder, set())
        if file == "opengl32sw.dll":
            return False
    if _QT_LIBRARY.match(file):
        return False
    if len(parts) == 1 and _SYSTEM.match(file):
        return False
    if "pyqtgraph" in parts:
        # Its colour maps and icons stay: menus of its plots name them.
        return "examples" not in parts
    # Pictures of the documents that a reader sees in the repository.
    return parts[:4] != ["gdsim", "resources", "docs", "pictures"]
