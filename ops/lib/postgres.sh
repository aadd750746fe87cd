# The private PostgreSQL: in a folder of its own, unix socket only, never as root. Needs common.sh. Sourced, not run.
# DIR holds data/ (the cluster), run/ (the socket), password (of the database user, readable by the caller only) and postgres.log.
# shellcheck shell=bash

POSTGRES_ACCOUNT=platen  # the system user that owns the cluster when the caller is root; also the database and its user
POSTGRES_SOCKET_MAX=100  # a unix socket's path has 107 characters at most; .s.PGSQL.5432 is added to the folder

# postgres_install: PostgreSQL's programs, and as root the account.
postgres_install() {
  [ -n "$(_postgres_newest)" ] || need_packages postgresql
  if [ "$(id -u)" = 0 ] && ! id "$POSTGRES_ACCOUNT" >/dev/null 2>&1; then
    useradd --system --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin --user-group "$POSTGRES_ACCOUNT"
  fi
}

# postgres_init DIR: makes the cluster and its database, once. An interrupted attempt leaves nothing behind.
postgres_init() {
  local dir=$1 bin secret
  [ ! -e "$dir/data/PG_VERSION" ] || return 0
  bin=$(_postgres_newest); [ -n "$bin" ] || die "PostgreSQL is missing. Run: apt-get install postgresql"
  step "making the database"
  _postgres_folder "$dir"
  local data; data=$(readlink -f "$dir/home")/data
  rm -rf "$data.new"
  _postgres_set_aside "$bin" "$data"
  secret=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
  (umask 077; printf '%s' "$secret" >"$dir/password")
  _postgres_password_file "$dir" "$secret"
  _postgres_as "$bin/initdb" -D "$data.new" -U "$POSTGRES_ACCOUNT" -A scram-sha-256 --pwfile="$data.pw" -E UTF8 --locale=C.UTF-8 -k >"$dir/initdb.log" 2>&1 \
    || { rm -f "$data.pw"; tail -5 "$dir/initdb.log" >&2; die "initdb failed; all of its output is in $dir/initdb.log"; }
  rm -f "$data.pw"
  # shellcheck disable=SC2016
  _postgres_settings | _postgres_as sh -c 'cat >>"$1"' sh "$data.new/postgresql.conf"
  echo "CREATE DATABASE $POSTGRES_ACCOUNT" | _postgres_as "$bin/postgres" --single -D "$data.new" postgres >>"$dir/initdb.log" 2>&1 \
    || die "the database could not be made; see $dir/initdb.log"
  mv "$data.new" "$data"; sync -f "$data"
  [ "$data" -ef "$dir/data" ] || ln -sfn "$data" "$dir/data"
}

# postgres_start DIR: starts it if it does not run, and returns when it takes connections. After a kill -9 it recovers here.
postgres_start() {
  local dir=$1 bin socket home end
  [ -e "$dir/data/PG_VERSION" ] || die "there is no database in $dir"
  bin=$(_postgres_bin "$dir")
  socket=$(_postgres_socket "$dir") home=$(readlink -f "$dir/home")
  end=$((SECONDS + 60))
  "$bin/pg_isready" -q -h "$socket" || step "starting the database"
  until "$bin/pg_isready" -q -h "$socket"; do
    [ $SECONDS -lt $end ] || die "the database took no connections within 60 s; its log is $home/postgres.log"
    if postgres_status "$dir" >/dev/null; then sleep 0.05; continue; fi
    _postgres_drop_foreign_pid "$dir"; _postgres_socket_folder "$socket"
    _postgres_as "$bin/pg_ctl" -D "$home/data" -l "$home/postgres.log" -o "-k '$socket'" -s -w -t 60 start >/dev/null 2>&1 && continue
    # the processes of a killed server need a moment to go; until then its shared memory is in use
    _postgres_as tail -5 "$home/postgres.log" | grep -q 'shared memory block\|lock file' || { tail -5 "$home/postgres.log" >&2; die "the database did not start; its log is $home/postgres.log"; }
    sleep 0.2
  done
}

# postgres_stop DIR: ends it; open transactions are rolled back.
postgres_stop() {
  local dir=$1
  postgres_status "$dir" >/dev/null || return 0
  _postgres_as "$(_postgres_bin "$dir")/pg_ctl" -D "$(readlink -f "$dir/home")/data" -m fast -s -w -t 60 stop >/dev/null || die "the database did not stop within 60 s; its log is $dir/home/postgres.log"
}

# postgres_kill DIR: kills it (-9), as a power cut would; its other processes end by themselves.
postgres_kill() {
  local pid; pid=$(postgres_status "$1") || die "the database does not run"
  kill -KILL "$pid"
}

# postgres_status DIR: prints the server's process id; fails when it does not run.
postgres_status() {
  local pid
  [ -e "$1/data/postmaster.pid" ] && pid=$(head -1 "$1/data/postmaster.pid") && _postgres_is_server "$pid" || return 1
  echo "$pid"
}

