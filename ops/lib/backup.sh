# Calls the server's commands for backups with the settings of ops/run. Needs common.sh, build.sh, processes.sh and postgres.sh, and DATA. Sourced, not run.
# shellcheck shell=bash

# backup_prepare: the folder of the backups, and their key, once.
backup_prepare() {
  (umask 077; mkdir -p "$DATA/backups" "$DATA/server")
  [ -e "$DATA/server/backup.key" ] || "$ARTIFACTS/Platen.Silo/Platen.Silo" backup make-key "$DATA/server/backup.key" >/dev/null
}

# backup_settings: the server's settings for backups, as arguments, one a line.
backup_settings() { printf '%s\n' --Platen:Backup:Folder="$DATA/backups" --Platen:Backup:KeyFile="$DATA/server/backup.key"; }

# backup_command CONNECTION COMMAND...: with an empty CONNECTION the private PostgreSQL, which is started.
backup_command() {
  local connection=$1 settings; shift
  build_programs
  backup_prepare
  if [ -z "$connection" ]; then postgres_start "$DATA/postgres"; connection=$(postgres_connection "$DATA/postgres"); fi
  mapfile -t settings < <(backup_settings)
  Platen__ConnectionString="$connection" "$ARTIFACTS/Platen.Silo/Platen.Silo" "$@" --Platen:DataDirectory="$DATA/server" "${settings[@]}"
}
