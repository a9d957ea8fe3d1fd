"""Amazon's renderer, loaded once; the hardest scenes, found once."""

import pytest
from longest import every_scene, hardest
from renderer import Renderer


@pytest.fixture(scope="session")
def amazons(browser):
    return Renderer(browser.new_page())


@pytest.fixture(scope="session")
def hardest_scenes(catalog, longest_content):
    return hardest(every_scene(catalog, longest_content))
