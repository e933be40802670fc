#!/usr/bin/env bash
# Review a change of keys, and apply exactly what was reviewed. Runs in any pipeline, from the project's folder:
#
#   deploy.sh review STACK   looks at Twilio, saves the plan, and writes the review; 1 if there is something to object
#   deploy.sh apply STACK    applies the saved plan; refused if the program asks for anything else by now
#
# POLICIES  the folder of the policy pack, with its settings (policy-config.json); default: policies
# OUT       where plan and review go; default: review
set -euo pipefail

usage() { sed -n '2,8p' "$0" >&2; exit 2; }
[ $# -eq 2 ] || usage
action=$1 stack=$2
policies=${POLICIES:-policies}
out=${OUT:-review}
guard=(--policy-pack "$policies" --policy-pack-config "$policies/policy-config.json")

review() {
  mkdir -p "$out"
  rm -f "$out/plan.json" "$out/preview.json"
  # A pack that objects makes the preview fail. That is for the review to tell, so its own exit code counts.
  PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --stack "$stack" --json --refresh --non-interactive \
    --save-plan "$out/plan.json" "${guard[@]}" > "$out/preview.json" || true
  local verdict=0
  judge() { twilio-keys review "$out/preview.json" --settings "$policies/policy-config.json" "$@" || verdict=$?; }
  judge
  judge --format markdown --output "$out/review.md"
  judge --format sarif --output "$out/review.sarif" --project-folder "$(git rev-parse --show-prefix 2>/dev/null || true)"
  return "$verdict"
}

apply() {
  pulumi up --stack "$stack" --yes --refresh --non-interactive --plan "$out/plan.json" "${guard[@]}"
}

case $action in
  review | apply) "$action" ;;
  *) usage ;;
esac
