"""What became of a text, and what people write to us."""

from werkzeug.wrappers import Response

from tutor import clock
from tutor.database import db
from tutor.messaging.callbacks import settle
from tutor.messaging.gateways.twilio_codes import OF_TEXTS, failure
from tutor.messaging.gateways.twilio_signed import OF_STATUS, OF_TEXT
from tutor.messaging.gateways.twilio_status import state_of, wants_texts
from tutor.replies.actions import take_text
from tutor.web.callbacks import signed
from tutor.web.callbacks.blueprint import BECAUSE, pages
from tutor.web.guards import open_to_all


@pages.post("/sms")
@open_to_all(BECAUSE)
def sms_status() -> Response:
    given = signed.form(OF_STATUS)
    known = settle(
        signed.uid(),
        sid=given["MessageSid"],
        state=state_of(given["MessageStatus"]),
        why=failure(given.get("ErrorCode", ""), OF_TEXTS),
        now=clock.now(),
    )
    if not known:
        signed.refuse("no message of ours", 404)
    db.session.commit()
    return Response(status=204)


@pages.post("/inbound")
@open_to_all(BECAUSE)
def sms_inbound() -> Response:
    """Nothing is said in answer: whatever we say goes through the outbox."""
    given = signed.form(OF_TEXT)
    text = given["Body"]
    wish = wants_texts(given.get("OptOutType", ""), text)
    take_text(given["MessageSid"], given["From"], text, wants_texts=wish, now=clock.now())
    db.session.commit()
    return Response("<Response/>", mimetype="text/xml")
