/**
 * Regions in which an account cannot have zones a, b and c. All others have three or more ("Each Region has at least three Availability Zones":
 * docs.aws.amazon.com/global-infrastructure). What an account has: `aws ec2 describe-availability-zones --region <region>`.
 */
const exceptions: Readonly<Record<string, { readonly count: number; readonly letters?: readonly string[] }>> = {
  // "New customers can access two Availability Zones in US West (Northern California)" (AWS, Global Infrastructure). Which two, differs by account.
  "us-west-1": { count: 2 },
  "ca-central-1": { count: 3, letters: ["a", "b", "d"] },
};

/** Whether a new account is given as many zones in a region. */
export function hasZones(region: string, count: number): boolean {
  return count <= (exceptions[region]?.count ?? count);
}

/** The letters of a region's zones, where they are not a, b and c. */
export function zoneLetters(region: string): readonly string[] | undefined {
  return exceptions[region]?.letters;
}
