"""Random programmes that are tidy in form and hostile in content.

`shape` draws what the programme records, `people` the pairs, `sessions`,
`forms` and `goals` their records, `files` writes them. Everything follows
from one seed.
"""
