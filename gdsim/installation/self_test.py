"""Self-test: all checks one after the other, told as they are found."""

from __future__ import annotations

from collections.abc import Callable

from gdsim.installation.check import CHECKS

WORDS = {True: "ok", False: "FAILED", None: "not checked"}


def self_test(tell: Callable[[str], None]) -> bool:
    """Whether this installation is well.

    Args:
        tell: gets one line for each check, and one that sums up.
    """
    width = max(len(check.name) for check in CHECKS.values())
    found = []
    for check in CHECKS.values():
        finding = check.find()
        found.append(finding.well)
        tell(f"{WORDS[finding.well]:<11}  {check.name:<{width}}  {finding.told}")
    failed, open_ = found.count(False), found.count(None)
    if failed:
        tell(f"{failed} of {len(found)} checks failed")
    elif open_:
        tell(f"nothing is wrong; {open_} of {len(found)} could not be checked here")
    else:
        tell("all is well")
    return not failed
