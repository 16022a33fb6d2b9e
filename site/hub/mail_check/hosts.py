"""The machines: where mail for the domain goes to, and where its mail comes from."""

from __future__ import annotations

from collections.abc import Iterator

from dns import reversename

from .dns_answers import Dns, Ip
from .findings import Finding, advice, good, wrong


def check_exchanges(domain: str, dns: Dns) -> Iterator[Finding]:
    """Where mail to the domain goes: answers of readers, bounces and reports have to arrive."""
    names = dns.exchanges(domain)
    if not any(names):
        text = "the domain takes no mail" if names else "no server takes the domain's mail"
        text += ", so bounces and answers are lost, and many receivers refuse mail from it:"
        yield wrong("MX", text, f"{domain}. IN MX 10 mail.{domain}.")
        return
    for name in names:
        addresses = dns.addresses(name)
        if not addresses:
            yield wrong("MX", f"{name} has no address.", f"{name}. IN A ADDRESS-OF-THE-SERVER")
            continue
        yield good("MX", f"{name}, at {', '.join(map(str, addresses))}.")
        if all(address.version == 4 for address in addresses):
            yield advice("MX", f"{name} has no IPv6 address.", f"{name}. IN AAAA IPV6-ADDRESS-OF-THE-SERVER")
        if not dns.exists(f"_25._tcp.{name}", "TLSA"):
            text = (
                f"{name} has no DANE record, by which senders know that they reach the right server. Its operator adds:"
            )
            yield advice("MX", text, f"_25._tcp.{name}. IN TLSA 3 1 1 HASH-OF-THE-SERVER'S-KEY")


def check_sender(address: Ip, dns: Dns) -> Iterator[Finding]:
    """Whether a sending address has a name that leads back to it, without which large receivers refuse its mail."""
    reverse = dns_name(address)
    names = dns.names_of(address)
    if not names:
        text = f"{address} has no name. Whoever gives out the address (the hosting company) sets:"
        yield wrong("PTR", text, f"{reverse} IN PTR NAME-OF-THE-SERVER.")
        return
    confirmed = [name for name in names if address in dns.addresses(name)]
    if confirmed:
        yield good("PTR", f"{address} is {confirmed[0]}, and {confirmed[0]} is {address}.")
    else:
        kind = "A" if address.version == 4 else "AAAA"
        text = f"{address} says it is {names[0]}, which doesn't lead back. Add:"
        yield wrong("PTR", text, f"{names[0]}. IN {kind} {address}")


def dns_name(address: Ip) -> str:
    """The name under which DNS keeps what an address is called."""
    return str(reversename.from_address(str(address)))
