"""DMARC (RFC 9989): what receivers do with mail that only says it is from a domain, and whom they tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .dns_answers import Dns
from .findings import Finding, advice, good, wrong
from .tags import tags_of

SUBJECT = "DMARC"
# A longer name is cut to this many labels after the first look.
MOST_LABELS = 7


@dataclass(frozen=True)
class Policy:
    """The policy that applies to a domain, where it stands, and the domain of the organisation."""

    at: str
    tags: dict[str, str]
    organisation: str

    def for_domain(self, domain: str) -> str:
        """What is to happen with mail from `domain` that isn't aligned."""
        asked = self.tags.get("p", "none").lower()
        return asked if domain == self.at else self.tags.get("sp", asked).lower()


def records_at(domain: str, dns: Dns) -> list[str]:
    """The DMARC records at a domain itself; of several, none counts."""
    return [text for text in dns.texts(f"_dmarc.{domain}") if re.match(r"v\s*=\s*DMARC1\s*(;|$)", text)]


def policy_of(domain: str, dns: Dns) -> Policy | None:
    """The policy that applies to a domain, found by walking up the tree of names; None where there is none."""
    found = [(name, tags_of(records[0])) for name in _walk(domain) if len(records := records_at(name, dns)) == 1]
    if not found:
        return None
    organisation = _organisation(domain, found)
    own = next((one for one in found if one[0] == domain), None)
    top = next((one for one in found if one[0] == organisation), found[-1])
    at, tags = own or top
    return Policy(at, tags, organisation)


def organisation_of(domain: str, dns: Dns) -> str:
    """The organisation's domain, by which two domains are those of one organisation."""
    policy = policy_of(domain, dns)
    return policy.organisation if policy else domain


def _walk(domain: str) -> Iterator[str]:
    yield domain
    labels = domain.split(".")[1:][-MOST_LABELS:]
    while labels:
        yield ".".join(labels)
        labels = labels[1:]


def _organisation(domain: str, found: list[tuple[str, dict[str, str]]]) -> str:
    for name, tags in found:
        if tags.get("psd") == "n":
            return name
        if tags.get("psd") == "y" and name != domain:
            return ".".join(domain.split(".")[-(name.count(".") + 2) :])
    return found[-1][0]


def check(domain: str, dns: Dns) -> Iterator[Finding]:
    """What DMARC says of a domain."""
    if len(records_at(domain, dns)) > 1:
        yield wrong(SUBJECT, f"_dmarc.{domain} has more than one record, so none counts. Leave one of them.")
        return
    policy = policy_of(domain, dns)
    if policy is None:
        yield wrong(
            SUBJECT, "there is no policy. Begin with one that only has reports sent:", suggested(domain, "none")
        )
        return
    yield from _strength(policy, domain)
    yield from _reports(policy, dns)
    modes = {name: "same domain" if policy.tags.get(name) == "s" else "same organisation" for name in ("adkim", "aspf")}
    yield good(SUBJECT, f"the signature has to be of the {modes['adkim']}, the envelope of the {modes['aspf']}.")


def _strength(policy: Policy, domain: str) -> Iterator[Finding]:
    asked = policy.for_domain(domain)
    if asked not in ("none", "quarantine", "reject"):
        yield wrong(SUBJECT, f"“{asked}” at _dmarc.{policy.at} is no policy.", suggested(policy.at, "quarantine"))
    elif asked == "none":
        text = "anybody can send in this domain's name (p=none). Once the reports name no sender that you miss:"
        yield wrong(SUBJECT, text, suggested(policy.at, "quarantine"))
    else:
        yield good(SUBJECT, f"mail that only says it is from {domain}: {asked}, by _dmarc.{policy.at}.")
    if policy.tags.get("t") == "y":
        yield advice(SUBJECT, "it says that it is only being tested (t=y). Take that out once the reports are good.")
    if "pct" in policy.tags:
        yield advice(SUBJECT, "pct= no longer means anything. Take it out.")


def _reports(policy: Policy, dns: Dns) -> Iterator[Finding]:
    addresses = [part.strip() for part in policy.tags.get("rua", "").split(",") if part.strip()]
    mailboxes = [found[1] for part in addresses if (found := re.fullmatch(r"mailto:([^@!]+@[^@!]+)(![\d]+\w?)?", part))]
    if not mailboxes:
        text = "nobody gets the reports of who sends in this domain's name. Add this to the record:"
        yield wrong(SUBJECT, text, f"rua=mailto:dmarc@{policy.organisation}")
    for mailbox in mailboxes:
        yield from _may_report_to(mailbox, policy, dns)


def _may_report_to(mailbox: str, policy: Policy, dns: Dns) -> Iterator[Finding]:
    """A domain elsewhere has to say that it wants the reports."""
    there = mailbox.rpartition("@")[2].lower()
    if there == policy.organisation or organisation_of(there, dns) == policy.organisation:
        yield good(SUBJECT, f"reports go to {mailbox}.")
        return
    name = f"{policy.at}._report._dmarc.{there}"
    if any(text.startswith("v=DMARC1") for text in dns.texts(name)):
        yield good(SUBJECT, f"reports go to {mailbox}, and {there} takes them.")
    else:
        text = f"{there} doesn't say that it takes reports about {policy.at}. Its owner has to publish:"
        yield wrong(SUBJECT, text, f'{name}. IN TXT "v=DMARC1"')


def suggested(domain: str, policy: str) -> str:
    """A record that asks for a policy and for reports."""
    return f'_dmarc.{domain}. IN TXT "v=DMARC1; p={policy}; rua=mailto:dmarc@{domain}"'
