"""Rows of what people ask, do and agree together: questions, agendas, what is done next, coalitions."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class QuestionStatus(models.TextChoices):
    """How far people are with a learning question."""

    OPEN = "open", _("open")
    EXPLORED = "explored", _("explored")
    ANSWERED = "answered", _("answered")


class LearningQuestionBlock(blocks.StructBlock):
    """Something that people want to find out together."""

    text = blocks.CharBlock(label=_("Question"), max_length=250)
    status = blocks.ChoiceBlock(label=_("Status"), choices=QuestionStatus.choices, default=QuestionStatus.OPEN)
    asked_on = blocks.DateBlock(label=_("Asked on"), required=False)
    answer = blocks.TextBlock(label=_("Answer"), required=False, default="", rows=3)
    answer_page = blocks.PageChooserBlock(label=_("Page with the answer"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        is_answered = cleaned.get("status") == QuestionStatus.ANSWERED
        has_answer = cleaned.get("answer") or cleaned.get("answer_page")
        if is_answered and not has_answer and not self.is_deferred_validation:
            message = _("Write the answer, or choose the page that gives it.")
            raise blocks.StructBlockValidationError(block_errors={"answer": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "help"
        label = _("Learning question")
        label_format = "{text}"


class AgendaItemKind(models.TextChoices):
    """What happens at a moment of a gathering."""

    TALK = "talk", _("talk")
    TABLE = "table", _("conversation at tables")
    BREAK = "break", _("break")
    OTHER = "other", _("other")


class AgendaItemBlock(blocks.StructBlock):
    """A part of a gathering's programme."""

    time = blocks.TimeBlock(label=_("Begins at"), required=False)
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=AgendaItemKind.choices, default=AgendaItemKind.TALK)
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    text = blocks.TextBlock(label=_("Explanation"), required=False, default="", rows=2)
    people = blocks.ListBlock(SnippetChooserBlock("network.Person", label=_("Person")), label=_("People"), default=[])

    class Meta:
        icon = "time"
        label = _("Agenda item")
        label_format = "{time} {title}"


class FollowUpStatus(models.TextChoices):
    """How far people are with what they said they would do."""

    PLANNED = "planned", _("planned")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")


class FollowUpBlock(blocks.StructBlock):
    """What comes next: a step that was announced, or an action that somebody took on."""

    text = blocks.CharBlock(label=_("What"), max_length=250)
    owner = blocks.CharBlock(
        label=_("Who does it"), help_text=_("A person or an organisation."), required=False, default="", max_length=120
    )
    due = blocks.DateBlock(label=_("Done by"), required=False)
    status = blocks.ChoiceBlock(label=_("Status"), choices=FollowUpStatus.choices, default=FollowUpStatus.PLANNED)
    result_page = blocks.PageChooserBlock(label=_("Page with the result"), required=False)

    class Meta:
        icon = "arrow-right"
        label = _("Next step")
        label_format = "{text}"


class CoalitionBlock(blocks.StructBlock):
    """Organisations that take on a theme together."""

    theme = blocks.CharBlock(label=_("Theme"), max_length=120)
    lead = blocks.CharBlock(label=_("Who leads it"), required=False, default="", max_length=120)
    partners = blocks.TextBlock(label=_("Who takes part"), required=False, default="", rows=2)

    class Meta:
        icon = "group"
        label = _("Coalition")
        label_format = "{theme}"
