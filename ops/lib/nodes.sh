# The nodes of a cluster on this machine: what they are, their ports, how they start. Needs common.sh, processes.sh and postgres.sh. Sourced, not run.
# DATA/run/nodes has a line for each: NAME ROLE HTTPS AGENTLINK SILO GRAINS, ports of 127.0.0.1; 0 for what it has not.
# shellcheck shell=bash

CLUSTER_ID=trial
SAMPLE_SITE=main

# nodes_choose MASTERS SITE-SILOS GATEWAYS: at the first start; later ones keep what was chosen.
nodes_choose() {
  [ ! -e "$DATA/run/nodes" ] || return 0
  local -A taken=(); local i name role count
  free_port() { # into REPLY
    while REPLY=$((20000 + RANDOM % 12000)); [ -n "${taken[$REPLY]:-}" ] || [ -n "$(port_owner "$REPLY")" ]; do :; done
    taken[$REPLY]=1
  }
  : >"$DATA/run/nodes.new"
  for role in master:$1 site:$2 gateway:$3; do
    count=${role#*:} role=${role%:*}
    for ((i = 1; i <= count; i++)); do
      local ports=()
      free_port; ports+=("$REPLY"); free_port; ports+=("$REPLY")
      if [ "$role" = gateway ]; then ports+=(0 0); else free_port; ports+=("$REPLY"); free_port; ports+=("$REPLY"); fi
      echo "$role-$i $role ${ports[*]}" >>"$DATA/run/nodes.new"
    done
  done
  # the console's and the agent link's ports as ops/run names them: those of the first gateway, or of the first master
  name=gateway-1; [ "$3" -gt 0 ] || name=master-1
  {
    awk -v name=$name '$1 == name { print "console=" $3; print "agentlink=" $4 }' "$DATA/run/nodes.new"
    for name in panel lpd ipp ipps raw; do free_port; echo "$name=$REPLY"; done
  } >"$DATA/run/ports"
  mv "$DATA/run/nodes.new" "$DATA/run/nodes"
}

port_of() { sed -n "s/^$1=//p" "$DATA/run/ports"; }

nodes_names() { cut -d' ' -f1 "$DATA/run/nodes"; }

# node_folder NAME: the first master's is called as ops/run calls the server's, so that the same tools find the CA and the set-up link.
node_folder() { if [ "$1" = master-1 ]; then echo "$DATA/server"; else echo "$DATA/$1"; fi; }

# node_keys: the secrets that all silos share, and a certificate for each gateway.
node_keys() {
  local name
  [ -e "$DATA/keys/master.key" ] || "$CLUSTER_SILO" make-keys "$DATA/keys" >/dev/null
  for name in $(awk '$2 == "gateway" { print $1 }' "$DATA/run/nodes"); do
    [ -e "$DATA/$name/node/node.pem" ] || "$CLUSTER_SILO" issue-node "$DATA/keys" "$DATA/$name/node" $CLUSTER_ID >/dev/null
  done
}

# node_start NAME: starts it if it does not run; does not wait.
node_start() {
  local name=$1 role https link silo grains i=0 address args
  ! running "$name" >/dev/null || return 0
  read -r _ role https link silo grains < <(grep "^$name " "$DATA/run/nodes")
  step "starting $name"
  args=(--Platen:DataDirectory="$(node_folder "$name")" --Platen:HttpPort=0 --Platen:HttpsPort="$https" --Platen:AgentLinkPort="$link" --Platen:Cluster:Id=$CLUSTER_ID --Platen:Cluster:Role="$role")
  # agents dial the gateways; without any, the masters
  for address in $(awk -v role="$(cut -d' ' -f2 "$DATA/run/nodes" | grep -qx gateway && echo gateway || echo master)" '$2 == role { print $4 }' "$DATA/run/nodes"); do
    args+=(--Platen:AgentLinkAddresses:$i="https://127.0.0.1:$address"); i=$((i + 1))
  done
  if [ "$role" = gateway ]; then
    i=0
    for address in $(awk '$6 > 0 { print $6 }' "$DATA/run/nodes"); do args+=(--Platen:Cluster:Silos:$i="127.0.0.1:$address"); i=$((i + 1)); done
    launch "$name" "$CLUSTER_SILO" "${args[@]}" --Platen:Cluster:CertificateFile="$DATA/$name/node/node.pem" --Platen:Cluster:AuthorityFile="$DATA/$name/node/authority.pem"
    return
  fi
  [ "$name" = master-1 ] || args+=(--Platen:SetUpLink=false)
  [ "$role" != site ] || args+=(--Platen:Cluster:Site=$SAMPLE_SITE)
  # the private database takes 80 connections: they are shared out
  launch "$name" env Platen__ConnectionString="$(postgres_connection "$DATA/postgres")" "$CLUSTER_SILO" "${args[@]}" --Platen:KeysDirectory="$DATA/keys" --Platen:Cluster:SiloPort="$silo" --Platen:Cluster:GatewayPort="$grains" \
    --Platen:Store:ReadConnectionsMax=6
}

node_ready() { local https; read -r _ _ https _ < <(grep "^$1 " "$DATA/run/nodes"); curl -sfk -m 6 "https://127.0.0.1:$https/health/ready"  >/dev/null; }

node_await() { await "$1" 90 node_ready "$1"; }

node_words() {
  local role https link silo
  read -r _ role https link silo _ < <(grep "^$1 " "$DATA/run/nodes")
  echo "console $https, agents $link$([ "$silo" = 0 ] || echo ", silo $silo")$([ "$role" != site ] || echo ", site $SAMPLE_SITE")"
}
