# Builds the programs into artifacts/, only when a source is newer than the last build. Sourced, not run.
# shellcheck shell=bash

PROGRAMS="silo/Platen.Silo site-agent/Platen.SiteAgent ops/virtual-mfp/Platen.VirtualMfp ops/Platen.Ops desktop/Platen.Desktop"

# build_needed [STAMP]: true when a source file is newer than the last build; wwwroot/lib is made by the build.
# PLATEN_BUILD=no, for tests that start the system often: what is built is taken as it is.
build_needed() {
  local stamp=$ARTIFACTS/${1:-.built}
  [ -e "$stamp" ] || return 0
  [ "${PLATEN_BUILD:-}" != no ] || return 1
  [ -n "$(find "$ROOT"/{silo,grains,gateway,site-agent,contracts,protocols,desktop,ops/Platen.Ops,ops/virtual-mfp} "$ROOT"/Directory.*.props \
    \( -name bin -o -name obj -o -name node_modules -o -path '*/wwwroot/lib' \) -prune -o -type f -newer "$stamp" -print -quit)" ]
}

build_programs() {
  build_needed || return 0
  need_dotnet
  command -v npm >/dev/null || need_packages nodejs npm
  mkdir -p "$ARTIFACTS"
  local stamp log project name; stamp=$(mktemp); log=$ARTIFACTS/build.log; : >"$log"
  for project in $PROGRAMS; do
    name=$(basename "$project"); step "building $name"
    # apart from the tests' build; code compiled ahead starts in half the time
    dotnet publish "$ROOT/$project" -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true \
      --artifacts-path "$ARTIFACTS/build" -o "$ARTIFACTS/$name" -v q >>"$log" 2>&1 \
      || { grep -E 'error' "$log" | sort -u | head -20 >&2; die "$name does not build; the whole output is in $log"; }
  done
  # dated at the build's start: what was edited meanwhile is built again
  mv "$stamp" "$ARTIFACTS/.built"
}

# build_cluster_silo: the silo of the Orleans flavour, which is the gateway too. Sets CLUSTER_SILO.
CLUSTER_SILO=$ARTIFACTS/Platen.Silo.Orleans/Platen.Silo
build_cluster_silo() {
  build_needed .built-cluster || return 0
  need_dotnet
  mkdir -p "$ARTIFACTS"
  local stamp log; stamp=$(mktemp); log=$ARTIFACTS/build-cluster.log
  step "building Platen.Silo for clusters"
  GrainEngine=Orleans dotnet restore "$ROOT/silo/Platen.Silo" --artifacts-path "$ARTIFACTS/build-cluster" -v q >"$log" 2>&1 \
    || die "the packages of the Orleans flavour cannot be restored here ($(grep -o 'NU[0-9]*' "$log" | sort -u | paste -sd ' ')): a cluster needs a package source that serves Microsoft.Orleans 10.4.2 with all that it depends on. All of it is in $log"
  GrainEngine=Orleans dotnet publish "$ROOT/silo/Platen.Silo" -c Release --no-restore --artifacts-path "$ARTIFACTS/build-cluster" -o "$ARTIFACTS/Platen.Silo.Orleans" -v q >>"$log" 2>&1 \
    || { grep -E 'error' "$log" | sort -u | head -20 >&2; die "Platen.Silo does not build for clusters; the whole output is in $log"; }
  mv "$stamp" "$ARTIFACTS/.built-cluster"
}

# build_cluster_silo_of COMMIT: the same of another version, from this repository's history, for trying upgrades. Sets CLUSTER_SILO; built once.
build_cluster_silo_of() {
  local commit tree log
  commit=$(git -C "$ROOT" rev-parse --verify -q "$1^{commit}") || die "there is no commit '$1' in this repository's history; a shallow clone lacks it (git fetch --unshallow)"
  CLUSTER_SILO=$ARTIFACTS/Platen.Silo.Orleans.of/${commit:0:12}/Platen.Silo
  [ ! -e "${CLUSTER_SILO%/*}/.built" ] || return 0
  need_dotnet
  mkdir -p "$ARTIFACTS"
  tree=$(mktemp -d)/platen log=$ARTIFACTS/build-cluster-of.log
  step "building Platen.Silo for clusters of ${commit:0:12}"
  git -C "$ROOT" worktree add -q --detach "$tree" "$commit"
  (cd "$tree" && export GrainEngine=Orleans && dotnet restore silo/Platen.Silo --artifacts-path "$tree/build" -v q \
    && dotnet publish silo/Platen.Silo -c Release --no-restore --artifacts-path "$tree/build" -o "${CLUSTER_SILO%/*}" -v q) >"$log" 2>&1 && touch "${CLUSTER_SILO%/*}/.built" || true
  git -C "$ROOT" worktree remove --force "$tree"; rmdir "${tree%/*}"
  [ -e "${CLUSTER_SILO%/*}/.built" ] || { grep -E 'error' "$log" | sort -u | head -20 >&2; die "Platen.Silo of $commit does not build for clusters; the whole output is in $log"; }
}

# program_of NAME [COMMIT]: prints where a program is; with COMMIT that of another version, from this repository's history, built once. For trying how versions work together.
program_of() {
  local name=$1 commit tree folder log
  [ -n "${2:-}" ] || { echo "$ARTIFACTS/$name/$name"; return 0; }
  commit=$(git -C "$ROOT" rev-parse --verify -q "$2^{commit}") || die "there is no commit '$2' in this repository's history; a shallow clone lacks it (git fetch --unshallow)"
  folder=$ARTIFACTS/$name.of/${commit:0:12} log=$ARTIFACTS/build-of.log
  if [ ! -e "$folder/.built" ]; then
    need_dotnet
    mkdir -p "$ARTIFACTS"
    tree=$(mktemp -d)/platen
    step "building $name of ${commit:0:12}" >&2
    git -C "$ROOT" worktree add -q --detach "$tree" "$commit" >&2
    # each in a shell of its own: a build of another version shares nothing with this one's
    (cd "$tree" && dotnet publish ./*/"$name" -c Release -r linux-x64 --self-contained false --artifacts-path "$tree/build" -o "$folder" -v q) >"$log" 2>&1 && touch "$folder/.built" || true
    git -C "$ROOT" worktree remove --force "$tree" >&2; rmdir "${tree%/*}"
    [ -e "$folder/.built" ] || { grep -E 'error' "$log" | sort -u | head -20 >&2; die "$name of $commit does not build; the whole output is in $log"; }
  fi
  echo "$folder/$name"
}
