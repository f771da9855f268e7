"""What is told about a call, as Twilio sends it with all that it adds."""

from tests.messaging.calling import FIRST
from tests.messaging.signing import ACCOUNT


def fields(status: str = "in-progress", **more: str) -> dict[str, str]:
    return {
        "AccountSid": ACCOUNT,
        "ApiVersion": "2010-04-01",
        "CallSid": FIRST,
        "CallStatus": status,
        "Called": "+81191218633",
        "CalledCity": "",
        "CalledCountry": "JP",
        "CalledState": "Iwate",
        "CalledZip": "",
        "Caller": "+15005550006",
        "CallerCity": "SAN FRANCISCO",
        "CallerCountry": "US",
        "CallerState": "CA",
        "CallerZip": "94105",
        "Direction": "outbound-api",
        "From": "+15005550006",
        "FromCity": "SAN FRANCISCO",
        "FromCountry": "US",
        "FromState": "CA",
        "FromZip": "94105",
        "To": "+81191218633",
        "ToCity": "",
        "ToCountry": "JP",
        "ToState": "Iwate",
        "ToZip": "",
        **more,
    }


def ended(status: str, **more: str) -> dict[str, str]:
    at = {"CallbackSource": "call-progress-events", "SequenceNumber": "3", "CallDuration": "42"}
    return fields(status, Timestamp="Sun, 22 Nov 2026 01:02:03 +0000", **at, **more)


def pressed(key: str, **more: str) -> dict[str, str]:
    return fields(Digits=key, msg="Gather End", FinishedOnKey="", **more)


def picked_up(by: str) -> dict[str, str]:
    return {"AccountSid": ACCOUNT, "AnsweredBy": by, "CallSid": FIRST, "MachineDetectionDuration": "3100"}