# postgres_connection DIR: prints the Npgsql connection string. It holds the password: pass it in the environment, not as an argument.
postgres_connection() {
  printf 'Host=%s;Username=%s;Password=%s;Database=%s' "$(_postgres_socket "$1")" "$POSTGRES_ACCOUNT" "$(cat "$1/password")" "$POSTGRES_ACCOUNT"
}

_postgres_newest() { local d; for d in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV); do [ -x "$d/initdb" ] && { echo "$d"; return; }; done; return 0; }

# The programs of the version that made the cluster.
_postgres_bin() {
  local version; version=$(cat "$1/data/PG_VERSION")
  [ -x "/usr/lib/postgresql/$version/bin/postgres" ] || die "the database in $1 was made by PostgreSQL $version, which is not installed. Run: apt-get install postgresql-$version"
  echo "/usr/lib/postgresql/$version/bin"
}

_postgres_as() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && LC_ALL=C.UTF-8 exec setpriv --reuid="$POSTGRES_ACCOUNT" --regid="$POSTGRES_ACCOUNT" --init-groups --no-new-privs "$@")
  else
    (cd / && LC_ALL=C.UTF-8 exec "$@")
  fi
}

# DIR/home is where the account keeps the cluster: DIR itself, or, where the account cannot get there (below /root, say), a folder in /var/lib.
_postgres_folder() {
  local dir=$1 home=$1 hash
  mkdir -p "$dir"
  if [ "$(id -u)" = 0 ]; then
    chown "$POSTGRES_ACCOUNT:" "$dir"; chmod 700 "$dir"
    # the data folder is closed to others; to pass through it is all that the account needs
    [ "$(stat -c %U "$(dirname "$dir")")" != root ] || [ "$(stat -c %a "$(dirname "$dir")")" != 700 ] || chmod 711 "$(dirname "$dir")"
    if ! _postgres_as test -w "$dir"; then
      hash=$(printf '%s' "$dir" | sha256sum | cut -c1-16); home=/var/lib/$POSTGRES_ACCOUNT/postgres-$hash
      mkdir -p "$home"; chmod 755 "/var/lib/$POSTGRES_ACCOUNT"; chmod 700 "$home"; chown "$POSTGRES_ACCOUNT:" "$home"
    fi
  fi
  ln -sfn "$home" "$dir/home"
}

# What a deleted DIR left in /var/lib is stopped and renamed, not destroyed.
_postgres_set_aside() {
  [ -d "$2" ] || return 0
  _postgres_as "$1/pg_ctl" -D "$2" -m fast -s -w stop >/dev/null 2>&1 || true
  mv "$2" "$2.set-aside-$(date +%s)"
}

_postgres_password_file() {
  local file; file=$(readlink -f "$1/home")/data.pw
  # shellcheck disable=SC2016
  printf '%s' "$2" | _postgres_as sh -c 'umask 077; cat >"$1"' sh "$file"
}

_postgres_socket() {
  local socket; socket=$(readlink -f "$1/home")/run
  if [ ${#socket} -gt $((POSTGRES_SOCKET_MAX - 14)) ]; then
    local base=/run; [ "$(id -u)" = 0 ] || base=${XDG_RUNTIME_DIR:-/tmp}
    socket=$base/platen-$(printf '%s' "$1" | sha256sum | cut -c1-16)
  fi
  echo "$socket"
}

# Closed to others. A folder of that name that belongs to somebody else is refused, not used.
_postgres_socket_folder() {
  local owner; owner=$(id -un); [ "$(id -u)" != 0 ] || owner=$POSTGRES_ACCOUNT
  [ -e "$1" ] || { mkdir -m 700 "$1"; [ "$(id -u)" != 0 ] || chown "$owner:" "$1"; }
  [[ ! -L $1 && $(stat -c %U "$1") = "$owner" ]] || die "the socket's folder $1 does not belong to $owner. Remove it"
}

# A killed process that is not reaped yet has no program any more.
_postgres_is_server() { case $(readlink "/proc/$1/exe" 2>/dev/null) in */postgres*) ;; *) return 1;; esac }

# After a power cut another process may have got the id in the lock file; PostgreSQL would refuse to start.
_postgres_drop_foreign_pid() {
  local file=$1/data/postmaster.pid
  if [ -e "$file" ] && ! _postgres_is_server "$(head -1 "$file")"; then rm -f "$file"; fi
}

# For two cores and some gigabytes; everything that makes a commit durable stays on.
_postgres_settings() {
  cat <<'TEXT'

# Platen
listen_addresses = ''
max_connections = 80
shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 64MB
fsync = on
synchronous_commit = on
full_page_writes = on
wal_compression = on
max_wal_size = 1GB
checkpoint_timeout = 10min
random_page_cost = 1.1
max_worker_processes = 4
max_parallel_workers_per_gather = 1
password_encryption = scram-sha-256
log_line_prefix = '%m [%p] '
log_min_duration_statement = 2s
timezone = 'UTC'
TEXT
}
