"""Stacks of organizations: only Pulumi Cloud has them, so a script answers here as its command line does there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from twilio_keys_component.cli import main
from twilio_keys_component.cli.pulumi_cli import PulumiCli, PulumiPlaceError

Listing = Callable[..., Path]

SCRIPT = """#!/bin/sh
echo "$PULUMI_STACK: $1 $2 $3" >> calls
case "$1 $2" in
  "stack ls") while read -r line; do echo "$line"; done < listed ;;
  "stack --show-name") echo dev ;;
  "config --json") echo '{}' ;;
esac
"""


@pytest.fixture
def listing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Listing:
    """Make a project's folder where these stacks are listed, the first as the selected one; this process goes there."""

    def make(*names: str) -> Path:
        (tmp_path / "Pulumi.yaml").write_text("name: orders\nruntime: python\n", "utf-8")
        stacks = [{"name": name, "current": name == names[0]} for name in names]
        (tmp_path / "listed").write_text(f"{json.dumps(stacks)}\n", "utf-8")
        script = tmp_path / "pulumi"
        script.write_text(SCRIPT, "utf-8")
        script.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return make


@pytest.mark.parametrize("given", ["acme/dev", "acme/orders/dev", "beta/dev", "dev", None])
def test_stacks_of_one_name_are_told_apart_by_their_organizations(listing: Listing, given: str | None) -> None:
    """The first being selected is not forgotten for the second; without an organization any is meant."""
    cli = PulumiCli(listing("acme/dev", "beta/dev"), given)
    cli.expect_stack()
    assert (cli.stack, cli.stacks) == ("dev", frozenset({"acme/dev", "beta/dev"}))


def test_an_organization_that_is_not_listed_may_be_the_default_one(listing: Listing) -> None:
    """Pulumi leaves that one out of a listed name."""
    PulumiCli(listing("dev"), "acme/dev").expect_stack()


def test_a_stack_of_another_organization_is_not_there(listing: Listing) -> None:
    """What was typed and what is there is told in full."""
    with pytest.raises(PulumiPlaceError, match=r"no stack gamma/dev\. Its stacks: acme/dev, beta/dev\."):
        PulumiCli(listing("acme/dev", "beta/dev"), "gamma/dev").expect_stack()


def test_a_stack_is_made_in_the_organization_that_was_typed(listing: Listing) -> None:
    """Not in the default one."""
    folder = listing("acme/dev")

    with pytest.raises(SystemExit) as end:
        main(("init", "--stack", "beta/dev", "--create", "--no-credentials"))

    assert end.value.code in (None, 0)
    assert "beta/dev: stack init beta/dev" in (folder / "calls").read_text("utf-8").splitlines()
