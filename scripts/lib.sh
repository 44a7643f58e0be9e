# What run and test share: install, build, make. Sourced by bash scripts after `set -euo pipefail`;
# leaves the shell in the repository's folder.
# shellcheck shell=bash disable=SC2034
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# Where the pinned node lies (docs/dependencies.md); npm scripts of web/ find it by themselves.
readonly node=build/node/node_modules/node/bin/node
readonly gazetteer=build/gazetteer
readonly release_bin=build/release/bin

say() {
  printf '%s: %s\n' "$(basename "$0")" "$*"
}

complain() {
  say "$@" >&2
}

install_missing() {
  scripts/install-packages
  scripts/install-web
}

# build_programs PRESET [TARGET...]: all targets where none is named.
build_programs() {
  local preset=$1
  shift
  [[ -f build/$preset/build.ninja ]] || cmake --preset "$preset"
  cmake --build --preset "$preset" ${1:+--target "$@"}
}

# is_older FILE SOURCE...: whether FILE is missing or something in the sources is newer.
is_older() {
  local made=$1
  shift
  [[ ! -e $made || -n $(find "$@" -newer "$made" -print -quit) ]]
}

build_page() {
  is_older web/dist/index.html web/src web/*.html web/vite.config.ts web/package-lock.json \
    data/wording data/catalogue/presets.json || return 0
  say "building the page"
  (cd web && npm run --silent build -- --logLevel warn)
  touch web/dist/index.html
}

# The clips that the kiosk reads aloud. `vite build` empties the page's folder, so they are kept in build/audio too.
build_audio() {
  is_older web/dist/assets/audio/audio.json web/dist/index.html scripts/make-audio.mjs scripts/locales.mjs \
    web/src/kiosk/messages data/locales data/catalogue data/messages data/crisis_lines.json || return 0
  say "making what the kiosk reads aloud"
  "$node" scripts/make-audio.mjs build/audio web/dist/assets/audio
}

build_gazetteer() {
  is_older "$gazetteer/places.tsv" data/gazetteer/build.mjs data/gazetteer/package-lock.json \
    data/gazetteer/communities.tsv data/gazetteer/regions.tsv || return 0
  say "building the gazetteer"
  "$node" data/gazetteer/build.mjs "$gazetteer"
  touch "$gazetteer/places.tsv"
}

# make_sample FILE: the sample directory as of today.
make_sample() {
  mkdir -p "$(dirname "$1")"
  "$node" data/sample/make.mjs --today "$(date +%F)" --out "$1"
}
