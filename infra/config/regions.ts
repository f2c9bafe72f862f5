/** AWS's commercial regions, as @pulumi/aws 7.48 lists them (its enumeration `Region`). A newer one is added here. */
export const regions: readonly string[] = [
  ...["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
  ...["ca-central-1", "ca-west-1", "mx-central-1", "sa-east-1"],
  ...["eu-central-1", "eu-central-2", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-2", "eu-west-3"],
  ...["ap-east-1", "ap-east-2", "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-south-2"],
  ...["ap-southeast-1", "ap-southeast-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7"],
  ...["af-south-1", "il-central-1", "me-central-1", "me-south-1"],
];

/** What may stand where `value` does. */
export function allowedRegions(value: unknown): string {
  if (typeof value !== "string") return "an AWS region, such as us-east-1";
  if (value.startsWith("cn-")) return "a region outside China, whose AWS is a cloud of its own: it names services and endpoints otherwise";
  if (/^(us-gov|us-iso|eu-iso|eusc)/.test(value))
    return "a commercial region of AWS: those of governments and sovereigns are clouds of their own";
  return `one of ${regions.join(", ")}`;
}

/**
 * Regions in which an account cannot have zones a, b and c. All others have three or more ("Each Region has at least three Availability Zones":
 * docs.aws.amazon.com/global-infrastructure). What an account has: `aws ec2 describe-availability-zones --region <region>`.
 */
const exceptions: Readonly<Record<string, { readonly count: number; readonly letters?: readonly string[] }>> = {
  // "New customers can access two Availability Zones in US West (Northern California)" (AWS, Global Infrastructure). Which two, differs by account.
  "us-west-1": { count: 2 },
  "ap-northeast-1": { count: 3, letters: ["a", "c", "d"] },
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

/** Whether every account has the same zones there, so that a default can name them. */
export function zonesAreKnown(region: string): boolean {
  return exceptions[region] === undefined || zoneLetters(region) !== undefined;
}
