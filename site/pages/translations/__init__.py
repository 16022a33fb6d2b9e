"""Pages in the network's other languages, so that nothing ever goes live in a language that it isn't written in.

wagtail-localize keeps the texts and their translations. What it would put live untranslated, it doesn't get to do
here: drafts are made (`drafting`), live translations follow their source (`following`) and are published with it
(`publishing`) by the functions of this package, and `guards` closes the ways around them.
"""
