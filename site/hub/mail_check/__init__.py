"""Whether the network's mail can arrive: what DNS says of its domain, and what became of a message on its way.

`domain` looks at a domain, `message` at a received copy. Both take a `Dns` to ask, and answer with findings.
"""
