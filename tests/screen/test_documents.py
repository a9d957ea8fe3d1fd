"""Every document as Amazon's checker sees it, with nothing in it that an older Echo Show doesn't know."""

import json
import subprocess
from pathlib import Path

from node import NODE
from renderer import PACKAGES

from skill.screen.documents import DOCUMENTS, NAMES, document_of
from skill.screen.picture import graphic
from skill.screen.scene import Scene

CHECK = Path(__file__).with_name("npm") / "check.js"


def checked(documents):
    """Return the faults that Amazon's checker finds in each document."""
    command = [str(NODE), str(CHECK), str(PACKAGES.parent)]
    done = subprocess.run(command, input=json.dumps(documents), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"run `make screens`: {done.stderr[-500:]}"
    return json.loads(done.stdout)


SPOILT = (
    ({"version": "9.9"}, "version"),
    ({"mainTemplate": {"items": [{"type": "Speedometer"}]}}, "component Speedometer"),
    ({"mainTemplate": {"items": [{"type": "Frame", "onMount": [{"type": "Explode"}]}]}}, "command Explode"),
    ({"mainTemplate": {"items": [{"type": "Text", "text": "${oops"}]}}, "braces"),
    ({"mainTemplate": {"items": [{"type": "Text", "fontSize": "large"}]}}, "fontSize"),
    ({"import": [{"name": "alexa-layouts", "version": "1.2.0"}]}, "import"),
)


def test_amazons_checker_passes_documents_and_finds_mistakes(content):
    drawings = {picture.slug: graphic(picture) for picture in content.pictures.values()}
    documents = [document_of(Scene(name, {}, drawings)) for name in NAMES]
    found = checked(documents + [DOCUMENTS["words"] | change for change, _ in SPOILT])
    assert dict(zip(NAMES, found, strict=False)) == {name: [] for name in NAMES}
    for faults, (_, fault) in zip(found[len(NAMES) :], SPOILT, strict=True):
        assert any(fault in line for line in faults), (fault, faults)


def test_document_supports_every_echo_show_and_has_no_words():
    for name in NAMES:
        document = DOCUMENTS[name]
        assert (document["type"], document["version"]) == ("APL", "1.4"), name
        assert "import" not in document, name
        assert document["mainTemplate"]["parameters"] == ["payload"], name
        assert [text for text in texts_in(document) if "${" not in text and text] == [], name


def texts_in(part):
    """Return every text, label and description that a part of a document shows by itself."""
    if isinstance(part, list):
        for each in part:
            yield from texts_in(each)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in ("text", "label", "accessibilityLabel", "description") and isinstance(value, str):
                yield value
            yield from texts_in(value)
