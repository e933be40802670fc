"""The deployment without its recovery, to show that the check of a run can fail."""

from __future__ import annotations

from typing import Final

NO_RECOVERY: Final = ""
