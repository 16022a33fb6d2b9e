"""A test send: an issue's mail to a few addresses, before any reader gets it. Nothing of it stands in the ledger.

It carries the headers of the mail that readers get, those to leave with too, for what is tested is what is sent: a mail
program shows its own button, and a POST to it is answered as RFC 8058 wants. As its link is signed for nobody, whoever
presses it, a scanner included, unsubscribes nobody.
"""

from __future__ import annotations

import smtplib
from collections.abc import Collection, Iterable
from email.headerregistry import Address
from typing import Any
from uuid import UUID

from anymail.exceptions import AnymailError, AnymailRecipientsRefused
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from .addresses import envelope_address
from .approval import IssueError
from .as_reader import Choice, copy_for
from .content import IssueContent
from .identity import identity_in
from .letters import QUOTED_PRINTABLE
from .links import preferences_url, unsubscribe_url
from .messages import list_headers, new_message_id
from .models import Issue
from .providers.failures import NotSentError, failure_of
from .rendering import render_mail
from .transport import TransportError, may_receive
from .variants import EVERY_ISSUE

# No subscriber has this number, so that the links in the mail look right and do nothing for anybody.
NOBODY = UUID(int=0)


def send_trial(
    issue: Issue, languages: Collection[str], addresses: Iterable[str], user: Any, rhythm: str = EVERY_ISSUE
) -> dict[str, str]:
    """Sends the issue in these languages, as readers of this rhythm get it who chose all topics and kinds.

    Says per address that was refused why. Raises IssueError when these readers get nothing, or when the mail server
    can't be reached.
    """
    contents = _copies(issue, languages, rhythm)
    addresses = list(dict.fromkeys(addresses))
    not_allowed = _("This installation doesn't send to this address (MAIL_ALLOWED_RECIPIENTS).")
    refused = {address: not_allowed for address in addresses if not may_receive(address)}
    to_try = [address for address in addresses if address not in refused]
    if to_try:
        with _connection() as connection:
            answers = {address: _send(contents, address, connection) for address in to_try}
        refused |= {address: answer for address, answer in answers.items() if answer}
    data = {
        "languages": [content.language for content in contents],
        "rhythm": rhythm,
        "accepted": len(addresses) - len(refused),
        "refused": len(refused),
    }
    log(instance=issue, action="newsletter.test", user=user, data=data)
    return refused


def _copies(issue: Issue, languages: Collection[str], rhythm: str) -> list[IssueContent]:
    copies = [copy_for(issue, Choice(language, rhythm=rhythm)) for language in sorted(languages)]
    contents = [copy.content for copy in copies if copy.content]
    if not contents:
        reasons = "; ".join(dict.fromkeys(copy.reason for copy in copies))
        raise IssueError(_("These readers get no mail of this issue: %(reasons)s") % {"reasons": reasons})
    return contents


def _connection() -> Any:
    connection = get_connection()
    try:
        connection.open()
    except OSError as error:
        raise IssueError(_("The mail server can't be reached: %(error)s") % {"error": error}) from error
    return connection


def _send(contents: Iterable[IssueContent], address: str, connection: Any) -> str:
    """Hands over a mail per language; the reason when one isn't taken, otherwise nothing."""
    try:
        for content in contents:
            message = trial_message(content, address)
            message.connection = connection
            message.send()
    except smtplib.SMTPRecipientsRefused as error:
        [(code, words), *_others] = error.recipients.values()
        return _answer(code, words)
    except smtplib.SMTPResponseException as error:
        return _answer(error.smtp_code, error.smtp_error)
    except AnymailRecipientsRefused:
        return _("The provider refused it.")
    except AnymailError as error:
        failure = failure_of(error)
        if isinstance(failure, TransportError | NotSentError):
            return _("The mail server refused it: %(answer)s") % {"answer": failure}
        return _("It may not have arrived: %(error)s") % {"error": failure}
    except (OSError, ValueError) as error:
        return _("It may not have arrived: %(error)s") % {"error": error}
    return ""


def trial_message(content: IssueContent, address: str) -> EmailMultiAlternatives:
    """An issue's mail in one language, marked as a test; its links to a reader's own pages are nobody's."""
    language = content.language
    identity = identity_in(language)
    links = (unsubscribe_url(NOBODY, language), preferences_url(NOBODY, language))
    mail = render_mail(content, identity).for_reader(*links)
    with translation.override(language):
        subject = _("[test] %(subject)s") % {"subject": mail.subject}
    message = EmailMultiAlternatives(
        subject,
        mail.text,
        str(Address(identity.sender_name, addr_spec=identity.sender_address)),
        [envelope_address(address)],
        reply_to=[identity.reply_to],
        headers={"Content-Language": language, **new_message_id(identity), **list_headers(identity, links[0])},
    )
    message.encoding = QUOTED_PRINTABLE
    message.attach_alternative(mail.html, "text/html")
    return message


def _answer(code: int, words: Any) -> str:
    said = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return _("The mail server refused it: %(answer)s") % {"answer": f"{code} {said}"}
