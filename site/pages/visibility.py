"""Which pages anybody may see: the one rule for whatever lists, links to or gathers pages."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import PageViewRestriction


def hidden_from_the_public() -> Q:
    """A condition on a query of pages: that the page, or one above it, is kept from anonymous visitors.

    An alias is hidden with the page that it stands for, as Wagtail has it.
    """
    # Asked once for the whole query: most networks hide nothing, and no page has to be compared with all others.
    is_anything_hidden = Q(Exists(PageViewRestriction.objects.all()))
    return is_anything_hidden & (Q(_restricted_above("path")) | Q(_restricted_above("alias_of__path")))


def _restricted_above(path: str) -> Exists:
    outer = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(PageViewRestriction.objects.annotate(outer=outer).filter(outer__startswith=F("page__path")))


def public(pages: Any) -> Any:
    """Of a queryset of pages, those that are live and that anybody may see; no query of its own."""
    return pages.live().exclude(hidden_from_the_public())
