# The base commit in a folder of its own, `base_tree`; empty where there is none to compare with.

make_base_tree() {
  local base=${SCALEPLAN_BASE:-} commit
  [[ -n $base ]] || return 0
  # A name, never a flag of git nor a refspec that writes.
  [[ $base =~ ^[A-Za-z0-9_][A-Za-z0-9_./@+~^-]*$ ]] ||
    refuse "base is a commit, a branch or a tag: $base"
  commit=$(find_commit "$base") || commit=
  if [[ -z $commit ]]; then
    say_warning 'scaleplan compared with nothing' \
      "The base $base is not in this checkout and cannot be fetched: check out with fetch-depth: 0."
    return 0
  fi
  if run_git worktree add --quiet --detach "$temp/base" "$commit" >&2; then
    base_tree=$temp/base
  else
    say_warning 'scaleplan compared with nothing' "The base $base cannot be checked out."
  fi
}

find_commit() {
  resolve "$1" && return 0
  local depth=()
  # In a whole clone a depth would cut the history off.
  [[ $(git rev-parse --is-shallow-repository 2>/dev/null) != true ]] || depth=(--depth=1)
  run_git fetch --quiet --no-tags ${depth[@]+"${depth[@]}"} origin "$1" >&2 || return 1
  resolve FETCH_HEAD
}

resolve() {
  git rev-parse --verify --quiet --end-of-options "$1^{commit}"
}

# Without the repository's hooks, without large files, and without asking for a password.
run_git() {
  GIT_LFS_SKIP_SMUDGE=1 GIT_TERMINAL_PROMPT=0 git -c core.hooksPath=/dev/null "$@"
}

remove_base_tree() {
  [[ -n $base_tree ]] || return 0
  git worktree remove --force "$base_tree" >/dev/null 2>&1 || rm -rf "$base_tree"
  git worktree prune >/dev/null 2>&1 || true
}
