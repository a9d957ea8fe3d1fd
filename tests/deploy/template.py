"""deploy/template.yaml as data, with CloudFormation's short forms spelled out: `!Ref X` is {"Ref": "X"}."""

from functools import cache
from pathlib import Path

import yaml

PLACE = Path(__file__).resolve().parent.parent.parent / "deploy" / "template.yaml"


class Loader(yaml.SafeLoader):
    """Reads the tags that the template uses."""


def _short_form(loader, tag, node):
    name = tag if tag == "Ref" else f"Fn::{tag}"
    if isinstance(node, yaml.SequenceNode):
        return {name: loader.construct_sequence(node, deep=True)}
    value = loader.construct_scalar(node)
    return {name: value.split(".") if tag == "GetAtt" else value}


Loader.add_multi_constructor("!", _short_form)


@cache
def template():
    """Return the template. Whoever changes it copies it."""
    return yaml.load(PLACE.read_text("utf-8"), Loader)  # noqa: S506 - a safe loader with tags


def properties(resource):
    """Return a resource's properties."""
    return template()["Resources"][resource]["Properties"]
