"""Every package that production installs is named with a licence that may be shipped."""

import re

from licences import PAGE, licence_of, locked, page

FREE = {"MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MPL-2.0", "PSF-2.0"}


def test_licences_page_matches_the_installed_packages():
    assert PAGE.read_text("utf-8") == page()


def test_every_licence_requires_nothing_but_its_text():
    named = {name: licence for name in locked() if (licence := licence_of(name)) is not None}
    assert len(named) > 30
    assert {word for licence in named.values() for word in re.split(" OR | AND ", licence)} <= FREE
