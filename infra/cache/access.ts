import { redis } from "../../app/src/contract.ts";

/** A user of Valkey as ElastiCache takes it: its name, and its rights in the words of Valkey's access lists. */
export interface Access {
  readonly userName: string;
  readonly rights: string;
}

/** What any client does to begin with. AUTH, HELLO and QUIT are everybody's. */
const greetings = ["ping", "info", "client|setinfo", "client|setname"];
/** How a client finds its way in a cluster, and reads from replicas. */
const wayfinding = ["cluster|slots", "cluster|shards", "cluster|info", "readonly", "readwrite", "asking"];

/** The API: the commands of its cache, which scripts are bound by too, on its own keys and on the channel of its instances. */
export const apiAccess: Access = {
  userName: "api",
  rights: rights({
    keys: `${redis.keyPrefix}*`,
    channel: redis.busChannel,
    commands: [
      ...["get", "set", "unlink", "pttl", "pexpire", "eval", "evalsha", "scan", "publish", "subscribe", "unsubscribe"],
      ...wayfinding,
      ...greetings,
    ],
  }),
};

/** Kong's rate limits: counters that expire, of its rate-limiting plugin. */
export const gatewayAccess: Access = {
  userName: "gateway",
  rights: rights({ keys: "ratelimit:*", commands: ["eval", "exists", "get", "incr", "incrby", "expire", "expireat", ...greetings] }),
};

/** Whoever names no user: nothing. */
export const nobody: Access = { userName: "default", rights: "off -@all" };

function rights({ keys, channel, commands }: { keys: string; channel?: string; commands: readonly string[] }): string {
  const channels = channel === undefined ? [] : [`&${channel}`];
  return ["on", `~${keys}`, "resetchannels", ...channels, "-@all", ...commands.map((command) => `+${command}`)].join(" ");
}
