"""What is known about one subscriber, for themselves to see and take along."""

from __future__ import annotations

from typing import Any

from wagtail.models import ModelLogEntry

from .history import changes_of, consents_of, deliveries_of
from .models import AddressChange, Consent, Delivery, Subscriber


def data_of(subscriber: Subscriber) -> dict[str, Any]:
    """All of it as plain JSON values; moments in ISO 8601."""
    return {
        "email": subscriber.email,
        "number": str(subscriber.number),
        "state": subscriber.state,
        "language": subscriber.language,
        "topics": [topic.name for topic in subscriber.topics.all()],
        "kinds": subscriber.kinds,
        "rhythm": subscriber.rhythm,
        "paused_until": _iso(subscriber.paused_until),
        "signed_up": _iso(subscriber.created_at),
        "confirmed": _iso(subscriber.confirmed_at),
        "unsubscribed": _iso(subscriber.unsubscribed_at),
        "why_unsubscribed": subscriber.left_because,
        "suppressed": _iso(subscriber.suppressed_at),
        "reminded_to_confirm": _iso(subscriber.reminded_at),
        "told_of_this_subscription": _iso(subscriber.told_at),
        "address_changes": [_address_change(change) for change in subscriber.address_changes.order_by("at")],
        "consents": [_consent(consent) for consent in consents_of(subscriber)],
        "deliveries": [_delivery(delivery) for delivery in deliveries_of(subscriber)],
        "changes": [_change(entry) for entry in changes_of(subscriber)],
    }


def _consent(consent: Consent) -> dict[str, Any]:
    return {
        "what": "confirmed" if consent.confirms else "asked",
        "at": _iso(consent.at),
        "language": consent.language,
        "rhythm": consent.rhythm,
        "kinds": consent.kinds,
        "words": consent.text.words if consent.text else "",
        "words_version": consent.text.version if consent.text else None,
        "page": consent.page,
        "source": consent.source,
    }


def _delivery(delivery: Delivery) -> dict[str, Any]:
    return {
        "issue": _iso(delivery.dispatch.issue.moment),
        "subject": delivery.variant.subject if delivery.variant else "",
        "state": delivery.state,
        "why_excluded": delivery.exclusion,
        "at": _iso(delivery.settled_at or delivery.handed_over_at),
    }


def _address_change(change: AddressChange) -> dict[str, Any]:
    return {"new_email": change.email, "asked": _iso(change.at), "confirmed": _iso(change.done_at)}


def _change(entry: ModelLogEntry) -> dict[str, Any]:
    """What was changed, and whether by staff: who that was is theirs."""
    by = "staff" if entry.user_id else "subscriber"
    return {"what": entry.action, "at": _iso(entry.timestamp), "by": by, "details": entry.data}


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
