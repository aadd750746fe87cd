# Starts and ends the system's processes by id. A pid file holds the id and the start time, so that a process that got the same id later is never touched.
# shellcheck shell=bash

# A process that has ended, but is not reaped yet, has none.
start_time() { awk '{ sub(/.*\) /, ""); if ($1 != "Z") print $20 }' "/proc/$1/stat" 2>/dev/null; }

# running NAME: prints the process id if it runs.
running() {
  local pid started; read -r pid started 2>/dev/null <"$DATA/run/$1.pid" || return 1
  [ -n "$started" ] && [ "$(start_time "$pid")" = "$started" ] && echo "$pid"
}

# launch NAME COMMAND...: starts it in the background, with its log in DATA/log/NAME.log.
launch() {
  local name=$1; shift
  mkdir -p "$DATA/run" "$DATA/log"
  setsid "$@" >>"$DATA/log/$name.log" 2>&1 </dev/null &
  local pid=$!
  disown "$pid"
  echo "$pid $(start_time $pid)" >"$DATA/run/$name.pid"
}

# last_words NAME: what its log says of its end: its own errors, else the last lines.
last_words() { tail -50 "$DATA/log/$1.log" | grep '^error: ' >&2 || tail -15 "$DATA/log/$1.log" >&2; }

# await NAME SECONDS COMMAND...: waits until the command succeeds; says what happened when the process ends before, or the time is over.
await() {
  local name=$1 seconds=$2 i; shift 2
  for ((i = 0; i < seconds * 20; i++)); do
    "$@" >/dev/null 2>&1 && return 0
    running "$name" >/dev/null || { last_words "$name"; die "$name ended at its start, as is said above; its log is $DATA/log/$name.log"; }
    sleep 0.05
  done
  last_words "$name"
  die "$name was not ready after $seconds s; the end of its log ($DATA/log/$name.log) is above"
}

# finish NAME SECONDS: asks it to end (SIGTERM), then ends it (SIGKILL).
finish() {
  local pid i; pid=$(running "$1") || { rm -f "$DATA/run/$1.pid"; return 0; }
  kill -TERM "$pid" 2>/dev/null
  for ((i = 0; i < $2 * 20; i++)); do running "$1" >/dev/null || break; sleep 0.05; done
  if running "$1" >/dev/null; then say "  $1 did not end within $2 s and was killed; nothing acknowledged is lost"; kill -KILL "$pid" 2>/dev/null; fi
  rm -f "$DATA/run/$1.pid"
}
