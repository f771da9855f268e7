"""Which gateway this house sends by."""

from pathlib import Path

from tutor.messaging.gateways.gateway import CallGateway, Gateway
from tutor.messaging.gateways.recording import RecordingGateway


def gateway_for(
    *, demo: bool, account: str, token: str, sender: str, public_url: str, folder: Path, fake: str = ""
) -> Gateway | None:
    """None: nothing can be sent, so nothing may be marked as sent, and messages stay due.

    `fake` is the address of Twilio's stand-in on this machine, which alone may call back without https.
    """
    if demo and not fake:
        return RecordingGateway(folder)
    if account and token and sender:
        # Its client takes long to load, and only the worker of a house that sends needs it.
        from tutor.messaging.gateways.twilio_http import http_client  # noqa: PLC0415
        from tutor.messaging.gateways.twilio_sms import TwilioSms  # noqa: PLC0415

        reached = _reached(public_url, fake)
        return TwilioSms(account, token, sender, public_url=reached, http_client=http_client(fake))
    return None


def calls_for(
    *, account: str, token: str, caller: str, public_url: str, fake: str = ""
) -> CallGateway | None:
    """None: staff ring landlines. Without an address to call back, nobody could press a key."""
    reached = _reached(public_url, fake)
    if not (account and token and caller and reached):
        return None
    from tutor.messaging.gateways.twilio_http import http_client  # noqa: PLC0415
    from tutor.messaging.gateways.twilio_voice import TwilioVoice  # noqa: PLC0415

    return TwilioVoice(account, token, caller, public_url=reached, http_client=http_client(fake))


def _reached(public_url: str, fake: str) -> str:
    return public_url if fake or public_url.startswith("https://") else ""
