# The section "AWS" of docs/deploy.md, as far as it goes without an account; walk.sh reads this.

command -v sam >/dev/null || stop "sam is missing: pip install aws-sam-cli, outside this folder"
export SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=eu-west-1
mkdir -p "$WORK/aws"
step=$SECONDS
page docs/deploy.md AWS 0 "ADDRESS-OF-THIS-REPOSITORY=$WORK/repository.git" "amzn1.ask.skill.…=$SKILL_ID" |
    sed 's/^sam deploy .*/sam validate --lint/' | typed "$WORK/aws" >"$WORK/said" 2>&1 || stop "$(tail -n 20 "$WORK/said")"
built=$WORK/aws/leg-cramp-helper/deploy/.aws-sam/build/Skill
expect 'is a valid SAM Template' "$(cat "$WORK/said")"
file -L "$built"/_cffi_backend*.so | grep -q 'ARM aarch64' || stop "what was built is for another processor"
[[ ! -e $built/simulator && -z $(find "$built" -name __pycache__ -print -quit) ]] || stop "more was built than runs"
echo "aws: built and validated after $(seconds_since "$step") s, $(du -sm "$built" | cut -f 1) MB"

# The same for this machine's processor and Python, and then AWS's own runtime client runs it and nothing else
step=$SECONDS
(cd "$WORK/aws/leg-cramp-helper" &&
    make --silent build-Skill ARTIFACTS_DIR="$WORK/aws/here" PACKAGES_FOR_LAMBDA= &&
    python3 -m venv "$WORK/aws/runtime" &&
    "$WORK/aws/runtime/bin/pip" install --quiet --disable-pip-version-check awslambdaric) >"$WORK/said" 2>&1 || stop "$(tail -n 20 "$WORK/said")"
"$WORK/aws/runtime/bin/python" "$HERE/in_lambda.py" "$WORK/aws/here" "$ROOT" || stop "the artifact does not answer"
echo "aws: the artifact answers under AWS's runtime client, after $(seconds_since "$step") s"
