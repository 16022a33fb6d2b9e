"""Mails to one person about their own subscription, through Django's mail backend."""

from __future__ import annotations

import logging
import smtplib
from email.charset import QP, Charset
from email.headerregistry import Address
from typing import Any
from uuid import UUID

from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from .identity import identity_in
from .links import confirm_url, move_url, preferences_url
from .messages import new_message_id
from .models import AddressChange, Subscriber
from .moving import change_with, is_to_be_confirmed
from .providers.failures import failure_of
from .rendering import render_parts
from .subscribing import TIME_TO_CONFIRM, Standing, asked, asked_by, standing_of
from .transport import TransportError, may_receive

logger = logging.getLogger(__name__)
QUOTED_PRINTABLE = Charset("utf-8")
QUOTED_PRINTABLE.body_encoding = QP


class NotTakenError(Exception):
    """The mail server certainly doesn't have the mail, and may take it later."""


def send_confirmation(reference: UUID) -> None:
    """Asks somebody to confirm, or reminds them, unless they can't any more. Raises NotTakenError."""
    consent = asked(reference)
    subscriber = asked_by(consent)
    if consent and subscriber and standing_of(consent, subscriber, timezone.now()) == Standing.OPEN:
        with translation.override(consent.language):
            is_reminder = subscriber.reminded_at is not None and subscriber.reminded_at > consent.at
            context = {
                "url": confirm_url(reference, consent.language),
                "asked_at": consent.at,
                "until": consent.at + TIME_TO_CONFIRM,
                "is_reminder": is_reminder,
                "words": consent.text.words if consent.text else "",
            }
            subject = _("Reminder: confirm your subscription") if is_reminder else _("Confirm your subscription")
            _send(subscriber.email, "confirm", subject, context)


def tell_already_subscribed(number: UUID) -> None:
    """Says that somebody is subscribed already, and where they choose. Raises NotTakenError."""
    subscriber = Subscriber.objects.filter(number=number).first()
    if subscriber and subscriber.gets_mail:
        with translation.override(subscriber.language):
            context = {"url": preferences_url(number, subscriber.language)}
            _send(subscriber.email, "already", _("You are subscribed already"), context)


def send_link(number: UUID) -> None:
    """Sends a subscriber the link to their choices, which they had lost. Raises NotTakenError."""
    subscriber = Subscriber.objects.filter(number=number).first()
    if subscriber and subscriber.gets_mail:
        with translation.override(subscriber.language):
            context = {"url": preferences_url(number, subscriber.language)}
            _send(subscriber.email, "link", _("The link to your newsletter"), context)


def ask_at_new_address(reference: UUID) -> None:
    """Asks the owner of a new address whether the newsletter may come there. Raises NotTakenError."""
    now = timezone.now()
    change = change_with(reference)
    if change and is_to_be_confirmed(change, now):
        language = change.subscriber.language
        with translation.override(language):
            context = {"url": move_url(reference, language), "until": change.at + TIME_TO_CONFIRM}
            _send(change.email, "confirm_move", _("Confirm your new address"), context)


def tell_at_old_address(reference: UUID) -> None:
    """Says at the old address that the newsletter goes elsewhere, and forgets that address. Raises NotTakenError."""
    change = change_with(reference)
    if change and change.old_email:
        with translation.override(change.subscriber.language):
            _send(change.old_email, "moved", _("The newsletter now goes to another address"), {})
        AddressChange.objects.filter(pk=change.pk).update(old_email="")


def _send(address: str, template: str, subject: str, context: dict[str, Any]) -> None:
    """Renders a mail in the language that is active and hands it over."""
    if not may_receive(address):
        return
    language = translation.get_language() or ""
    identity = identity_in(language)
    direction = "rtl" if translation.get_language_bidi() else "ltr"
    mail = render_parts(
        template,
        subject,
        {**context, "subject": subject, "identity": identity, "language": language, "direction": direction},
    )
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        str(Address(identity.sender_name, addr_spec=identity.sender_address)),
        [address],
        reply_to=[identity.reply_to],
        headers={
            "Auto-Submitted": "auto-generated",
            "Content-Language": language,
            **new_message_id(identity),
        },
    )
    message.encoding = QUOTED_PRINTABLE
    message.attach_alternative(mail.html, "text/html")
    _hand_over(message)


def _hand_over(message: EmailMultiAlternatives) -> None:
    """Tries once. What breaks after the connection stood may have arrived, so only a plain "later" is tried again."""
    message.connection = get_connection()
    try:
        message.connection.open()
    except OSError as error:
        raise NotTakenError(type(error).__name__) from None
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        _raise_if_later(code for code, _words in error.recipients.values())
    except smtplib.SMTPResponseException as error:
        _raise_if_later([error.smtp_code])
    except AnymailRecipientsRefused:
        logger.warning("A mail to a subscriber was refused by the provider.")
    except AnymailError as error:
        _raise_if_not_taken(failure_of(error))
    except OSError as error:
        logger.warning("A mail to a subscriber may not have arrived: %s", type(error).__name__)
    finally:
        message.connection.close()


def _raise_if_not_taken(failure: Exception) -> None:
    """The same for a provider's."""
    if isinstance(failure, TransportError):
        raise NotTakenError(type(failure).__name__) from None
    logger.warning("A mail to a subscriber may not have arrived: %s", type(failure).__name__)


def _raise_if_later(codes: Any) -> None:
    """Without the server's words and the cause: they name the address, and this ends in a log."""
    for code in codes:
        if 400 <= code < 500:
            raise NotTakenError(str(code)) from None
        logger.warning("A mail to a subscriber was refused: %s", code)
