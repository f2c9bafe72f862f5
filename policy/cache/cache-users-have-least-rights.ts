import { everyTier, rule } from "../rule.ts";

/** Rights that are not named one by one, in the words of Valkey's access lists: whole categories, all keys, all channels. */
const unnamed = /^(\+@.*|allcommands|(~|%(r|w|rw|wr)~)\*+|allkeys|&\*+|allchannels|nopass)$/i;

/** A user of a cache can do what it needs: not everything, not to everybody's keys, and not without a password or identity. (38: AEC6) */
export const cacheUsersHaveLeastRights = rule("cache-users-have-least-rights", everyTier, "aws:elasticache/user:User", ({ inputs }) => {
  const rights = (inputs.accessString ?? "").split(/[\s()]+/);
  if (!rights.some((right) => right.toLowerCase() === "on")) return undefined;
  const found = rights.filter((right) => unnamed.test(right));
  if (found.length > 0) return `name the commands, keys and channels that it may use, not ${found.join(" ")}`;
  return inputs.noPasswordRequired || inputs.authenticationMode?.type === "no-password-required"
    ? "let it in with a password or an identity of IAM only"
    : undefined;
});
