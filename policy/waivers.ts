/** A rule that one resource may break, and why. Every plan that has the resource prints it. */
export interface Waiver {
  /** The resource's URN, or its short name in every stack: `ec2.SecurityGroup/api`. */
  readonly resource: string;
  /** The rule's id. */
  readonly rule: string;
  /** Why the rule does not fit here, and what stands in for it. */
  readonly reason: string;
}

export const waivers: readonly Waiver[] = [];
