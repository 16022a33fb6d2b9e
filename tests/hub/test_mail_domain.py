"""What an administrator hears of the domain that mail is sent from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import StringIO
from ipaddress import ip_address

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from hub.mail_check import dkim_keys, dmarc, hosts, spf
from hub.mail_check.domain import Sending, check_domain
from hub.mail_check.findings import Finding, Level
from hub.mail_check.tags import tags_of
from tests.dns_server import DnsServer, dns_server
from tests.rsa_key import make_key

HOST, HOST_SIX = ip_address("192.0.2.25"), ip_address("2001:db8::25")
SENDING = Sending("nieuws@netwerk.example", ["s2026"], ["uit.netwerk.example"])
KEY = make_key()


@pytest.fixture(scope="module")
def _serving() -> Iterator[DnsServer]:
    with dns_server() as server:
        yield server


@pytest.fixture
def dns(_serving: DnsServer) -> DnsServer:
    """A server that knows nothing yet."""
    _serving.zone.clear()
    return _serving


@pytest.fixture
def whole(dns: DnsServer) -> DnsServer:
    """A server that knows a domain at which nothing is missing."""
    dns.text("netwerk.example", "something=else", "v=spf1 mx ip4:192.0.2.0/28 include:relay.example -all")
    dns.text("relay.example", "v=spf1 ip6:2001:db8::/32 ~all")
    dns.text("s2026._domainkey.netwerk.example", KEY.record)
    dns.text("_dmarc.netwerk.example", "v=DMARC1; p=reject; rua=mailto:dmarc@netwerk.example; adkim=s")
    dns.text("_mta-sts.netwerk.example", "v=STSv1; id=20261101")
    dns.text("_smtp._tls.netwerk.example", "v=TLSRPTv1; rua=mailto:tls@netwerk.example")
    dns.zone |= {
        ("netwerk.example", "MX"): ["20 mx2.netwerk.example.", "10 mx1.netwerk.example."],
        ("mx1.netwerk.example", "A"): ["192.0.2.10"],
        ("mx1.netwerk.example", "AAAA"): ["2001:db8::10"],
        ("mx2.netwerk.example", "A"): ["192.0.2.11"],
        ("mx2.netwerk.example", "AAAA"): ["2001:db8::11"],
        ("_25._tcp.mx1.netwerk.example", "TLSA"): [f"3 1 1 {'ab' * 32}"],
        ("_25._tcp.mx2.netwerk.example", "TLSA"): [f"3 1 1 {'cd' * 32}"],
        ("mta-sts.netwerk.example", "A"): ["192.0.2.80"],
        ("uit.netwerk.example", "A"): ["192.0.2.5"],
        ("uit.netwerk.example", "AAAA"): ["2001:db8::5"],
        (hosts.dns_name(ip_address("192.0.2.5")).rstrip("."), "PTR"): ["uit.netwerk.example."],
        (hosts.dns_name(ip_address("2001:db8::5")).rstrip("."), "PTR"): ["uit.netwerk.example."],
    }
    return dns


def all_of(dns: DnsServer, domain: str = "netwerk.example", sending: Sending = SENDING) -> list[Finding]:
    return check_domain(domain, sending, dns.dns, date(2026, 11, 26))


def to_fix(findings: list[Finding]) -> list[str]:
    return [f"{one.subject}: {one.text} {one.record}" for one in findings if one.level is Level.WRONG]


def test_nothing_is_said_against_a_domain_at_which_nothing_is_missing(whole: DnsServer) -> None:
    findings = all_of(whole)
    assert [one for one in findings if one.level is not Level.GOOD] == []
    assert {one.subject for one in findings} == {"sender", "SPF", "DKIM", "DMARC", "MX", "PTR", "MTA-STS", "TLS-RPT"}
    assert all_of(whole, "NETWERK.example.") == findings


def test_of_a_domain_at_which_there_is_nothing_every_record_is_named(dns: DnsServer) -> None:
    dns.zone["uit.netwerk.example", "A"] = ["192.0.2.25"]
    records = "\n".join(one.record for one in all_of(dns))
    for record in (
        'netwerk.example. IN TXT "v=spf1 ip4:192.0.2.25 ~all"',
        's2026._domainkey.netwerk.example. IN TXT "v=DKIM1; k=rsa; p=PUBLIC-KEY"',
        '_dmarc.netwerk.example. IN TXT "v=DMARC1; p=none; rua=mailto:dmarc@netwerk.example"',
        "netwerk.example. IN MX 10 mail.netwerk.example.",
        "25.2.0.192.in-addr.arpa. IN PTR NAME-OF-THE-SERVER.",
        '_mta-sts.netwerk.example. IN TXT "v=STSv1; id=20261126"',
        '_smtp._tls.netwerk.example. IN TXT "v=TLSRPTv1; rua=mailto:tls@netwerk.example"',
    ):
        assert record in records
    assert {line.split(":")[0] for line in to_fix(all_of(dns))} == {"SPF", "DKIM", "DMARC", "MX", "PTR"}


def test_a_server_that_fails_is_not_taken_for_a_no(whole: DnsServer) -> None:
    whole.zone["_dmarc.netwerk.example", "TXT"] = ["SERVFAIL"]
    [line] = to_fix(all_of(whole))
    assert "DNS doesn't say whether _dmarc.netwerk.example has TXT" in line


def test_the_domain_of_another_sender_is_the_wrong_one_to_look_at(whole: DnsServer) -> None:
    [line] = to_fix(all_of(whole, sending=Sending("a@elders.example", SENDING.selectors, SENDING.hosts)))
    assert "receivers look at elders.example and not at netwerk.example" in line
    [line] = to_fix(all_of(whole, sending=Sending("a@mail.netwerk.example", SENDING.selectors, SENDING.hosts)))
    assert "of the same organisation" in line


# SPF


def spf_of(dns: DnsServer, record: str) -> spf.Policy:
    dns.text("netwerk.example", record)
    return spf.policy_of("netwerk.example", dns.dns)


def spf_findings(dns: DnsServer, record: str) -> list[str]:
    dns.text("netwerk.example", record)
    return to_fix(list(spf.check("netwerk.example", dns.dns, [])))


def test_spf_counts_what_every_include_and_a_redirect_take(dns: DnsServer) -> None:
    dns.text("a.example", "v=spf1 include:b.example a:h.example ?all")
    dns.text("b.example", "v=spf1 ip4:192.0.2.25 exists:h.example -all")
    dns.text("c.example", "v=spf1 mx:h.example ip6:2001:db8::/32 ~all")
    dns.zone["h.example", "A"] = ["198.51.100.1"]
    dns.zone["h.example", "MX"] = ["10 h.example."]
    policy = spf_of(dns, "v=spf1 include:a.example redirect=c.example")
    # include a, include b, exists, a; redirect, mx
    assert (policy.lookups, policy.void, policy.rest) == (6, 0, "~")
    assert policy.says(HOST) == "+"
    assert policy.says(ip_address("198.51.100.1")) == "+"
    assert policy.says(ip_address("203.0.113.1")) == "+"  # b's exists lets anybody
    dns.text("b.example", "v=spf1 ip4:192.0.2.25 -all")
    assert spf.policy_of("netwerk.example", dns.dns).says(ip_address("203.0.113.1")) == "~"


def test_spf_takes_ten_look_ups_and_no_more(dns: DnsServer) -> None:
    dns.zone["h.example", "A"] = ["198.51.100.1"]
    ten = " ".join(["a:h.example"] * 10)
    assert spf_findings(dns, f"v=spf1 {ten} -all") == []
    assert "it takes 11 look-ups" in spf_findings(dns, f"v=spf1 {ten} a:h.example -all")[0]
    assert "more than 40" in spf_findings(dns, f"v=spf1 {ten} {ten} {ten} {ten} a:h.example -all")[0]


def test_spf_takes_two_look_ups_that_find_nothing_and_no_more(dns: DnsServer) -> None:
    assert spf_findings(dns, "v=spf1 a mx -all") == []
    assert "3 of its look-ups find nothing" in spf_findings(dns, "v=spf1 a mx a:gone.example -all")[0]


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("v=spf1 include:missing.example -all", "missing.example has no record"),
        ("v=spf1 include:netwerk.example -all", "leads back to itself"),
        ("v=spf1 ipv4:192.0.2.1 -all", "“ipv4:192.0.2.1” is nothing"),
        ("v=spf1 ip4=192.0.2.1 -all", "is nothing that SPF knows"),
        ("v=spf1 include: -all", "is nothing that SPF knows"),
        ("v=spf1 ip4:192.0.2.300 -all", "is no address"),
        ("v=spf1 ip4:2001:db8::1 -all", "wrong kind"),
        ("v=spf1 a/99 -all", "can't be read"),
        ("v=spf1 mx:many.example -all", "stands for 11 servers"),
        ("v=spf1 a:h.example +all", "it lets anybody send"),
        ("v=spf1 a:h.example", "it says nothing of who isn't named"),
        ("v=spf1 a:h.example ?all", "it says nothing of who isn't named"),
    ],
)
def test_spf_that_decides_nothing_is_told_with_the_reason(dns: DnsServer, record: str, says: str) -> None:
    dns.zone["h.example", "A"] = ["198.51.100.1"]
    dns.zone["many.example", "MX"] = [f"10 m{number}.example." for number in range(11)]
    assert says in " ".join(spf_findings(dns, record))


def test_two_spf_records_are_as_bad_as_none(dns: DnsServer) -> None:
    dns.text("netwerk.example", "v=spf1 -all", "v=spf1 mx -all")
    assert "2 records" in to_fix(list(spf.check("netwerk.example", dns.dns, [HOST])))[0]


def test_a_host_that_spf_does_not_name_is_told_what_to_add(dns: DnsServer) -> None:
    dns.text("netwerk.example", "v=spf1 ip4:192.0.2.25 -all")
    lines = to_fix(list(spf.check("netwerk.example", dns.dns, [HOST, HOST_SIX])))
    assert len(lines) == 1
    assert lines[0].endswith("ip6:2001:db8::25")
    dns.text("netwerk.example", "v=spf1 a:%{i}.lists.example -all")
    assert to_fix(list(spf.check("netwerk.example", dns.dns, [HOST]))) == []


@given(st.text(alphabet="av:=/.%{}i~-+? 0123456789mxincludeptr", max_size=60))
def test_whatever_spf_says_it_is_understood_or_refused(text: str) -> None:
    class Nothing:
        def texts(self, name: str) -> list[str]:
            return [f"v=spf1 {text}"] if name == "netwerk.example" else []

        def addresses(self, name: str) -> list[str]:
            return []

        exchanges = addresses

    findings = list(spf.check("netwerk.example", Nothing(), [HOST]))  # type: ignore[arg-type]
    assert findings


# DKIM


def dkim_findings(dns: DnsServer, record: str) -> list[Finding]:
    dns.text("s._domainkey.netwerk.example", record)
    return list(dkim_keys.check("netwerk.example", ["s"], dns.dns))


def test_dkim_keys_are_measured(dns: DnsServer) -> None:
    assert [one.level for one in dkim_findings(dns, KEY.record)] == [Level.GOOD]
    assert "2048 bits" in dkim_findings(dns, KEY.record)[0].text
    assert dkim_findings(dns, make_key(1024).record)[0].level is Level.ADVICE
    assert "has 768 bits" in to_fix(dkim_findings(dns, make_key(768).record))[0]


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (KEY.record.replace("v=DKIM1;", "v=DKIM1; t=y:s;"), "t=y"),
        ("v=DKIM1; p=", "revoked"),
        (KEY.record[:200], "was it cut off?"),
        ("v=DKIM1; p=%%%", "was it cut off?"),
        (KEY.record.replace("v=DKIM1;", "v=DKIM1; s=calendar;"), "isn't meant for mail"),
        (KEY.record.replace("v=DKIM1;", "v=DKIM1; h=sha1;"), "sha256"),
        ("hello", "isn't a DKIM record"),
    ],
)
def test_a_dkim_key_that_verifies_nothing_is_told(dns: DnsServer, record: str, says: str) -> None:
    assert says in " ".join(to_fix(dkim_findings(dns, record)))


def test_without_a_selector_it_says_where_to_find_it(dns: DnsServer) -> None:
    [line] = to_fix(list(dkim_keys.check("netwerk.example", [], dns.dns)))
    assert "--selector" in line


# DMARC


def dmarc_findings(dns: DnsServer, domain: str = "netwerk.example") -> list[str]:
    return to_fix(list(dmarc.check(domain, dns.dns)))


def test_a_domain_has_the_policy_of_its_organisation(dns: DnsServer) -> None:
    dns.text("_dmarc.netwerk.example", "v=DMARC1; p=reject; sp=none; rua=mailto:d@netwerk.example")
    policy = dmarc.policy_of("nieuws.netwerk.example", dns.dns)
    assert policy
    assert (policy.at, policy.organisation) == ("netwerk.example", "netwerk.example")
    assert policy.for_domain("nieuws.netwerk.example") == "none"
    assert policy.for_domain("netwerk.example") == "reject"
    assert "p=none" in dmarc_findings(dns, "nieuws.netwerk.example")[0]
    dns.text("_dmarc.example", "v=DMARC1; p=none; psd=y")
    assert dmarc.organisation_of("nieuws.netwerk.example", dns.dns) == "netwerk.example"
    dns.text("_dmarc.nieuws.netwerk.example", "v=DMARC1; p=reject; psd=n")
    assert dmarc.organisation_of("nieuws.netwerk.example", dns.dns) == "nieuws.netwerk.example"


def test_a_long_name_is_looked_for_in_eight_places_at_most(dns: DnsServer) -> None:
    dns.text("_dmarc.netwerk.example", "v=DMARC1; p=reject")
    assert dmarc.organisation_of(f"{'a.' * 30}netwerk.example", dns.dns) == "netwerk.example"


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("v=DMARC1; p=none; rua=mailto:d@netwerk.example", "anybody can send in this domain's name"),
        ("v=DMARC1; p=block; rua=mailto:d@netwerk.example", "is no policy"),
        ("v=DMARC1; p=reject", "rua=mailto:dmarc@netwerk.example"),
        ("v=DMARC1; p=reject; rua=https://reports.example/", "nobody gets the reports"),
        (
            "v=DMARC1; p=reject; rua=mailto:d@reports.example!10m",
            'netwerk.example._report._dmarc.reports.example. IN TXT "v=DMARC1"',
        ),
    ],
)
def test_a_dmarc_policy_that_does_not_protect_is_told(dns: DnsServer, record: str, says: str) -> None:
    dns.text("_dmarc.netwerk.example", record)
    assert says in dmarc_findings(dns)[0]


def test_reports_may_go_to_another_domain_that_says_so(dns: DnsServer) -> None:
    dns.text("_dmarc.netwerk.example", "v=DMARC1; p=reject; rua=mailto:d@reports.example, mailto:x@a.netwerk.example")
    dns.text("netwerk.example._report._dmarc.reports.example", "v=DMARC1")
    assert dmarc_findings(dns) == []
    dns.text("_dmarc.netwerk.example", "v=DMARC1; p=reject", "v=DMARC1; p=none")
    assert "more than one record" in dmarc_findings(dns)[0]


# Hosts


def test_mail_servers_without_an_address_and_domains_without_mail_are_told(dns: DnsServer) -> None:
    dns.zone["netwerk.example", "MX"] = ["10 weg.netwerk.example."]
    assert "weg.netwerk.example has no address" in to_fix(list(hosts.check_exchanges("netwerk.example", dns.dns)))[0]
    dns.zone["netwerk.example", "MX"] = ["0 ."]
    assert "takes no mail" in to_fix(list(hosts.check_exchanges("netwerk.example", dns.dns)))[0]


def test_a_name_that_does_not_lead_back_is_told(dns: DnsServer) -> None:
    dns.zone["25.2.0.192.in-addr.arpa", "PTR"] = ["uit.netwerk.example."]
    dns.zone["uit.netwerk.example", "A"] = ["192.0.2.99"]
    [line] = to_fix(list(hosts.check_sender(HOST, dns.dns)))
    assert line.endswith("uit.netwerk.example. IN A 192.0.2.25")


def test_tags_are_read_as_they_stand() -> None:
    assert tags_of(" V = DMARC1 ;; p=none; P=reject; x; rua = mailto:a@b=c ") == {
        "v": "DMARC1",
        "p": "none",
        "rua": "mailto:a@b=c",
    }


# The command


def run(*arguments: str) -> tuple[str, str]:
    out = StringIO()
    try:
        call_command("check_mail_domain", *arguments, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


@pytest.mark.django_db
def test_the_command_asks_a_server_and_fails_when_something_is_missing(whole: DnsServer, settings: object) -> None:
    settings.DEFAULT_FROM_EMAIL = "Netwerk <nieuws@netwerk.example>"  # type: ignore[attr-defined]
    options = ("--nameserver", whole.address, "--selector", "s2026", "--sending-host", "uit.netwerk.example")
    out, error = run("netwerk.example", *options)
    assert error == ""
    assert "DKIM: s2026._domainkey.netwerk.example: rsa, 2048 bits." in out
    assert run(*options) == (out, "")
    del whole.zone["s2026._domainkey.netwerk.example", "TXT"]
    out, error = run("netwerk.example", *options)
    assert 's2026._domainkey.netwerk.example. IN TXT "v=DKIM1; k=rsa; p=PUBLIC-KEY"' in out
    assert error.startswith("1 to put right")


@pytest.mark.django_db
def test_the_command_wants_an_address_of_a_server() -> None:
    for name in ("dns.example", "127.0.0.1:port"):
        assert "is an IP address" in run("netwerk.example", "--nameserver", name)[1]
