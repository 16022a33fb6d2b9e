"""The preflight of an issue: what its mails are checked for, and what only the database knows of links and items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from .content import IssueContent
from .foreign_links.checking import foreign_addresses, known
from .identity import identity_in
from .models import ForeignLink, Issue, Outcome
from .monthly import offers_at
from .preflight import LARGE, Finding, check_issue, error, warning
from .rendering import RenderedMail, render_mail

WAGTAILS_VIEW = "wagtail_serve"


@dataclass(frozen=True)
class Preflight:
    """What was found in one language."""

    language: str
    findings: list[Finding]

    @property
    def language_name(self) -> str:
        """The language in words, in the one that is active."""
        return str(get_language_info(self.language)["name_translated"])

    @property
    def blocks(self) -> bool:
        """Whether anything keeps the issue from being sent."""
        return any(finding.blocks for finding in self.findings)


def preflight(contents: Mapping[str, IssueContent]) -> list[Preflight]:
    """What there is to say about an issue, by language, in the language that is active."""
    found = [Preflight(language, _inspect(content)) for language, content in sorted(contents.items())]
    merged = _merged_mails(contents)
    return [replace(one, findings=[*one.findings, *_check_merged_size(merged.get(one.language))]) for one in found]


def what_blocks(contents: Mapping[str, IssueContent]) -> list[str]:
    """What keeps an issue with these contents from being sent: a sentence each, with the language."""
    return [
        f"{found.language_name}: {finding.message}"
        for found in preflight(contents)
        for finding in found.findings
        if finding.blocks
    ]


def _inspect(content: IssueContent) -> list[Finding]:
    identity = identity_in(content.language)
    mail = render_mail(content, identity)
    findings = check_issue(content, mail, identity, settings.PUBLIC_URL)
    findings = [replace(finding, url=_translate_url(finding.key)) if finding.key else finding for finding in findings]
    findings += _check_own_links(mail, content)
    findings += _check_foreign_links(mail)
    return sorted(findings, key=lambda finding: not finding.blocks)


def _merged_mails(contents: Mapping[str, IssueContent]) -> dict[str, RenderedMail]:
    """The mails of monthly readers who get more than the issue itself, by language."""
    if not contents:
        return {}
    moment = max(timezone.now(), *(content.moment for content in contents.values()))
    return {
        language: render_mail(offer.content, identity_in(language))
        for language, offer in offers_at(moment, contents).items()
        if offer.is_first_of_month and len(offer.content.items) > offer.own
    }


def _check_merged_size(mail: RenderedMail | None) -> list[Finding]:
    """Only a warning, for an editor can't make shorter what earlier issues held."""
    size = len(mail.html.encode()) if mail else 0
    if size <= LARGE:
        return []
    words = _("For readers of one issue a month the mail is %(size)d kB; over 95 kB mail programs cut it off.")
    return [warning(words % {"size": size // 1000})]


def _check_own_links(mail: RenderedMail, content: IssueContent) -> list[Finding]:
    """Links to this site that lead nowhere. The issue's own page goes public as it is sent."""
    known = {*(item.url for item in content.items), content.url}
    paths = {path for path in own_paths(mail.html) if path not in known}
    return [
        error(_("A link leads to a page that isn't public: %(url)s") % {"url": path})
        for path in sorted(paths)
        if not leads_somewhere(path)
    ]


def _check_foreign_links(mail: RenderedMail) -> list[Finding]:
    """Links to other sites that didn't work when they were looked at. A site may be down today, so these only warn."""
    if not settings.CHECK_FOREIGN_LINKS:
        return []
    links = known(foreign_addresses(mail.html))
    return [
        warning(_("A link to another site: %(url)s %(said)s") % {"url": address, "said": what_was_found(link)})
        for address, link in sorted(links.items())
        if link.outcome not in (Outcome.WORKS, Outcome.UNCLEAR)
    ]


def foreign_links_in(contents: Mapping[str, IssueContent]) -> list[tuple[str, str]]:
    """Every address on another site in any language of an issue, and what is known of it, in words."""
    mails = (render_mail(content, identity_in(content.language)) for content in contents.values())
    addresses = {address for mail in mails for address in foreign_addresses(mail.html)}
    links = known(addresses)
    return [(address, what_was_found(links.get(address))) for address in sorted(addresses)]


def what_was_found(link: ForeignLink | None) -> str:
    """What came of looking at an address on another site, and when that was."""
    if link is None:
        return _("not yet checked") if settings.CHECK_FOREIGN_LINKS else _("isn't checked on this installation")
    moment = date_format(timezone.localtime(link.checked_at), "SHORT_DATETIME_FORMAT")
    if link.outcome == Outcome.BROKEN:
        return _("answered %(status)d on %(moment)s") % {"status": link.status, "moment": moment}
    said = {"outcome": link.get_outcome_display(), "moment": moment}
    return _("%(outcome)s, checked on %(moment)s") % said


def own_paths(html: str) -> set[str]:
    """The addresses of links to this site, without scheme and host."""
    addresses = {str(link["href"]) for link in BeautifulSoup(html, "html.parser").find_all("a", href=True)}
    own = (
        address.removeprefix(settings.PUBLIC_URL)
        for address in addresses
        if address.startswith(f"{settings.PUBLIC_URL}/")
    )
    return {urlsplit(path).path for path in own}


def leads_somewhere(path: str) -> bool:
    """Whether a visitor finds something at an address of this site; asks the database, makes no request."""
    language = translation.get_language_from_path(path)
    try:
        with translation.override(language):
            match = resolve(path)
    except Resolver404:
        return False
    if match.url_name != WAGTAILS_VIEW:
        return True
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    locale = Locale.objects.filter(language_code=language).first()
    root = site and locale and site.root_page.get_translation_or_none(locale)
    if not root:
        return False
    components = [part for part in match.args[0].split("/") if part] if match.args else []
    try:
        page, _args, _kwargs = root.specific.route(HttpRequest(), components)
    except Http404:
        return False
    return bool(page.live) and not page.get_view_restrictions().exists()


def items_left_out(issue: Issue, contents: Mapping[str, IssueContent]) -> list[Finding]:
    """Pages that stand in the issue's drafts and that readers can't see, so that they aren't in its mails."""
    found = []
    for draft in issue.pages.select_related("locale"):
        shown = {item.key for item in contents[draft.language].items} if draft.language in contents else set()
        rows = draft.get_latest_revision_as_object().items.all()
        pages = Page.objects.filter(pk__in=[row.page_id for row in rows if row.page_id])
        hidden: Iterable[Page] = (page for page in pages if str(page.translation_key) not in shown)
        found += [warning(_("“%(title)s” isn't public, so it is left out.") % {"title": page.title}) for page in hidden]
    return found


def _translate_url(key: str) -> str:
    """Where an editor translates the page with this translation key; empty when it is gone."""
    page = Page.objects.filter(translation_key=key, locale__language_code=settings.LANGUAGE_CODE).first()
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk]) if page else ""
