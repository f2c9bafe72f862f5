import { z } from "zod";
import { isVpcRange } from "../core/cidr.ts";
import { distinct, group, oneOf, text, wholeNumber, yesOrNo } from "./fields.ts";

/** How careful and how large an environment is. The tier is a field: several stacks may be of one tier. */
export const tiers = ["local", "dev", "staging", "prod"] as const;
export type Tier = (typeof tiers)[number];

const name = text(
  (value) => /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/.test(value),
  "2 to 20 lower-case letters, digits and hyphens, starting with a letter",
);

/** An environment on AWS: one stack, one region. */
export const awsEnvironment = group({
  /** Starts every physical name, so it is unique in the account. @default the stack's name */
  name,
  tier: oneOf(["dev", "staging", "prod"]),
  /** The AWS account, which is in the ARNs of policies. No other one is ever touched: the provider refuses credentials of another. */
  account: text((value) => /^\d{12}$/.test(value), 'an AWS account\'s 12 digits in quotes, such as "111122223333"'),
  /** The region of everything that is not global. */
  region: text((value) => /^[a-z]{2}(-[a-z]+)+-\d$/.test(value), "an AWS region, such as us-east-1"),
  /** Protects what holds data from deletion: by Pulumi, by the service's own switch, by keeping it when it leaves the program. @default true, in dev false */
  keepsData: yesOrNo(),
  /** Further tags of every resource, for example `cost-center`. @default none */
  tags: z.record(
    text(
      (key) => /^(?!aws:)[\w .:/=+@-]{1,128}$/i.test(key),
      "a tag's key: at most 128 letters, digits and _.:/=+-@, not starting with aws:",
    ),
    text((value) => /^[\w .:/=+@-]{0,256}$/.test(value), "a tag's value: at most 256 letters, digits, spaces and _.:/=+-@"),
    { error: "tags by key" },
  ),
  network: group({
    /** The addresses of the VPC. It cannot be changed later, and must not overlap with networks it will be connected to. @default by tier, 10.10.0.0/16 to 10.30.0.0/16 */
    cidr: text(isVpcRange, "a private IPv4 range from /16 to /20 on its own boundary, such as 10.30.0.0/16"),
    /** Availability zones by their letters. @default a, b, c; in dev a, b (each zone costs its share of gateways and endpoints) */
    zones: distinct(oneOf(["a", "b", "c", "d", "e", "f"]), 2, 3, "2 or 3 different zone letters of the region, such as [a, b, c]"),
  }),
  cache: group({
    /** Shards of the 16,384 hash slots; each costs `1 + replicas` nodes. 500 is ElastiCache's limit. @default 3 */
    shards: wholeNumber(1, 500),
    /** Copies of each shard in other zones. @default 2 in prod, 1 in staging, 0 in dev */
    replicas: wholeNumber(0, 5),
    /** ElastiCache node type. @default cache.r7g.large in prod (13 GiB, about $128 a month a node), cache.t4g.medium in staging, cache.t4g.micro in dev */
    nodeType: text((value) => /^cache\.[a-z0-9]+\.[a-z0-9]+$/.test(value), "an ElastiCache node type, such as cache.r7g.large"),
    /** Valkey's version. It can be raised, never lowered. @default the pin in versions.ts */
    engineVersion: text((value) => /^\d+\.\d+$/.test(value), 'a Valkey version in quotes, such as "9.0"'),
  }),
});

/** An environment on this machine's Docker. */
export const localEnvironment = group({
  /** @default the stack's name */
  name,
  tier: oneOf(["local"]),
});

export type AwsEnvironment = Readonly<z.infer<typeof awsEnvironment>>;
export type LocalEnvironment = Readonly<z.infer<typeof localEnvironment>>;
export type Environment = AwsEnvironment | LocalEnvironment;
