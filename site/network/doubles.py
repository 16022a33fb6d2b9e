"""Warns an editor who saves a person or an organisation that is probably there already."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder

from .likeness import is_probably_one_organisation, is_probably_one_person
from .models import Organisation, Person


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def warn_of_a_double(request: HttpRequest, instance: models.Model) -> None:
    """Name and link what is probably the same; it has been saved all the same."""
    for other in doubles_of(instance):
        message = _("“%(saved)s” has been saved. Is it the same as “%(other)s”, which was there already?")
        button = messages.button(AdminURLFinder(request.user).get_edit_url(other), _("Look at “%s”") % other)
        messages.warning(request, message % {"saved": instance, "other": other}, buttons=[button])


def doubles_of(instance: models.Model) -> list[Any]:
    """The people or organisations that are probably the same as this one; one query."""
    if isinstance(instance, Person):
        names = _names_of(instance)
        people = Person.objects.exclude(pk=instance.pk)
        return [other for other in people if is_probably_one_person(names, _names_of(other))]
    if isinstance(instance, Organisation):
        organisations = Organisation.objects.exclude(pk=instance.pk)
        return [other for other in organisations if is_probably_one_organisation(instance.name, other.name)]
    return []


def _names_of(person: Person) -> list[str]:
    return [person.name, *person.alternate_names.split(",")]
