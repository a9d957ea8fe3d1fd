"""Words that no line, count or label may hold."""

import re

HEALTH = re.compile(
    "cramp|quinine|calf|hamstring|quadriceps|thigh|foot|muscle|pain|bleed|bruis|heart|pregnan|doctor|dose|swollen|eased|hurt"
)
