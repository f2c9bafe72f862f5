import { everyTier, rule } from "../rule.ts";

/** A user of a cache can do what it needs: not everything, and not without a password or identity. (38: AEC6) */
export const cacheUsersHaveLeastRights = rule("cache-users-have-least-rights", everyTier, "aws:elasticache/user:User", ({ inputs }) => {
  const rights = (inputs.accessString ?? "").split(" ");
  if (rights[0] === "off") return undefined;
  return rights.some((right) => ["+@all", "allcommands", "nopass"].includes(right)) ? "name the commands that it may use" : undefined;
});
