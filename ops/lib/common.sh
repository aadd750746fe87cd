# Shared by the ops scripts: where things are, messages, packages, ports. Sourced, not run.
# shellcheck shell=bash

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
export ARTIFACTS=$ROOT/artifacts
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

say()  { printf '%s\n' "$*"; }
step() { printf '· %s\n' "$*"; }
die()  { printf 'error: %s\n' "$*" >&2; exit 1; }

# take_data [--data DIR]: sets DATA for a script that has this option only.
take_data() {
  DATA=$ROOT/var/platen
  while [ $# -gt 0 ]; do
    case $1 in
      --data) DATA=$(realpath -m "${2:?--data needs a folder}"); shift 2;;
      -h|--help) sed -n '2s/^# //p' "$0"; exit 0;;
      *) die "unknown option '$1'; only --data DIR is known";;
    esac
  done
  [ -d "$DATA/run" ] || die "there is no Platen in $DATA (give its folder with --data DIR)"
}

# need_packages NAME...: installs the Debian packages that are missing; as another user than root it says which and stops.
need_packages() {
  local name missing=()
  for name in "$@"; do
    [ "$(dpkg-query -Wf '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  [ "$(id -u)" = 0 ] || die "these packages are missing: ${missing[*]}. Run once as root: apt-get install -y ${missing[*]}"
  step "installing ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # no daemon of a package is started: the scripts and tests start what they need, on loopback
  local guard=/usr/sbin/policy-rc.d made=""
  if [ ! -e $guard ]; then printf '#!/bin/sh\nexit 101\n' >$guard; chmod +x $guard; made=1; fi
  # PostgreSQL's package must not make a cluster of its own
  mkdir -p /etc/postgresql-common
  grep -qs '^create_main_cluster' /etc/postgresql-common/createcluster.conf || echo 'create_main_cluster = false' >>/etc/postgresql-common/createcluster.conf
  # nor slapd's a directory
  [[ " ${missing[*]} " != *" slapd "* ]] || echo 'slapd slapd/no_configuration boolean true' | debconf-set-selections
  local log; log=$(mktemp)
  if ! { apt-get install -y --no-install-recommends "${missing[@]}" || { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; }; } >"$log" 2>&1; then
    tail -20 "$log" >&2; [ -z "$made" ] || rm -f $guard
    die "apt-get could not install ${missing[*]}; its last lines are above, all of it is in $log"
  fi
  rm -f "$log"; [ -z "$made" ] || rm -f $guard
}

need_dotnet() {
  command -v dotnet >/dev/null || die "the .NET 10 SDK is missing: install it so that 'dotnet --version' prints 10.0 or later"
  case $(dotnet --version 2>/dev/null) in 1[0-9].*) ;; *) die "the .NET SDK is $(dotnet --version 2>/dev/null || echo unknown): 10.0 or later is needed (global.json)";; esac
}

# port_owner PORT: prints who listens on a TCP port of this machine, or nothing.
port_owner() { ss -ltnpH "sport = :$1" 2>/dev/null | sed -n 's/.*users:((\("[^"]*"\),pid=\([0-9]*\).*/\1 (process \2)/p;t;s/.*/another process/p' | head -1; }
