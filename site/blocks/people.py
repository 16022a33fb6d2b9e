"""People and organisations. They are the same in every language, and a person is shown who agreed to that."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from network.models import Organisation, Person


def example_person() -> Person:
    """Somebody who doesn't exist, for a preview."""
    return Person(name=_("Robin Vermeer"), email="robin@example.org", phone="030 000 00 00", may_be_shown=True)


class PeopleBlock(blocks.StructBlock):
    """People, each with what they are today."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    people = blocks.ListBlock(
        SnippetChooserBlock("network.Person", label=_("Person")), label=_("People"), min_num=1, max_num=40
    )

    def get_preview_value(self) -> Any:
        people = list(Person.objects.filter(may_be_shown=True)[:3]) or [example_person()]
        return self.normalize({"title": _("Who you will meet"), "people": people})

    class Meta:
        icon = "group"
        label = _("People")
        description = _("People by name, with their function today. Only those who agreed to it are shown.")
        label_format = "{title}"
        template = "blocks/people.html"


class OrganisationsBlock(blocks.StructBlock):
    """Organisations, each with what it is."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    organisations = blocks.ListBlock(
        SnippetChooserBlock("network.Organisation", label=_("Organisation")),
        label=_("Organisations"),
        min_num=1,
        max_num=60,
    )

    def get_preview_value(self) -> Any:
        organisations = list(Organisation.objects.all()[:4]) or [Organisation(name=_("The neighbourhood foundation"))]
        return self.normalize({"title": _("Who works on this"), "organisations": organisations})

    class Meta:
        icon = "site"
        label = _("Organisations")
        description = _("Organisations by name, with what they are.")
        label_format = "{title}"
        template = "blocks/organisations.html"


class ContactBlock(blocks.StructBlock):
    """Whom to write or call: a person, or a mailbox that several people read."""

    title = blocks.CharBlock(label=_("Title"), required=False, default="", max_length=120)
    person = SnippetChooserBlock(
        "network.Person",
        label=_("Person"),
        help_text=_("With their work e-mail address and telephone."),
        required=False,
    )
    label = blocks.CharBlock(
        label=_("Mailbox"),
        help_text=_("Instead of a person: whose mailbox it is."),
        required=False,
        default="",
        max_length=120,
    )
    email = blocks.EmailBlock(label=_("E-mail address"), required=False, default="")
    phone = blocks.RegexBlock(
        r"^\+?[\d ()-]{5,24}$",
        label=_("Telephone"),
        required=False,
        default="",
        error_messages={"invalid": _("Write a telephone number with digits and spaces, such as 030 123 45 67.")},
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        errors = {}
        mailbox = [name for name in ("label", "email", "phone") if cleaned.get(name)]
        if cleaned.get("person"):
            message = _("Leave this empty, or choose no person.")
            errors = {name: ValidationError(message) for name in mailbox}
        elif not mailbox:
            errors["person"] = ValidationError(_("Choose a person, or fill in a mailbox."))
        elif not cleaned.get("label"):
            errors["label"] = ValidationError(_("Say whose mailbox it is."))
        elif not cleaned.get("email") and not cleaned.get("phone"):
            errors["email"] = ValidationError(_("Fill in an e-mail address or a telephone number."))
        if errors and not self.is_deferred_validation:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned

    def get_preview_value(self) -> Any:
        return self.normalize({"title": _("Do you have a question?"), "person": example_person()})

    class Meta:
        icon = "mail"
        label = _("Contact")
        description = _("Whom to write or call: a person, or a mailbox that several people read.")
        label_format = "{title} {person} {label}"
        template = "blocks/contact.html"
