"""Amazon's renderer, opened once; the hardest scenes, found once."""

import pytest
from longest import every_scene, hardest
from renderer import renderer


@pytest.fixture(scope="session")
def amazons():
    with renderer() as opened:
        yield opened


@pytest.fixture(scope="session")
def scenes(shelf):
    return list(every_scene(shelf))


@pytest.fixture(scope="session")
def hardest_scenes(scenes):
    return hardest(scenes)
