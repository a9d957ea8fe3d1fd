"""Amazon's renderer, loaded once; the hardest scenes, found once."""

import pytest
from longest import every_scene, hardest
from renderer import Renderer


@pytest.fixture(scope="session")
def renderer(browser):
    return Renderer(browser.new_page())


@pytest.fixture
def amazons(renderer):
    """Amazon's renderer, which rests between tests."""
    yield renderer
    renderer.stop()


@pytest.fixture(scope="session")
def hardest_scenes(catalog, longest_content):
    return hardest(every_scene(catalog, longest_content))
