"""Twilio API keys and their exact permissions as reviewed code, for Pulumi."""
