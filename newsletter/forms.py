"""What people fill in about their subscription."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from network.models import FocusArea
from pages.languages import in_order, open_languages
from pages.newsletter_item import NewsletterKind

from .addresses import email_key, validate_mailable
from .consenting import consent_words, fingerprint
from .models import LeavingReason, Rhythm, Subscriber

LONGEST_PAUSE = timedelta(days=2 * 365)
CHECKBOX = {"class": "utrecht-checkbox utrecht-checkbox--html-input"}


def topics_in(language: str) -> list[tuple[int, str]]:
    """Every topic, as subscribers refer to it and as it is called in a language."""
    first = settings.LANGUAGE_CODE
    areas = list(FocusArea.objects.filter(locale__language_code__in=[first, language]).select_related("locale"))
    names = {area.translation_key: area.name for area in areas if area.locale.language_code == language}
    return [
        (area.pk, names.get(area.translation_key, area.name)) for area in areas if area.locale.language_code == first
    ]


class ChoicesForm(forms.Form):
    """A choice of topics, kinds and rhythm; no topic or kind means all."""

    topics = forms.TypedMultipleChoiceField(
        label=_("Topics"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=CHECKBOX),
        help_text=_("Choose none, and you get all of them."),
    )

    kinds = forms.MultipleChoiceField(
        label=_("Kinds of news"),
        choices=[(kind.value, kind.label) for kind in NewsletterKind],
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=CHECKBOX),
        help_text=_("Choose none, and you get all of them."),
    )
    rhythm = forms.ChoiceField(
        label=_("How often"),
        choices=[(rhythm.value, rhythm.label) for rhythm in Rhythm],
        required=False,
        initial=Rhythm.EVERY_ISSUE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = self.fields["topics"]
        assert isinstance(topics, forms.TypedMultipleChoiceField)  # noqa: S101 - it is declared above
        topics.choices = topics_in(get_language() or settings.LANGUAGE_CODE)

    def clean_rhythm(self) -> str:
        """What was shown, for a form that says nothing of it."""
        return str(self.cleaned_data["rhythm"] or self.get_initial_for_field(self.fields["rhythm"], "rhythm"))


class AddressField(forms.EmailField):
    """An address that mail can be sent to; says so of one whose letters before the @ are too much for that."""

    default_validators = [validate_mailable]
    default_error_messages = {
        "required": _("Fill in your e-mail address."),
        "invalid": _("This isn't an e-mail address that we can use. It should look like name@example.org."),
        "max_length": _("This e-mail address is too long."),
        "not_ascii": _(
            "We can't send to an address with letters such as é or ü before the @ yet. Fill in another address."
        ),
    }

    def run_validators(self, value: str) -> None:
        if not value.rpartition("@")[0].isascii():
            raise ValidationError(self.error_messages["not_ascii"], code="not_ascii")
        super().run_validators(value)


class AddressForm(forms.Form):
    """An address; `website` is there for robots, and people never see it."""

    email = AddressField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={
                "class": "utrecht-textbox utrecht-textbox--html-input",
                "autocomplete": "email",
                "spellcheck": "false",
                "autocapitalize": "none",
            }
        ),
    )
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_from_a_robot(self) -> bool:
        """Whether something filled in what people don't see."""
        return bool(self.data.get("website"))

    def clean_email(self) -> str:
        """An address whose domain the mail system can write down."""
        email: str = self.cleaned_data["email"]
        try:
            email_key(email)
        except UnicodeError as error:
            raise ValidationError(self.fields["email"].error_messages["invalid"], code="invalid") from error
        return email


class SubscribeForm(AddressForm, ChoicesForm):
    """Signing up. Only the address is needed."""

    wording = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ["email", "topics", "kinds", "rhythm"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = consent_words()
        self.fields["wording"].initial = self._fingerprint

    def clean_wording(self) -> str:
        """Nobody agrees to words that they weren't shown. A form that says nothing of them is taken as it is."""
        wording: str = self.cleaned_data["wording"]
        if wording and wording != self._fingerprint:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data["wording"] = self._fingerprint  # type: ignore[index]
            raise ValidationError(_("What you agree to has changed. Read it below, and send the form once more."))
        return wording

    @property
    def _fingerprint(self) -> str:
        return fingerprint(self.words)


class PreferencesForm(ChoicesForm):
    """What a subscriber gets, and in which language."""

    language = forms.ChoiceField(
        label=_("Language"), widget=forms.RadioSelect, error_messages={"required": _("Choose a language.")}
    )

    field_order = ["language", "topics", "kinds", "rhythm"]

    def __init__(self, *args: Any, subscriber: Subscriber, **kwargs: Any) -> None:
        super().__init__(
            *args,
            initial={
                "language": subscriber.language,
                "topics": [topic.pk for topic in subscriber.topics.all()],
                "kinds": subscriber.kinds,
                "rhythm": subscriber.rhythm,
            },
            **kwargs,
        )
        language = self.fields["language"]
        assert isinstance(language, forms.ChoiceField)  # noqa: S101 - it is declared above
        offered = in_order({*open_languages(), subscriber.language})
        language.choices = [(code, str(get_language_info(code)["name_local"]).capitalize()) for code in offered]


class PauseForm(forms.Form):
    """Until when no issue comes."""

    until = forms.DateField(
        label=_("The newsletter comes again on"),
        required=False,
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "utrecht-textbox utrecht-textbox--html-input"}
        ),
        help_text=_("Leave it empty to start again yourself."),
        error_messages={"invalid": _("This isn't a date. It should look like 2027-01-31.")},
    )

    def clean_until(self) -> date | None:
        """A day to come, and not in some other life."""
        until: date | None = self.cleaned_data["until"]
        today = timezone.localdate()
        if until and until <= today:
            raise ValidationError(_("This day is past. Choose one that is still to come."), code="past")
        if until and until > today + LONGEST_PAUSE:
            raise ValidationError(_("This is too far away. Leave it empty to pause without an end."), code="far")
        return until


class LostLinkForm(AddressForm):
    """Asking for the link to one's choices."""


class MoveForm(AddressForm):
    """Another address to get the newsletter at."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail address")


class LeavingForm(forms.Form):
    """Why somebody left."""

    reason = forms.ChoiceField(
        label=_("Would you like to say why?"),
        choices=[(reason.value, reason.label) for reason in LeavingReason],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one, or leave this page as it is.")},
    )


class EraseForm(forms.Form):
    """Having everything erased, which can't be undone."""

    sure = forms.BooleanField(
        label=_("Yes, erase all of it"),
        widget=forms.CheckboxInput(attrs=CHECKBOX),
        error_messages={"required": _("Tick the box if you are sure.")},
    )
