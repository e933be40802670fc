#!/usr/bin/env bash
# Review a change of keys, and apply exactly what was reviewed. Runs in any pipeline, from the project's folder:
#
#   deploy.sh review STACK [OPTION…]   looks at Twilio, writes the review, and keeps the plan if there is nothing to object;
#                                      the options go to `twilio-keys review`, such as --max-revoked-keys 12
#   deploy.sh apply STACK              applies that plan, once; refused if the program asks for anything else by now
#
# Ends with 0: nothing to object, or applied; 1: the review objects, or the engine does; 2: wrong use, or no review.
#
# POLICIES     the folder of the policy pack, with its settings (policy-config.json); default: policies
# OUT          where plan and review go; default: review
# TWILIO_KEYS  the command; default: twilio-keys
set -euo pipefail
umask 077 # the preview holds in the clear what a program puts out in the clear

usage() {
  echo "$1" >&2
  sed -n '2,13s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
[ $# -ge 2 ] || usage "give a step and a stack"
action=$1 stack=$2
shift 2
policies=${POLICIES:-policies}
out=${OUT:-review}
twilio_keys=${TWILIO_KEYS:-twilio-keys}
guard=(--policy-pack "$policies" --policy-pack-config "$policies/policy-config.json")

judge() {
  "$twilio_keys" review "$out/preview.json" --stack "$stack" --settings "$policies/policy-config.json" "$@"
}

review() {
  mkdir -p "$out"
  rm -f "$out"/{plan.json,plan.new,preview.json,review.md,review.sarif}
  # A pack that objects makes the preview fail. The review tells that, and its exit code counts.
  local previewed=0 verdict=0
  PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true pulumi preview --stack "$stack" --json --refresh --non-interactive \
    --save-plan "$out/plan.new" "${guard[@]}" > "$out/preview.json" || previewed=$?
  judge "$@" || verdict=$?
  if [ "$verdict" -ge 2 ]; then
    echo "No review of $stack was made: the pipeline's log says why." > "$out/review.md"
    return 2
  fi
  judge "$@" --format markdown --output "$out/review.md" || true
  judge "$@" --format sarif --output "$out/review.sarif" --project-folder "$(git rev-parse --show-prefix 2> /dev/null || true)" || true
  if [ "$verdict" -eq 0 ] && [ "$previewed" -ne 0 ]; then
    echo "The preview ended with $previewed, so its plan is not kept." >&2
    verdict=1
  fi
  if [ "$verdict" -eq 0 ]; then
    mv "$out/plan.new" "$out/plan.json"
  fi
  rm -f "$out/plan.new"
  return "$verdict"
}

apply() {
  if [ ! -f "$out/plan.json" ]; then
    echo "There is no plan in $out that a review let pass: run \`deploy.sh review $stack\` first." >&2
    return 2
  fi
  mv "$out/plan.json" "$out/plan.applied"
  local applied=0
  pulumi up --stack "$stack" --yes --refresh --non-interactive --plan "$out/plan.applied" "${guard[@]}" || applied=$?
  rm -f "$out/plan.applied"
  if [ "$applied" -ne 0 ]; then
    echo "Not all of the plan was applied. What the engine refused is above; have the change reviewed anew." >&2
    return 1
  fi
}

case $action in
  review) review "$@" ;;
  apply) [ $# -eq 0 ] || usage "apply takes no options"; apply ;;
  *) usage "there is no step called $action" ;;
esac
