"""A short text in every language of the site."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils import translation

from network.models import Organisation
from network.words import Words, WordsField

BOTH = Words({"nl": "lector", "en": "professor"})


def form_with(initial: Words | None = None, data: dict[str, Any] | None = None) -> Form:
    """A form with the one field `role`, made anew so that it knows the languages of the moment."""
    kind = type("RoleForm", (Form,), {"role": WordsField("function", max_length=20).formfield()})
    form: Form = kind(data, initial={"role": initial} if initial else None)
    return form


@pytest.mark.parametrize(
    ("words", "language", "read"),
    [
        (BOTH, "nl", "lector"),
        (BOTH, "en", "professor"),
        (Words({"nl": "lector"}), "en", "lector"),
        (Words({"en": "professor"}), "nl", "professor"),
        (Words(), "nl", ""),
    ],
)
def test_a_reader_gets_their_own_language_else_the_first_that_is_there(words: Words, language: str, read: str) -> None:
    with translation.override(language):
        assert str(words) == read


def test_its_label_begins_with_a_capital_as_every_other() -> None:
    assert form_with()["role"].label == "Function"


def test_words_count_as_empty_while_every_language_is() -> None:
    assert not Words({"nl": "", "en": ""})
    assert BOTH


def test_an_editor_fills_in_the_languages_side_by_side() -> None:
    html = form_with(BOTH).as_p()
    assert 'lang="nl"' in html
    assert 'value="professor"' in html
    filled = form_with(data={"role_nl": "lector", "role_en": ""})
    assert filled.is_valid()
    assert filled.cleaned_data["role"] == {"nl": "lector"}


def test_a_form_that_is_sent_back_untouched_has_not_changed() -> None:
    assert not form_with(BOTH, {"role_nl": "lector", "role_en": "professor"}).has_changed()
    assert form_with(BOTH, {"role_nl": "lector", "role_en": "reader"}).has_changed()


def test_a_text_that_is_too_long_is_refused_at_the_field_and_not_lost() -> None:
    form = form_with(data={"role_nl": "x" * 21, "role_en": "professor"})
    assert list(form.errors) == ["role"]
    assert "x" * 21 in form.as_p()


@pytest.mark.parametrize("wrong", [{"nl": "x" * 301}, {"nl": 5}])
def test_the_model_refuses_what_did_not_come_by_the_form(wrong: dict[str, Any]) -> None:
    organisation = Organisation(name="Reinaerde", description=wrong)
    with pytest.raises(ValidationError) as error:
        organisation.clean_fields(exclude=["slug"])
    assert "description" in error.value.message_dict


def test_a_third_language_gets_a_box_of_its_own(settings: Any) -> None:
    settings.WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch")]
    form = form_with(BOTH, {"role_nl": "lector", "role_en": "professor", "role_de": "Professorin"})
    assert form.is_valid()
    with translation.override("de"):
        assert str(form.cleaned_data["role"]) == "Professorin"
        assert str(BOTH) == "lector"
