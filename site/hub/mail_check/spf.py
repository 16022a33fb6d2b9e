"""Sender Policy Framework (RFC 7208): who may send for a domain, and what it takes a receiver to find out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import TypeVar

from .dns_answers import Dns, Ip
from .findings import Finding, advice, good, wrong

MOST_LOOKUPS, MOST_VOID, MOST_EXCHANGES = 10, 2, 10
# A receiver stops at ten; going on for a while tells how many there are.
ENOUGH = 40
MECHANISMS = ("all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists")
TERM = re.compile(r"(?P<sign>[+?~-]?)(?P<name>[A-Za-z][\w.-]*)(?P<rest>[:=/].*)?$", re.ASCII)
SUBJECT = "SPF"
Answer = TypeVar("Answer")


class BrokenSpfError(Exception):
    """A record by which a receiver can't decide anything; says why."""


@dataclass(frozen=True)
class Rule:
    """One mechanism: for which addresses it answers, and how."""

    sign: str
    matches: Callable[[Ip], bool]


@dataclass
class Policy:
    """A domain's record with all that it includes."""

    lookups: int = 0
    void: int = 0
    has_ptr: bool = False
    # Mechanisms with macros depend on the mail; they are counted, and match nothing here.
    has_macros: bool = False
    rules: list[Rule] = field(default_factory=list)
    rest: str = ""

    def says(self, address: Ip) -> str:
        """`+`, `-`, `~` or `?` for an address; `""` where nothing is said."""
        return answer_of(self.rules, address)


def answer_of(rules: list[Rule], address: Ip) -> str:
    """The sign of the first rule that matches."""
    return next((rule.sign for rule in rules if rule.matches(address)), "")


def records_of(domain: str, dns: Dns) -> list[str]:
    """The SPF records of a domain; there should be one."""
    return [text for text in dns.texts(domain) if re.match(r"v=spf1( |$)", text, re.IGNORECASE)]


def policy_of(domain: str, dns: Dns) -> Policy:
    """The whole policy of a domain. Raises BrokenSpfError, and DnsTroubleError where DNS doesn't answer."""
    walk = _Walk(dns)
    walk.policy.rules = list(walk.rules(domain, (domain,)))
    return walk.policy


class _Walk:
    """Goes through a record and what it names, and counts what that takes."""

    def __init__(self, dns: Dns) -> None:
        self.dns = dns
        self.policy = Policy()

    def rules(self, domain: str, path: tuple[str, ...], is_included: bool = False) -> Iterator[Rule]:
        """The rules of a domain, in order. `path` is how we came there."""
        redirect = ""
        for term in _terms(_only_record(domain, self.dns)):
            sign, name, value = _parsed(term)
            if name == "redirect":
                redirect = value
            elif name == "all":
                # What an included record says of everybody else is nobody's answer; a redirect's is.
                if not is_included:
                    self.policy.rest = sign
                yield Rule(sign, lambda address: True)
                return
            elif name in MECHANISMS:
                yield self._rule(sign, name, value, path)
        if redirect:
            self._count()
            yield from self._followed(redirect, path, is_included)

    def _rule(self, sign: str, name: str, value: str, path: tuple[str, ...]) -> Rule:
        if name in ("ip4", "ip6"):
            return Rule(sign, _within(value, name))
        self._count()
        domain, bits = _split(value, path[-1])
        if "%" in domain:
            self.policy.has_macros = True
            return Rule(sign, lambda address: False)
        if name == "include":
            included = list(self._followed(domain, path, is_included=True))
            return Rule(sign, lambda address: answer_of(included, address) == "+")
        if name == "a":
            return self._hosts(sign, [domain], bits)
        if name == "mx":
            return self._hosts(sign, self._exchanges(domain), bits)
        if name == "exists":
            found = bool(self._seen(self.dns.addresses(domain)))
            return Rule(sign, lambda address: found)
        self.policy.has_ptr = True
        return Rule(sign, lambda address: False)

    def _followed(self, domain: str, path: tuple[str, ...], is_included: bool) -> Iterator[Rule]:
        if "%" in domain:
            self.policy.has_macros = True
            return
        if domain in path:
            raise BrokenSpfError(f"{domain} leads back to itself.")
        yield from self.rules(domain, (*path, domain), is_included)

    def _hosts(self, sign: str, names: list[str], bits: tuple[int, int]) -> Rule:
        found = [address for name in names for address in self._seen(self.dns.addresses(name))]
        networks = [ip_network((address, bits[address.version == 6]), strict=False) for address in found]
        return Rule(sign, lambda address: any(address in network for network in networks))

    def _exchanges(self, domain: str) -> list[str]:
        names = self._seen([name for name in self.dns.exchanges(domain) if name])
        if len(names) > MOST_EXCHANGES:
            raise BrokenSpfError(
                f"mx of {domain} stands for {len(names)} servers; at most {MOST_EXCHANGES} are allowed."
            )
        return names

    def _seen(self, answers: list[Answer]) -> list[Answer]:
        self.policy.void += not answers
        return answers

    def _count(self) -> None:
        self.policy.lookups += 1
        if self.policy.lookups > ENOUGH:
            raise BrokenSpfError(f"It takes more than {ENOUGH} look-ups; at most {MOST_LOOKUPS} are allowed.")


