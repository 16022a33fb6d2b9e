"""Asking for a new password tells nobody whether there is an account: what differs happens in the background."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language, override
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from network.models import User
from newsletter.defences import Limit, count

from .tasks import send_password_reset

PER_ADDRESS = Limit(3, timedelta(hours=1))


class PasswordResetForm(WagtailPasswordResetForm):
    """Takes the same time and gives the same answer for any address, and sends nobody a heap of mail."""

    def save(self, **options: Any) -> None:
        email = self.cleaned_data["email"]
        address = hashlib.sha256(email.lower().encode()).hexdigest()
        if count(f"hub.password-resets.{address}", PER_ADDRESS) <= PER_ADDRESS.most:
            users = [user.pk for user in self.get_users(email)]
            send_password_reset.defer(user_ids=users, language=get_language() or "")


def send(user_ids: list[int], language: str) -> None:
    """Mails each of these users a link by which they choose a new password."""
    with override(language):
        for email in set(User.objects.filter(pk__in=user_ids).values_list("email", flat=True)):
            form = WagtailPasswordResetForm({"email": email})
            if form.is_valid():
                form.save(
                    # The mail takes the address of the site from the settings, and not from whoever asked for it.
                    domain_override=urlsplit(settings.PUBLIC_URL).netloc,
                    subject_template_name="wagtailadmin/account/password_reset/email_subject.txt",
                    email_template_name="wagtailadmin/account/password_reset/email.txt",
                )
