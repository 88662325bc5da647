#!/usr/bin/env bash
# Builds scaleplan where it stands, unless it is built; needs Node 20 or later.
set -euo pipefail

action=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

version=$(node --version 2>/dev/null || true)
major=${version#v}
major=${major%%.*}
if [[ ! $major =~ ^[0-9]+$ ]] || ((major < 20)); then
  echo "::error title=scaleplan needs Node 20::This runner has ${version:-no Node}. Add actions/setup-node with node-version 20 or later before this step."
  exit 2
fi

if [[ ! -f $action/dist/scaleplan.cjs ]]; then
  echo "Building scaleplan."
  (cd "$action" && npm ci --no-audit --no-fund >&2)
fi
