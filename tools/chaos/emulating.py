"""`twilio-keys emulator`, which notes every secret in a file before anybody gets it: the check searches for them all.

`python -m tools.chaos.emulating SECRETS emulator --state FILE …`. A key that is deleted takes its secret along, so that
the emulator's own file would not do.
"""

from __future__ import annotations

import os
import sys

from twilio_keys_component.emulator import sources


def main() -> None:
    """Run the command line with secrets that are noted."""
    notes = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    draw = sources.random_secret

    def noted() -> str:
        secret = draw()
        os.write(notes, f"{secret}\n".encode())
        return secret

    # Before anything else is imported: who imports the name gets this one. A write is out of the process when it
    # returns, so it outlives `kill -9`.
    sources.random_secret = noted
    from twilio_keys_component.cli import main as twilio_keys

    sys.argv[1:2] = []
    twilio_keys()


if __name__ == "__main__":
    main()
