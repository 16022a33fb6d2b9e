"""Whose copy of an issue to look at, and where to send a test of it."""

from __future__ import annotations

import re
from typing import Any, Self

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from .addresses import email_key
from .as_reader import Choice
from .forms import ChoicesForm
from .models import Issue, Rhythm, Subscriber

MOST_ADDRESSES = 10


class ReaderForm(ChoicesForm):
    """A choice that a reader could have made."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)

    field_order = ["language", "rhythm", "topics", "kinds"]

    def __init__(self, *args: Any, choice: Choice, **kwargs: Any) -> None:
        initial = {name: getattr(choice, name) for name in self.field_order}
        super().__init__(*args, initial=initial, **kwargs)
        self._choice = choice
        _offer_languages(self.fields["language"], [code for code, _name in settings.LANGUAGES])
        for name in ("topics", "kinds"):
            self.fields[name].help_text = _("None: all of them.")
            self.fields[name].widget = forms.CheckboxSelectMultiple(choices=self.fields[name].choices)  # type: ignore[attr-defined]

    @property
    def choice(self) -> Choice:
        """What was filled in; what the form began with, as long as nothing was or it can't be understood."""
        if not self.is_bound or not self.is_valid():
            return self._choice
        given = self.cleaned_data
        language = given["language"] or self._choice.language
        return Choice(language, tuple(given["topics"]), tuple(given["kinds"]), given["rhythm"])


class NamedSubscriberForm(forms.Form):
    """The address of an active subscriber; it is posted, so that it stands in no log of addresses asked for."""

    email = forms.EmailField(label=gettext_lazy("E-mail address of an active subscriber"))

    def clean_email(self) -> Subscriber:
        key = email_key(self.cleaned_data["email"])
        subscriber = Subscriber.objects.filter(email_key=key, state=Subscriber.State.ACTIVE).first()
        if subscriber is None:
            raise ValidationError(_("No active subscriber has this address."))
        return subscriber


class TrialForm(forms.Form):
    """Where a test goes, in which languages."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose a language.")},
    )
    rhythm = forms.ChoiceField(
        label=gettext_lazy("As it comes to who chose"),
        choices=Rhythm.choices,
        initial=Rhythm.EVERY_ISSUE,
        required=False,
        help_text=gettext_lazy("Once a month: with what those readers have missed since the first issue of a month."),
    )
    addresses = forms.CharField(
        label=gettext_lazy("To"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=3000,
        help_text=gettext_lazy("One or more addresses, at most ten, with a space, a comma or a new line between them."),
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_languages(self.fields["languages"], languages)
        self.fields["languages"].initial = languages

    @classmethod
    def for_issue(cls, issue: Issue, user: Any, data: Any = None) -> Self:
        """The form for a test of an issue, to oneself unless somebody says otherwise."""
        languages = list(issue.pages.order_by("language").values_list("language", flat=True))
        return cls(data, languages=languages, initial={"addresses": user.email})

    def clean_rhythm(self) -> str:
        return self.cleaned_data["rhythm"] or Rhythm.EVERY_ISSUE.value

    def clean_addresses(self) -> list[str]:
        addresses = [one for one in re.split(r"[\s,;]+", self.cleaned_data["addresses"]) if one]
        if len(addresses) > MOST_ADDRESSES:
            raise ValidationError(_("A test goes to ten addresses at most."))
        wrong = [address for address in addresses if not _is_address(address)]
        if wrong:
            raise ValidationError(_("Not an e-mail address: %(addresses)s") % {"addresses": ", ".join(wrong)})
        return addresses


def _is_address(address: str) -> bool:
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def _offer_languages(field: Any, codes: list[str]) -> None:
    field.choices = [(code, capfirst(str(get_language_info(code)["name_translated"]))) for code in codes]
