"""What the reminders' key may do: the one list that the deployment grants and the tests run with."""

REMINDERS = [
    "/twilio/lookup/phone-numbers/read",
    "/twilio/messaging/messages/create",
    "/twilio/messaging/messages/read",
]
