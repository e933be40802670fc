"""What Twilio's sids look like, for whoever needs no more than that."""

import re
from typing import Final

ACCOUNT_SID_FORMAT: Final = re.compile(r"AC[0-9a-fA-F]{32}")
"""A whole account sid (doc)."""

KEY_SID_FORMAT: Final = re.compile(r"SK[0-9a-fA-F]{32}")
"""A whole key sid (doc)."""
