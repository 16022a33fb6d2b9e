"""MTA-STS (RFC 8461) and TLS-RPT (RFC 8460): that mail to the domain comes encrypted, and who hears when it can't."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .dns_answers import Dns
from .findings import Finding, advice, good
from .tags import tags_of


def check(domain: str, dns: Dns, today: date) -> Iterator[Finding]:
    """What a domain asks of who sends to it. None of it keeps the newsletter from arriving."""
    policies = [text for text in dns.texts(f"_mta-sts.{domain}") if text.startswith("v=STSv1")]
    if len(policies) == 1 and tags_of(policies[0]).get("id") and dns.addresses(f"mta-sts.{domain}"):
        file = f"https://mta-sts.{domain}/.well-known/mta-sts.txt"
        yield good("MTA-STS", f"announced. (Whether {file} names the right servers isn't looked at.)")
    else:
        servers = [name for name in dns.exchanges(domain) if name] or [f"mail.{domain}"]
        text = f"not there: mail to {domain} may be sent unencrypted. A record, and a file at "
        text += f"https://mta-sts.{domain}/.well-known/mta-sts.txt:"
        lines = [f'_mta-sts.{domain}. IN TXT "v=STSv1; id={today:%Y%m%d}"', "version: STSv1", "mode: testing"]
        yield advice("MTA-STS", text, "\n".join([*lines, *(f"mx: {name}" for name in servers), "max_age: 604800"]))
    reports = [text for text in dns.texts(f"_smtp._tls.{domain}") if text.startswith("v=TLSRPTv1")]
    if len(reports) == 1 and tags_of(reports[0]).get("rua"):
        yield good("TLS-RPT", f"reports go to {tags_of(reports[0])['rua']}.")
    else:
        text = "nobody hears when mail can't come encrypted:"
        yield advice("TLS-RPT", text, f'_smtp._tls.{domain}. IN TXT "v=TLSRPTv1; rua=mailto:tls@{domain}"')
