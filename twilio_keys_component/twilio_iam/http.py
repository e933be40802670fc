"""The wire: one pooled HTTP session under twilio-python, with our endpoint, time-outs and errors."""

from __future__ import annotations

import logging
from base64 import b64encode
from collections.abc import Callable
from ssl import SSLCertVerificationError, SSLError
from time import monotonic
from traceback import walk_tb
from typing import Any, Final

import requests
from requests.exceptions import InvalidSchema, InvalidURL, MissingSchema
from twilio.http import HttpClient
from twilio.http.response import Response
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationValueError,
    MaxRetryError,
    NewConnectionError,
    ProtocolError,
    ProxyError,
    ReadTimeoutError,
)
from urllib3.exceptions import SSLError as TlsError

from twilio_keys_component.twilio_iam.endpoint import Endpoint, EndpointError
from twilio_keys_component.twilio_iam.errors import (
    AnswerLostError,
    NotSentError,
    TwilioError,
    UnexpectedAnswerError,
    api_error,
    parse_object,
)
from twilio_keys_component.twilio_iam.gate import PROCESS_GATE, Gate
from twilio_keys_component.twilio_iam.session import new_session

CONNECT_TIMEOUT_S: Final = 5.0
"""Long enough for a distant edge, short enough to fail while somebody watches."""

READ_TIMEOUT_S: Final = 30.0
"""Twilio's own slow answers stay well below it."""

_NO_CONTENT: Final = 204

_log = logging.getLogger(__name__)


