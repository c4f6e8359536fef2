"""Info.plist: what macOS is told of gdsim.app, for packaging/gdsim.spec."""

from __future__ import annotations

from typing import Any

OLDEST = "13.0"
"""The macOS that PySide6's wheels need."""


def info(version: str) -> dict[str, Any]:
    """Additions to what PyInstaller writes by itself.

    >>> info("0.1.0")["CFBundleDocumentTypes"][0]["LSItemContentTypes"]
    ['org.gdsim.experiment']
    """
    return {
        "CFBundleDisplayName": "gdsim",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.education",
        "LSMinimumSystemVersion": OLDEST,
        "NSHighResolutionCapable": True,
        # Dark or light follows the system; without this an app is always light.
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": "The gdsim authors, MIT licence",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "gdsim experiment",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": ["org.gdsim.experiment"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": "org.gdsim.experiment",
                "UTTypeDescription": "gdsim experiment",
                "UTTypeConformsTo": ["public.json"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["gdsim"],
                    "public.mime-type": ["application/vnd.gdsim+json"],
                },
            }
        ],
    }
