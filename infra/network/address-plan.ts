import { type Cidr, formatCidr, parseCidr, size } from "../core/cidr.ts";
import { blockOf } from "../core/zones.ts";

/** The kinds of subnets. Each zone has one of each kind that the network creates. */
export type SubnetKind = "app" | "data" | "public" | "firewall";

/**
 * Which part of a zone's block each kind has, from its start on. Half is for pods (every pod has an address of its own); what is left over stays free. The plan is whole
 * from the first day, because a subnet's range cannot change later without replacing all that stands in it.
 */
const layout: ReadonlyArray<{ readonly kind: SubnetKind; readonly bits: (zone: number) => number }> = [
  { kind: "app", bits: (zone) => zone + 1 },
  { kind: "data", bits: (zone) => zone + 3 },
  { kind: "public", bits: (zone) => zone + 4 },
  // A firewall endpoint takes one address of the smallest subnet there is.
  { kind: "firewall", bits: () => 28 },
];

/**
 * The ranges of every zone's subnets within a VPC's, in the alphabet's order. The VPC is cut into four blocks, and a zone's letter alone decides which is its own:
 * so zones can be added, taken away and named in any order without moving the others. Zones a and e share a block, as do b and f.
 */
export function addressPlan(vpc: string, zones: readonly string[]): Map<string, Record<SubnetKind, string>> {
  const range = parseCidr(vpc);
  if (!range) throw new Error(`${vpc} is not a range of IPv4 addresses`);
  const bits = range.bits + 2;
  return new Map([...zones].sort().map((zone) => [zone, zonePlan({ base: range.base + blockOf(zone) * size(bits), bits })]));
}

function zonePlan(block: Cidr): Record<SubnetKind, string> {
  let base = block.base;
  const ranges = layout.map(({ kind, bits }) => {
    const range = { base, bits: bits(block.bits) };
    base += size(range.bits);
    return [kind, formatCidr(range)] as const;
  });
  return Object.fromEntries(ranges) as Record<SubnetKind, string>;
}
