"""Where in the program a key is declared, told to the engine's event stream: it has no stack traces of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType
from typing import Final

import pulumi
from pulumi.runtime.mocks import MockMonitor
from pulumi.runtime.settings import get_monitor

_OURS: Final = Path(__file__).parents[1]


def tell_position(resource: pulumi.Resource) -> None:
    """In a preview, say where `resource` is being declared: a debug message, seen by reviews and not by people."""
    root = pulumi.get_root_directory()
    if not root or not pulumi.runtime.is_dry_run() or isinstance(get_monitor(), MockMonitor):
        return
    position = _position(sys._getframe(1), Path(root))  # noqa: SLF001 - the cheap way to a frame
    if position:
        pulumi.log.debug(f"twilio-keys: declared at {position}", resource)


def _position(frame: FrameType | None, root: Path) -> str:
    """`path#line` of the innermost frame in the project's own files, relative to its folder; empty if there is none."""
    foreign = (_OURS, Path(sys.prefix), Path(sys.base_prefix))
    while frame is not None:
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(root) and not any(map(file.is_relative_to, foreign)):
            return f"{file.relative_to(root).as_posix()}#{frame.f_lineno}"
        frame = frame.f_back
    return ""
