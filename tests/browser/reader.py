"""A reader of the newsletter, with a browser and a mailbox, in one language: what they open, press and are told."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from email.message import EmailMessage
from typing import ClassVar, Literal

from django.urls import reverse
from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Demo
from tests.browser.test_every_page import AXE, too_wide, violations

MAIL_TAKES_AT_MOST = 60  # seconds, on a busy machine
VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (320, "dark"))


@dataclass
class Reader:
    """Somebody who reads; what they see is named in English here, and looked for in their language."""

    demo: Demo
    page: Page
    language: str
    has_scripts: bool = True
    looked_at: ClassVar[set[tuple[str, str]]] = set()
    """Headings and languages of the pages that axe has seen: once is enough."""

    def words(self, english: str) -> str:
        """What the site calls this in the reader's language."""
        with override(self.language):
            return gettext(english)

    def open(self, view: str) -> None:
        """One of the newsletter's pages that has an address for everybody."""
        with override(self.language):
            self.page.goto(self.demo.site + reverse(f"newsletter:{view}"))

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def button(self, english: str) -> Locator:
        return self.main.get_by_role("button", name=self.words(english), exact=True)

    def press(self, english: str) -> None:
        self.button(english).click()

    def click(self, english: str) -> None:
        """A link of the page itself."""
        self.main.get_by_role("link", name=self.words(english), exact=True).click()

    def choose(self, english: str) -> None:
        """A checkbox or a radio button."""
        name = self.words(english)
        self.main.get_by_label(name[0].upper() + name[1:], exact=True).check()

    def is_told(self, english: str) -> None:
        expect(self.main.get_by_text(self.words(english), exact=True).first).to_be_visible()

    def sees(self, english: str) -> None:
        """The page with this heading, in the reader's language; nothing keeps anybody out, and no cookie was set."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.words(english))
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        assert not self.page.context.cookies()
        if self.has_scripts and (english, self.language) not in self.looked_at:
            self._is_kept_out_by_nothing()
            self.looked_at.add((english, self.language))

    def _is_kept_out_by_nothing(self) -> None:
        self.page.add_script_tag(path=AXE)
        for width, scheme in VIEWS:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=scheme)
            assert not violations(self.page)
            assert not too_wide(self.page)

    def gets(self, address: str, subject: str) -> EmailMessage:
        """The mail with this subject that comes to an address, in the reader's language."""
        deadline = time.monotonic() + MAIL_TAKES_AT_MOST
        wanted = (address, self.words(subject))
        while True:
            for mail in self.demo.mails():
                if (str(mail["to"]), str(mail["subject"])) == wanted:
                    assert f'lang="{self.language}"' in part(mail, "html")
                    return mail
            assert time.monotonic() < deadline, f"no mail “{wanted[1]}” to {address}"
            time.sleep(0.3)

    def follow(self, mail: EmailMessage) -> str:
        """Opens the first link of a mail, and says which it was."""
        link = link_in(mail)
        self.page.goto(link)
        return link


def part(mail: EmailMessage, subtype: str) -> str:
    """A mail's text, "plain" or "html"."""
    found = mail.get_body((subtype,))
    assert found is not None
    text: str = found.get_content()
    return text


def link_in(mail: EmailMessage, path: str = "") -> str:
    """The first link in a mail's text, or the first one with this in its path; the HTML has it too."""
    found = re.search(rf"http://\S*{path}\S*", part(mail, "plain"))
    assert found, path
    assert f'href="{found[0]}"' in part(mail, "html")
    return found[0]
