"""What browsers, proxies and we ourselves keep of the site, and for how long.

`policy` says so to whoever asks, `pages` keeps whole pages, `purging` has them forgotten when something changes, and
`files` is where they are kept unless CACHE_URL names another place.
"""
