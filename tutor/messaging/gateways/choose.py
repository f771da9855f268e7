"""Which gateway this house sends by."""

from pathlib import Path

from tutor.messaging.gateways.gateway import Gateway
from tutor.messaging.gateways.recording import RecordingGateway


def gateway_for(
    *, demo: bool, account: str, token: str, sender: str, public_url: str, folder: Path
) -> Gateway | None:
    """None: nothing can be sent, so nothing may be marked as sent, and messages stay due."""
    if demo:
        return RecordingGateway(folder)
    if account and token and sender:
        # Its client takes long to load, and only the worker of a house that sends needs it.
        from tutor.messaging.gateways.twilio_sms import TwilioSms  # noqa: PLC0415

        return TwilioSms(account, token, sender, public_url=public_url)
    return None
