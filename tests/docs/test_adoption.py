"""The programs of the page on adoption."""

from __future__ import annotations

import subprocess
import sys
from textwrap import indent

import pytest

from tests.docs.pages import blocks

PAGE = "docs/adoption.md"
MOCKS = """
import pulumi
class Twilio(pulumi.runtime.Mocks):
    def new_resource(self, args):
        print(args.name, args.inputs["adopt_sid"], flush=True)
        return args.inputs["adopt_sid"], args.inputs
    def call(self, args):
        return {}
pulumi.runtime.set_mocks(Twilio())
@pulumi.runtime.test
def run():
    {program}
run()
"""


@pytest.mark.parametrize("number", range(len(blocks(PAGE, "python"))))
def test_a_program_of_the_page_adopts_a_key(number: int) -> None:
    """Each is whole, and declares what can be adopted."""
    program = MOCKS.replace("{program}", indent(blocks(PAGE, "python")[number], "    ").strip())
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    assert " SK" in done.stdout
