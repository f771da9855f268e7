"""A text that somebody wrote, as Twilio sends it with all that it adds."""

from tests.messaging.signing import ACCOUNT, SID


def written(text: str, **more: str) -> dict[str, str]:
    return {
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "Body": text,
        "From": "+819012345678",
        "FromCity": "",
        "FromCountry": "JP",
        "FromState": "",
        "FromZip": "",
        "MessageSid": SID,
        "NumMedia": "0",
        "NumSegments": "1",
        "SmsMessageSid": SID,
        "SmsSid": SID,
        "SmsStatus": "received",
        "To": "+15005550006",
        "ToCity": "SAN FRANCISCO",
        "ToCountry": "US",
        "ToState": "CA",
        "ToZip": "94105",
        **more,
    }
