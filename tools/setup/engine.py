"""Which Pulumi engine the project uses: the user's own where it fits, else one built once into the cache."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.setup import build
from tools.setup.places import Places
from tools.setup.processes import say

OLDEST_PULUMI = (3, 200)
LANGUAGE_HOST = "pulumi-language-python"
ANSWER_S = 30.0


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: the folder of a ``pulumi`` to use, or why the user's own does not do."""

    folder: Path | None
    why_not: str = ""


def find_engine(places: Places) -> Found:
    """Look for an engine that is there: on ``PATH`` first, then in the cache."""
    own = _own_engine(places, os.environ)
    return own if own.folder else Found(build.built_engine(places), own.why_not)


def build_instead(places: Places, found: Found) -> Path:
    """Build an engine after a search that found none, and say why; gives its folder."""
    say(f"engine: {found.why_not}")
    return build.build_engine(places)


def _own_engine(places: Places, environment: Mapping[str, str]) -> Found:
    path = _path_without_ours(environment.get("PATH", ""), places.engines)
    pulumi = shutil.which("pulumi", path=path)
    if not pulumi:
        return Found(None, "no `pulumi` on PATH")
    if not shutil.which(LANGUAGE_HOST, path=path):
        return Found(None, f"{pulumi} is on PATH, but its Python language host `{LANGUAGE_HOST}` is not")
    version = _version_of(pulumi)
    if not version:
        return Found(None, f"{pulumi} does not answer `pulumi version`")
    if version < OLDEST_PULUMI:
        found, oldest = (".".join(map(str, parts)) for parts in (version, OLDEST_PULUMI))
        return Found(None, f"{pulumi} is {found}, older than {oldest}")
    return Found(Path(pulumi).absolute().parent)


def _path_without_ours(path: str, engines: Path) -> str:
    # The printed environment puts an engine of ours on PATH; after an update of the clone it would be the wrong one.
    return os.pathsep.join(entry for entry in path.split(os.pathsep) if entry and engines not in Path(entry).parents)


def _version_of(pulumi: str) -> tuple[int, int] | None:
    try:
        answer = subprocess.run(
            [pulumi, "version"],
            capture_output=True,
            check=True,
            text=True,
            timeout=ANSWER_S,
            env={**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "1"},
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    found = re.match(r"v?(\d+)\.(\d+)", answer.stdout.strip())
    return (int(found[1]), int(found[2])) if found else None
