import { createHash } from "node:crypto";
import type { Redis } from "ioredis";

/** A Lua program that Redis runs in one step. All its keys are in one slot. */
interface Script {
  readonly lua: string;
  readonly sha: string;
}

function script(lua: string): Script {
  return { lua, sha: createHash("sha1").update(lua).digest("hex") };
}

/** KEYS token; ARGV new token, life in ms. Gives the token that holds, made now if there was none, and sees that it lives long enough. */
export const claim = script(`
local token = redis.call('GET', KEYS[1])
if not token then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return ARGV[1]
end
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return token`);

/** KEYS value, token; ARGV token read before the load, value, life in ms. Gives 1 if written, 0 if the token is another or gone. */
export const fill = script(`
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`);

/** KEYS value, token; ARGV new token, life in ms. Every fill whose load began before this fails after it. */
export const renew = script(`
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
redis.call('UNLINK', KEYS[1])
return 1`);

/** Runs a script by its digest; a server that does not know it (new, restarted) is given the text. */
export async function run(
  client: Redis,
  { sha, lua }: Script,
  keys: readonly string[],
  args: readonly (string | number | Buffer)[],
): Promise<unknown> {
  try {
    return await client.evalsha(sha, keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
    return await client.eval(lua, keys.length, ...keys, ...args);
  }
}
