"""The root of every error that a user of this package can meet."""


class TwilioKeysError(Exception):
    """Something this package refused, could not do, or was refused by Twilio.

    The text is one readable paragraph without any secret: what was tried, what went wrong, what to do next.
    """
