#!/bin/sh
# Compile lms/styles/academy.scss into lms/static/lms/academy.css.
#   lms/styles/build.sh           rebuild the sheet and refresh CHECKSUMS
#   lms/styles/build.sh --check   rebuild in a scratch folder and compare; exit 1 when they differ
set -eu

GOVUK_FRONTEND=6.6.0
SASS=1.108.2

here=$(cd "$(dirname "$0")" && pwd)
static="$here/../static/lms"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$scratch" \
    "govuk-frontend@$GOVUK_FRONTEND" "sass@$SASS"

# The library's prefix becomes ours in classes and custom properties; package names in comments stay.
"$scratch/node_modules/.bin/sass" --style=compressed --no-source-map --no-charset --quiet-deps \
    --load-path="$scratch/node_modules" "$here/academy.scss" |
    sed -e 's/\.govuk-/.sz-/g' -e 's/--govuk-/--sz-/g' >"$scratch/academy.css"

if [ "${1:-}" = "--check" ]; then
    cmp "$scratch/academy.css" "$static/academy.css"
    cd "$static" && sha256sum --check --quiet "$here/CHECKSUMS"
    exit
fi

cp "$scratch/academy.css" "$static/academy.css"
cd "$static" && LC_ALL=C sha256sum -- *.css *.js *.svg >"$here/CHECKSUMS"
