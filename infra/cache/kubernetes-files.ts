import { createHash } from "node:crypto";
import { type Access, apiAccess, nobody } from "./access.ts";

/** Where a pod finds what it needs. */
export const folders = { settings: "/etc/valkey", access: "/etc/valkey-access", tls: "/etc/valkey-tls", data: "/data" } as const;
export const ports = { clients: 6379, bus: 16379 } as const;

/** Who makes the cluster, replicates and asks for its health: may do everything, and is known to the pods alone. */
const operator: Access = { userName: "operator", rights: "on ~* &* +@all" };

/**
 * Valkey's settings. Nothing of its data is written to disk: an entry that came back after a restart could be one that was invalidated
 * meanwhile. The disk keeps only which node it is (nodes.conf). Needs Valkey 9.0 for the failover before a planned stop.
 */
export function settings(maxMemoryMiB: number): string {
  return lines(
    "port 0",
    `tls-port ${ports.clients}`,
    "tls-cluster yes",
    "tls-replication yes",
    "tls-auth-clients no",
    'tls-protocols "TLSv1.3"',
    `tls-cert-file ${folders.tls}/tls.crt`,
    `tls-key-file ${folders.tls}/tls.key`,
    `tls-ca-cert-file ${folders.tls}/ca.crt`,
    `aclfile ${folders.access}/users.acl`,
    `include ${folders.access}/replication.conf`,
    "cluster-enabled yes",
    `cluster-config-file ${folders.data}/nodes.conf`,
    "cluster-node-timeout 5000",
    // A shard that is gone takes its own slots with it, not all the others'.
    "cluster-require-full-coverage no",
    // Clients check certificates, which name hosts.
    "cluster-preferred-endpoint-type hostname",
    "auto-failover-on-shutdown yes",
    `dir ${folders.data}`,
    'save ""',
    "appendonly no",
    `maxmemory ${maxMemoryMiB}mb`,
    "maxmemory-policy allkeys-lru",
  );
}

/** Who may log in. Passwords stand there as their SHA-256 only. */
export function usersFile(password: string, operatorPassword: string): string {
  return lines(line(nobody), line(apiAccess, password), line(operator, operatorPassword));
}

/** As whom a replica logs in to its primary. */
export function replicationFile(operatorPassword: string): string {
  return lines(`primaryuser ${operator.userName}`, `primaryauth ${JSON.stringify(operatorPassword)}`);
}

function line({ userName, rights }: Access, password?: string): string {
  const hash = password === undefined ? "" : ` #${createHash("sha256").update(password).digest("hex")}`;
  return `user ${userName}${hash} ${rights}`;
}

const common = lines(
  "set -eu",
  `REDISCLI_AUTH="$(cat ${folders.access}/operator)"`,
  "export REDISCLI_AUTH",
  `ask() { valkey-cli --tls --cacert ${folders.tls}/ca.crt --user ${operator.userName} --no-auth-warning "$@"; }`,
  "address() { getent hosts \"$1\" | cut -d ' ' -f 1; }",
  "known_nodes() { ask \"$@\" cluster info | tr -d '\\r' | sed -n 's/^cluster_known_nodes://p'; }",
  "united() { ask cluster info | grep -q '^cluster_state:ok'; }",
);

/** What runs in the pods, by file name. They know each other by `PEERS`, the names of all pods. */
export const scripts = {
  "common.sh": common,
  /** Starts the server. Pods that all moved at once know no address of another any more: those that were a cluster already look each other up again. */
  "start.sh": lines(
    `. ${folders.settings}/common.sh`,
    "reunite() {",
    "  until ask ping >/dev/null 2>&1; do sleep 1; done",
    '  [ "$(known_nodes)" -gt 1 ] || return 0',
    "  until united; do",
    `    for peer in $PEERS; do ask cluster meet "$(address "$peer")" ${ports.clients} >/dev/null || true; done`,
    "    sleep 5",
    "  done",
    "}",
    "reunite &",
    `exec valkey-server ${folders.settings}/valkey.conf --cluster-announce-ip "$POD_IP" --cluster-announce-hostname "$POD_NAME.$DOMAIN"`,
  ),
  /** Makes a cluster of the pods, once: a node that knows others is of one already. */
  "create.sh": lines(
    `. ${folders.settings}/common.sh`,
    "nodes=",
    "for peer in $PEERS; do",
    '  until ask -h "$peer" ping >/dev/null 2>&1; do sleep 2; done',
    '  [ "$(known_nodes -h "$peer")" -eq 1 ] || exit 0',
    `  nodes="$nodes $(address "$peer"):${ports.clients}"`,
    "done",
    'ask --cluster create $nodes --cluster-replicas "$REPLICAS" --cluster-yes',
  ),
  "alive.sh": lines(`. ${folders.settings}/common.sh`, "ask ping | grep -q PONG"),
  /** Ready while this node sees most of the cluster's primaries. */
  "ready.sh": lines(`. ${folders.settings}/common.sh`, "united"),
} as const;

function lines(...all: readonly string[]): string {
  return `${all.join("\n")}\n`;
}
