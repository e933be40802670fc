"""A small shop's use of Twilio: read by the tests of `suggest`, never imported."""
