#!/usr/bin/env bash
# Runs `scaleplan check` as a step of the action: the inputs of action.yml come as variables SCALEPLAN_*, and nothing in
# them is ever run. Exits as the check does: 0 pass, 1 over budget, 2 broken configuration or call, 3 a bug.
set -euo pipefail

unset CDPATH
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scaleplan=$here/../bin/scaleplan.js
temp=$(mktemp -d "${RUNNER_TEMP:-${TMPDIR:-/tmp}}/scaleplan.XXXXXX")
# The comment stays for later steps; all else goes.
markdown=$temp/comment.md
base_tree=

source "$here/say.sh"
source "$here/base.sh"

clean_up() {
  remove_base_tree
  rm -rf "$temp/out" "$temp/err" "$temp/new.md"
}
trap clean_up EXIT

# Ends the step with a mistake in its inputs.
refuse() {
  echo "error: $1" >"$temp/err"
  finish_broken 2 'The inputs of the scaleplan action are wrong'
}

finish() {
  local outcome=$1 notable=$2 status=$3
  place_comment
  {
    echo "outcome=$outcome"
    echo "markdown=$markdown"
    echo "notable=$notable"
  } >>"${GITHUB_OUTPUT:-/dev/null}"
  exit "$status"
}

finish_broken() {
  local status=$1 title=$2
  say_error "$title" "$(head -c 4000 "$temp/err")"
  show_quoted "$temp/err"
  {
    echo '<!-- scaleplan-check -->'
    write_broken "$title" "$temp/err"
  } >"$temp/new.md"
  [[ -z ${GITHUB_STEP_SUMMARY:-} ]] || write_broken "$title" "$temp/err" >>"$GITHUB_STEP_SUMMARY"
  finish broken true "$status"
}

# By renaming: a link that a pull request puts at the path is replaced, not followed.
place_comment() {
  [[ ! -f $temp/new.md ]] || mv -f "$temp/new.md" "$markdown"
}

# Sets `words` to the flags of the inputs.
read_flags() {
  local line flag value
  words=()
  while IFS= read -r line; do
    line=$(trim "$line")
    [[ -n $line ]] || continue
    [[ $line =~ ^[a-z][a-z-]*[[:space:]]+[^[:space:]] ]] ||
      refuse "increase takes a measure and a limit, one a line, such as \"flops 5%\": $line"
    words+=("--increase-${line%%[[:space:]]*}=$(trim "${line#*[[:space:]]}")")
  done <<<"${SCALEPLAN_INCREASE:-}"
  while IFS= read -r line; do
    line=$(trim "$line")
    [[ -n $line ]] || continue
    [[ $line =~ ^--[a-z] ]] || refuse "args takes flags, one a line, such as \"--budget-flops 11T\": $line"
    flag=${line%%[[:space:]]*}
    value=$(trim "${line#"$flag"}")
    words+=("$flag${value:+=$value}")
  done <<<"${SCALEPLAN_ARGS:-}"
  [[ -z ${SCALEPLAN_CONFIG:-} ]] || words+=("--config=$SCALEPLAN_CONFIG")
}

read_targets() {
  local line
  targets=()
  while IFS= read -r line; do
    line=$(trim "$line")
    [[ $line != - ]] || refuse 'targets are files, folders, globs or names; there is no standard input here.'
    [[ -z $line ]] || targets+=("$line")
  done <<<"${SCALEPLAN_TARGETS:-}"
}

# Runs the check in one format; later flags win over those of the inputs.
check() {
  node "$scaleplan" check ${words[@]+"${words[@]}"} "$@" -- ${targets[@]+"${targets[@]}"} </dev/null
}

folder=${SCALEPLAN_FOLDER:-.}
cd -- "$folder" 2>/dev/null || refuse "There is no folder to work in: $folder"
if [[ -n ${SCALEPLAN_COMMENT_FILE:-} ]]; then
  [[ $SCALEPLAN_COMMENT_FILE != *$'\n'* ]] || refuse 'comment-file is one path.'
  [[ -d $(dirname -- "$SCALEPLAN_COMMENT_FILE") && ! -d $SCALEPLAN_COMMENT_FILE ]] ||
    refuse "comment-file cannot be written: $SCALEPLAN_COMMENT_FILE"
  markdown=$(cd -- "$(dirname -- "$SCALEPLAN_COMMENT_FILE")" && pwd)/$(basename -- "$SCALEPLAN_COMMENT_FILE")
fi
read_flags
read_targets

# Annotations name files from the root of the repository.
prefix=$(git rev-parse --show-prefix 2>/dev/null || true)
prefix=${prefix%/}
[[ -z $prefix ]] || words+=("--path-prefix=$prefix")

make_base_tree
against=()
if [[ -n $base_tree ]]; then
  mkdir -p "$base_tree/$prefix"
  against=("--baseline=$base_tree${prefix:+/$prefix}")
fi

run_check() {
  status=0
  check --format github ${against[@]+"${against[@]}"} >"$temp/out" 2>"$temp/err" || status=$?
}
run_check
if ((status == 2)) && [[ ${#against[@]} -gt 0 ]]; then
  # A pull request that mends a broken file must pass: the head decides, the base is only compared with.
  against=()
  run_check
  ((status == 2)) || say_warning 'scaleplan compared with nothing' 'The base cannot be checked; the head can.'
fi

case $status in
  0 | 1) ;;
  2) finish_broken 2 'The configuration is broken; no budget was checked' ;;
  *) finish_broken "$status" 'scaleplan has failed; this is a bug in it, not in the configuration' ;;
esac
cat "$temp/out"
show_quoted "$temp/err"
check --format markdown ${against[@]+"${against[@]}"} >"$temp/new.md" || ((status == 1))
notable=true
[[ -n $(check --format text --quiet ${against[@]+"${against[@]}"} || true) ]] || notable=false
if ((status == 1)); then finish over-budget "$notable" 1; fi
finish pass "$notable" 0
