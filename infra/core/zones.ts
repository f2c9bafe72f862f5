/** Which of a VPC's four blocks is a zone's. */
export function blockOf(zone: string): number {
  return (zone.charCodeAt(0) - "a".charCodeAt(0)) % 4;
}
