"""The only code that talks to Twilio: gateway over twilio-python, errors, retries, credentials."""

from twilio_keys_component.twilio_iam.connection import Connection, no_credentials_for
from twilio_keys_component.twilio_iam.credentials import Credentials, CredentialsError, Problem, Settings
from twilio_keys_component.twilio_iam.endpoint import Endpoint, EndpointError
from twilio_keys_component.twilio_iam.errors import (
    AnswerLostError,
    ApiError,
    AuthenticationError,
    CreateOutcomeUnknownError,
    InvalidPermissionError,
    InvalidRequestError,
    KeyLimitError,
    KeyNotFoundError,
    MissingPermissionError,
    NotSentError,
    ServerError,
    SignInRefusedError,
    TooManyRequestsError,
    TwilioError,
    UnexpectedAnswerError,
    http_date,
)
from twilio_keys_component.twilio_iam.gateway import KeyGateway, TwilioKeyGateway
from twilio_keys_component.twilio_iam.names import Names
from twilio_keys_component.twilio_iam.retries import Bounds, retry_text, retrying

__all__ = [
    "AnswerLostError",
    "ApiError",
    "AuthenticationError",
    "Bounds",
    "Connection",
    "CreateOutcomeUnknownError",
    "Credentials",
    "CredentialsError",
    "Endpoint",
    "EndpointError",
    "InvalidPermissionError",
    "InvalidRequestError",
    "KeyGateway",
    "KeyLimitError",
    "KeyNotFoundError",
    "MissingPermissionError",
    "Names",
    "NotSentError",
    "Problem",
    "ServerError",
    "Settings",
    "SignInRefusedError",
    "TooManyRequestsError",
    "TwilioError",
    "TwilioKeyGateway",
    "UnexpectedAnswerError",
    "http_date",
    "no_credentials_for",
    "retry_text",
    "retrying",
]