def _only_record(domain: str, dns: Dns) -> str:
    records = records_of(domain, dns)
    if len(records) != 1:
        raise BrokenSpfError(
            f"{domain} has {len(records)} records that begin with v=spf1." if records else f"{domain} has no record."
        )
    return records[0]


def _terms(record: str) -> list[str]:
    return record.split()[1:]


def _parsed(term: str) -> tuple[str, str, str]:
    found = TERM.match(term)
    name = found["name"].lower() if found else ""
    rest = (found["rest"] or "") if found else ""
    needs = name in ("include", "exists", "ip4", "ip6")
    if not found or (name in MECHANISMS) == rest.startswith("=") or (needs and len(rest) < 2):
        raise BrokenSpfError(f"“{term}” is nothing that SPF knows.")
    return found["sign"] or "+", name, rest if rest.startswith("/") else rest[1:]


def _within(value: str, name: str) -> Callable[[Ip], bool]:
    try:
        network = ip_network(value, strict=False)
    except ValueError:
        raise BrokenSpfError(f"“{value}” is no address or network.") from None
    if network.version != int(name[-1]):
        raise BrokenSpfError(f"“{name}:{value}” names the wrong kind of address.")
    return lambda address: address in network


def _split(value: str, current: str) -> tuple[str, tuple[int, int]]:
    """The domain of a mechanism, and how many bits of IPv4 and IPv6 addresses count."""
    found = re.fullmatch(r"(?P<domain>[^/]*)(/(?P<four>\d{1,2}))?(//(?P<six>\d{1,3}))?", value)
    four, six = (int((found and found[key]) or most) for key, most in (("four", 32), ("six", 128)))
    if not found or four > 32 or six > 128:
        raise BrokenSpfError(f"“{value}” can't be read.")
    return found["domain"].rstrip(".").lower() or current, (four, six)


def check(domain: str, dns: Dns, senders: list[Ip]) -> Iterator[Finding]:
    """What SPF says of a domain, and of the addresses that mail comes from as far as they are known."""
    try:
        policy = policy_of(domain, dns)
    except BrokenSpfError as error:
        yield wrong(SUBJECT, f"{error} Publish exactly one record:", suggested(domain, senders))
        return
    yield from _limits(policy)
    yield from _rest(policy, domain)
    for address in senders:
        if policy.says(address) == "+":
            yield good(SUBJECT, f"{address} may send for {domain}.")
        elif policy.has_macros or policy.has_ptr:
            yield advice(SUBJECT, f"whether {address} may send depends on macros or ptr; test it with a mail.")
        else:
            term = f"ip{address.version}:{address}"
            yield wrong(
                SUBJECT, f"{address} may not send for {domain}. Put this into the record, before its end:", term
            )


def _limits(policy: Policy) -> Iterator[Finding]:
    if policy.lookups > MOST_LOOKUPS:
        text = f"it takes {policy.lookups} look-ups; receivers stop at {MOST_LOOKUPS} and take the record for broken. "
        yield wrong(
            SUBJECT, text + "Take out an include that isn't needed, or name networks (ip4:, ip6:) instead of names."
        )
    elif policy.void > MOST_VOID:
        text = f"{policy.void} of its look-ups find nothing; receivers stop after {MOST_VOID}. "
        yield wrong(SUBJECT, text + "Take out what names hosts that aren't there any more.")
    else:
        yield good(
            SUBJECT,
            f"one record, {policy.lookups} look-ups of {MOST_LOOKUPS}, {policy.void} of them without an answer.",
        )
    if policy.has_ptr:
        yield advice(SUBJECT, "ptr is slow and no longer to be used; name the hosts instead.")


def _rest(policy: Policy, domain: str) -> Iterator[Finding]:
    if policy.rest in ("+", "?", ""):
        text = "it lets anybody send" if policy.rest == "+" else "it says nothing of who isn't named"
        yield wrong(SUBJECT, f"{text} for {domain}. Let the record end in:", "~all")
    else:
        yield good(SUBJECT, f"it ends in {policy.rest}all.")


def suggested(domain: str, senders: list[Ip]) -> str:
    """A record that lets these addresses send, or else the domain's own mail servers."""
    named = " ".join(f"ip{address.version}:{address}" for address in senders) or "mx"
    return f'{domain}. IN TXT "v=spf1 {named} ~all"'
