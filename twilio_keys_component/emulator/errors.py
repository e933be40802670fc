"""What Twilio answers when it refuses: its codes and its words."""

from __future__ import annotations

from twilio_keys_component.errors import TwilioKeysError


class TwilioError(TwilioKeysError):
    """A refusal in Twilio's format.

    Attributes:
        status: The HTTP status.
        code: Twilio's error code.
        message: Twilio's sentence.
    """

    def __init__(self, *, status: int, code: int, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.status = status
        self.code = code
        self.message = message

    @property
    def body(self) -> dict[str, int | str]:
        """The answer's JSON body (live)."""
        return {
            "code": self.code,
            "message": self.message,
            "more_info": f"https://www.twilio.com/docs/errors/{self.code}",
            "status": self.status,
        }


def authenticate() -> TwilioError:
    """Bad credentials, a standard key on Keys or Accounts (live), or another account (guess)."""
    return TwilioError(status=401, code=20003, message="Authenticate")


def permission_missing(permission: object) -> TwilioError:
    """A restricted key without the permission; the name goes without its leading slash (live)."""
    name = str(permission).removeprefix("/")
    return TwilioError(status=401, code=70051, message=f"Authorization Error: required permission {name} is missing")


def verify_permission_missing(permission: object) -> TwilioError:
    """The same at Verify, which wraps it in a code of its own (live; guess for the exact words)."""
    return TwilioError(status=401, code=8021, message=permission_missing(permission).message)


def permission_not_known(operation: str) -> TwilioError:
    """A restricted key and an operation for which nobody public has named a permission: the emulator's own words."""
    return TwilioError(
        status=401,
        code=70051,
        message=(
            f"Authorization Error: the emulator does not know which permission {operation} needs, so it refuses it to "
            "restricted keys; try a standard key, and see /_emulator/unknown-permissions"
        ),
    )


def not_found(path: str) -> TwilioError:
    """No such thing, or a thing of another account or Region (doc)."""
    return TwilioError(status=404, code=20404, message=f"The requested resource {path} was not found")


def no_host(path: str) -> TwilioError:
    """A request to the emulator that names none of Twilio's hosts: in Twilio's format, in the emulator's words."""
    way_out = f"name a Twilio host first in the path, such as /api.twilio.com{path}, or in the Host header"
    return TwilioError(status=404, code=20404, message=f"The requested resource {path} was not found: {way_out}")


def method_not_allowed() -> TwilioError:
    """A path that exists, with a method that it does not take (doc)."""
    return TwilioError(status=405, code=20004, message="Method not allowed")


def invalid_request(message: str) -> TwilioError:
    """A parameter that is missing or unusable: a list without `AccountSid` (live), a bad page (guess)."""
    return TwilioError(status=400, code=20001, message=message)


def constraint_violated(message: str) -> TwilioError:
    """A value that breaks a constraint, such as a name of 65 characters (live)."""
    return TwilioError(status=400, code=70001, message=message)


def invalid_value(message: str) -> TwilioError:
    """A malformed sid, or a policy that is none (live for sids and unknown permissions)."""
    return TwilioError(status=400, code=70002, message=message)


def invalid_assertion(permission: object) -> TwilioError:
    """An entry of a policy that Twilio does not know; no key is made (live)."""
    return invalid_value(f"assertion '{permission}' is invalid")


def too_many_keys() -> TwilioError:
    """One more key than the account can have (doc: the code; guess: status and words)."""
    return TwilioError(status=400, code=70151, message="The maximum number of API keys of this account is reached")


def too_many_requests() -> TwilioError:
    """More requests at once than Twilio takes from the account: this one was not processed (doc)."""
    return TwilioError(status=429, code=20429, message="Too Many Requests")


def server_error(status: int, message: str = "An internal server error has occurred") -> TwilioError:
    """Twilio's own failure: 20500 and 20503 (doc), others alike (guess)."""
    return TwilioError(status=status, code=20000 + status, message=message)


def refused_input(code: int, message: str) -> TwilioError:
    """A message or call that lacks what it needs (doc: the error dictionary)."""
    return TwilioError(status=400, code=code, message=message)