class IamHttpClient(HttpClient):  # type: ignore[misc]  # twilio-python ships no types
    """The HTTP client that twilio-python is given.

    It sends every request to `endpoint`, keeps its connections across calls and threads, never goes through a proxy on
    loopback, and turns every failure into one of `errors`. Bodies, which may hold secrets, are never logged.

    Args:
        endpoint: Twilio, or an emulator.
        read_timeout_s: How long an answer may take.
        before_change: Called before each request that is not a GET; what it raises is raised, and nothing is sent.
        gate: What every request passes; the process's if left out.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        read_timeout_s: float = READ_TIMEOUT_S,
        before_change: Callable[[], None] | None = None,
        gate: Gate | None = None,
    ) -> None:
        super().__init__(_log, is_async=False)
        self._endpoint = endpoint
        self._before_change = before_change
        self._gate = gate or PROCESS_GATE
        self._read_timeout_s = read_timeout_s
        self._session = new_session(uses_environment=not endpoint.is_loopback)

    def request(
        self,
        method: str,
        uri: str,
        params: dict[str, object] | None = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002 - ours are fixed
        allow_redirects: bool = False,  # noqa: ARG002, FBT001, FBT002 - twilio-python's signature; we never follow
    ) -> Response:
        """Send one request of twilio-python's.

        Raises:
            ApiError: The answer's status is 400 or above.
            UnexpectedAnswerError: The answer is a redirect, no JSON object where one is due, or to a delete anything
                but 204.
            NotSentError: No connection was made, or the gate stays closed.
            AnswerLostError: It was sent, and no whole answer came back.
        """
        try:
            url = self._endpoint.locate(uri)
        except EndpointError as error:
            raise UnexpectedAnswerError(
                str(error), next_step="Check what stands behind the configured endpoint."
            ) from None

        def send() -> Response:
            if self._before_change and method != "GET":
                self._before_change()
            started = monotonic()
            try:
                answer = self._session.request(
                    method,
                    url,
                    params=_query(params),
                    data=data,
                    headers=headers,
                    auth=auth,
                    timeout=(CONNECT_TIMEOUT_S, self._read_timeout_s),
                    allow_redirects=False,
                )
            except (requests.RequestException, HTTPError) as error:  # requests lets some of urllib3's through
                failure = _transport_error(error, self._endpoint, is_change=method != "GET")
            else:
                _log.debug("%s %s: %s in %.0f ms", method, uri, answer.status_code, (monotonic() - started) * 1000)
                return _checked(answer, auth, method)
            raise failure  # out here, so that the request and its credentials are no context of it

        return self._gate.run(send)

    def close(self) -> None:
        """Close all connections."""
        self._session.close()


_NEVER_SENT: Final = (
    InvalidSchema,
    InvalidURL,
    LocationValueError,
    MissingSchema,
    requests.ConnectTimeout,
)
"""About the address or the way to it. Any other error, also one of a class not known yet, may come after sending."""


_NO_TUNNEL: Final = "Tunnel connection failed"
"""How `http.client` begins when a proxy refuses to connect: its `OSError` has no class of its own."""

_CHECK_NETWORK: Final = (
    "Nothing was changed. Check the network and any proxy between this machine and Twilio, then run again."
)


def _query(params: dict[str, object] | None) -> dict[str, Any] | None:
    return dict(params) if params else None


def _checked(answer: requests.Response, auth: tuple[str, str] | None, method: str) -> Response:
    status, text = answer.status_code, answer.text
    if status >= 400:
        headers = answer.headers
        raise api_error(
            status=status,
            body=text,
            retry_after=headers.get("Retry-After"),
            date=headers.get("Date"),
            hidden=_credentials_in(auth),
        )
    is_whole = parse_object(text) is not None
    is_due = status == _NO_CONTENT if method == "DELETE" else status < 300 and is_whole
    if not is_due:
        content_type = answer.headers.get("Content-Type", "no content type")
        if status < 300 and not is_whole and content_type.startswith("application/json") and text.startswith("{"):
            problem = f"the answer is cut off ({status}, {len(text)} characters of JSON)"
            raise _answer_lost(problem, is_change=method != "GET")
        raise UnexpectedAnswerError(
            f"got an answer that is not Twilio's ({status}, {content_type}, {len(text)} characters)",
            next_step="Check the endpoint setting and any proxy between this machine and Twilio, then run again.",
        )
    return Response(status, text, dict(answer.headers))


def _credentials_in(auth: tuple[str, str] | None) -> tuple[str, ...]:
    """What an error that repeats the request would show."""
    return (auth[1], b64encode(":".join(auth).encode()).decode()) if auth else ()


def _transport_error(
    error: requests.RequestException | HTTPError, endpoint: Endpoint, *, is_change: bool = True
) -> TwilioError:
    reason = _innermost(error)
    if isinstance(error, _NEVER_SENT) or _is_before_sending(reason):
        return NotSentError(
            f"no connection to {endpoint} ({_words(reason)})",
            next_step="Nothing was sent. Check the network, proxy and endpoint setting, then run again.",
            may_pass=not isinstance(reason, TlsError),
        )
    is_late = isinstance(error, requests.Timeout) or isinstance(reason, ReadTimeoutError)
    what = "no whole answer within the time-out" if is_late else "the connection broke off"
    return _answer_lost(f"{what} ({_words(reason)})", is_change=is_change)


def _answer_lost(problem: str, *, is_change: bool) -> AnswerLostError:
    may_be_done = "It may have been carried out: run `pulumi refresh` to see, then run again."
    return AnswerLostError(problem, next_step=may_be_done if is_change else _CHECK_NETWORK)


def _innermost(error: BaseException) -> BaseException:
    """The failure that requests and urllib3 wrapped."""
    inner = error.args[0] if error.args else None
    if isinstance(inner, MaxRetryError) and inner.reason is not None:
        return inner.reason
    wrapped = ProtocolError | ReadTimeoutError | NewConnectionError | ProxyError
    return inner if isinstance(inner, wrapped) else error


def _is_before_sending(reason: BaseException) -> bool:
    """Whether a failure comes before the first byte of a request.

    urllib3 blames the proxy (`ProxyError`) also for a connection that ended after a whole request went through it.
    """
    if isinstance(reason, ProxyError):
        met = reason.original_error
        return _is_before_sending(met) or (isinstance(met, OSError) and str(met).startswith(_NO_TUNNEL))
    if isinstance(reason, TlsError):
        return any(isinstance(inner, SSLCertVerificationError) or _is_plain_text(inner) for inner in reason.args)
    return isinstance(reason, NewConnectionError | ConnectTimeoutError)


def _is_plain_text(error: BaseException) -> bool:
    """Whether a handshake was answered in plain text, as by a proxy that is called `https://` and speaks HTTP only.

    OpenSSL gives the same reason for plain text after the handshake, which may follow a whole request.
    """
    is_plain = isinstance(error, SSLError) and error.reason == "WRONG_VERSION_NUMBER"
    return is_plain and any(frame.f_code.co_name == "do_handshake" for frame, _ in walk_tb(error.__traceback__))


def _words(reason: BaseException) -> str:
    return type(reason).__name__
