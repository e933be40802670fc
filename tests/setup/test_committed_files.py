"""What must hold for the files of the repository so that a fresh clone sets itself up anywhere."""

import re
import subprocess
import tomllib

from packaging.requirements import Requirement

from tests.setup.conftest import ROOT

REGISTRIES = (
    ("files", "pythonhosted", "org"),
    ("proxy", "golang", "org"),
    ("pypi", "org"),
    ("registry", "npmjs", "org"),
    ("sum", "golang", "org"),
)
"""Hosts of package registries, in parts: this file is among those searched."""


def test_constraints_are_exact_pins() -> None:
    """Each line pins one package to one version: no range, URL, hash or option, no package twice, in sorted order."""
    lines = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9.-]+==[a-z0-9.+]+", line) for line in lines)
    assert lines == sorted(set(lines))
    assert len({line.split("==")[0] for line in lines}) == len(lines)


def test_every_declared_dependency_is_pinned() -> None:
    """No dependency of the package, of its extras or of its build floats, and each pin is within its range."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    pins = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if line[:1] != "#")
    declared = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    declared += [text for extra in project["project"]["optional-dependencies"].values() for text in extra]
    for text in declared:
        requirement = Requirement(text)
        if requirement.name != project["project"]["name"]:
            assert pins[requirement.name] in requirement.specifier


def test_no_file_names_a_package_registry() -> None:
    """Which registry serves the packages is a matter of each machine's settings."""
    hosts = [".".join(parts) for parts in REGISTRIES]
    patterns = [part for host in hosts for part in ("-e", host)]
    found = subprocess.run(
        ["git", "grep", "--fixed-strings", "--files-with-matches", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (1, "")


def test_every_make_target_in_the_docs_exists() -> None:
    """A `make` command that the documents show can be run."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    shown = {name for document in documents for name in _make_commands(document.read_text())}
    assert shown
    assert shown <= targets


def _make_commands(text: str) -> list[str]:
    return re.findall(r"(?:`|^\$ |^|\(|&& )make (?:-s )?([a-z-]+)", text, re.MULTILINE)
