/** A range of IPv4 addresses: `base` is its first address as a number, `bits` how many leading bits are fixed. */
export interface Cidr {
  readonly base: number;
  readonly bits: number;
}

const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** The range that text such as `10.0.0.0/16` names; undefined if it is not one, or does not start on its own boundary. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const numbers = match.slice(1).map(Number);
  const bits = numbers.pop() ?? 0;
  if (bits > 32 || numbers.some((number) => number > 255)) return undefined;
  const base = numbers.reduce((sum, number) => sum * 256 + number, 0);
  return base % size(bits) === 0 ? { base, bits } : undefined;
}

export function formatCidr({ base, bits }: Cidr): string {
  const numbers = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${numbers.join(".")}/${bits}`;
}

/** How many addresses a range of `bits` has. */
export function size(bits: number): number {
  return 2 ** (32 - bits);
}

/** Whether a VPC may have this range: private (RFC 1918), and no larger than AWS takes (/16) nor smaller than the address plan needs (/20). */
export function isVpcRange(text: string): boolean {
  const range = parseCidr(text);
  return range !== undefined && range.bits >= 16 && range.bits <= 20 && privateRanges.some((outer) => contains(outer, range));
}

function contains(outer: string, inner: Cidr): boolean {
  const range = parseCidr(outer);
  return range !== undefined && inner.base >= range.base && inner.base + size(inner.bits) <= range.base + size(range.bits);
}
