"""Finds the permissions that Python source needs, without running any of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from twilio_keys_component.permissions import Catalog, load_catalog
from twilio_keys_component.suggest.findings import Analysis
from twilio_keys_component.suggest.scopes import Project
from twilio_keys_component.suggest.sources import read_modules
from twilio_keys_component.suggest.statements import Statements


def analyse(paths: Sequence[str | Path], *, catalog: Catalog | None = None) -> Analysis:
    """The permissions that the calls of twilio-python in Python files need, each with file and line.

    The calls are followed through names, attributes, helpers, classes and imports among the files. What a call requests
    is asked of the installed twilio-python, whose objects are used with a transport that sends nothing; nothing of the
    files themselves is imported or run. A name stands for everything that is assigned to it anywhere, so the findings
    can hold a call too many where one name is used for several things.

    Args:
        paths: Files and folders. Of a folder every `*.py` is read, but for hidden folders and virtual environments.
        catalog: What each operation needs; the package's own unless given, such as one with an overlay.

    Raises:
        SourceError: A path is not there, or a file does not parse.
    """
    project = Project(read_modules(paths))
    statements = Statements(project, catalog or load_catalog())
    for is_doubting in (False, True):
        statements.is_doubting = is_doubting
        statements.has_changed = True
        while statements.has_changed:
            statements.run_pass()
    statements.is_reporting = True
    statements.run_pass()
    return Analysis(
        findings=tuple(sorted(statements.findings)),
        unresolved=tuple(sorted(statements.unresolved)),
        notes=tuple(sorted(statements.notes)),
        files=len(project.modules),
    )
