import { z } from "zod";
import { isVpcRange, parseCidr } from "../core/cidr.ts";
import { distinct, group, isNoSecret, oneOf, oneOfNumbers, text, wholeNumber, yesOrNo } from "./fields.ts";
import { interfaceEndpointServices } from "./interface-endpoints.ts";
import { allowedRegions, regions } from "./regions.ts";

/** How careful and how large an environment is. The tier is a field: several stacks may be of one tier. */
export const tiers = ["local", "dev", "staging", "prod"] as const;
export type Tier = (typeof tiers)[number];

const instanceTypes = distinct(
  text(/^[a-z]+\d+g[a-z]*\.[a-z0-9]+$/, "an instance type of Graviton, such as m7g.large"),
  1,
  20,
  "1 to 20 different instance types of Graviton, such as [m7g.large, m6g.large]",
);

/** AWS refuses hyphens at the end or side by side in names of caches, and `internal-` at the start of a balancer's. bootstrap/bootstrap.yaml has the same pattern. */
const name = text(
  /^(?!internal$|internal-)(?=.{2,20}$)[a-z](-?[a-z0-9])+$/,
  "2 to 20 lower-case letters, digits and single hyphens, starting with a letter, and not with internal-",
);

/** The tags that the program sets itself. IAM tells keys apart by more than the case of their letters, so these are taken in any case. */
const ownTags = ["environment", "tier", "managed-by", "Name"];
/** A resource has at most 50. */
const mostTags = 50 - ownTags.length;

const tags = z
  .record(
    text(
      new RegExp(`^(?!${inAnyCase("aws:")}|(${ownTags.map(inAnyCase).join("|")})$)[\\w .:/=+@-]{1,128}$`),
      `a tag's key: at most 128 letters, digits and _.:/=+-@, not starting with aws:, and none of ${ownTags.join(", ")}, which the program sets`,
    ).refine(isNoSecret),
    text(/^[\w .:/=+@-]{0,256}$/, "a tag's value: at most 256 letters, digits, spaces and _.:/=+-@"),
    { error: "tags by key" },
  )
  .refine((all) => new Set(Object.keys(all).map((key) => key.toLowerCase())).size === Object.keys(all).length, {
    error: "tags whose keys differ in more than the case of their letters, which IAM does not tell apart",
  })
  .refine((all) => Object.keys(all).length <= mostTags, {
    error: `at most ${mostTags} tags, because a resource has 50 with the program's own`,
  });

/** `[tT][iI][eE][rR]` for `tier`: editors know no patterns without case. */
function inAnyCase(word: string): string {
  return word.replaceAll(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

/** An environment on AWS: one stack, one region. */
export const awsEnvironment = group({
  /** Starts every physical name, so it is unique in the account. @default the stack's name */
  name,
  /** How careful and how large the environment is: it decides every default. */
  tier: oneOf(["dev", "staging", "prod"]),
  /** The AWS account, which is in the ARNs of policies. No other one is ever touched: the provider refuses credentials of another. */
  account: text(/^\d{12}$/, 'an AWS account\'s 12 digits in quotes, such as "111122223333"'),
  /** The region of everything that is not global. */
  region: z.enum(regions, { error: ({ input }) => allowedRegions(input) }),
  /** Protects what holds data from deletion: by Pulumi, by the service's own switch, by keeping it when it leaves the program. @default true, in dev false */
  keepsData: yesOrNo(),
  /** Further tags of every resource, for example `cost-center`. @default none */
  tags,
  security: group({
    /** Days that logs are kept: those that CloudWatch Logs knows. @default 365 in prod, 90 in staging, 7 in dev */
    logDays: oneOfNumbers([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]),
    /** The lock on backups: until it ends, a backup can neither be changed nor deleted. */
    backup: group({
      /** `governance`: who holds s3:BypassGovernanceRetention still can. `compliance`: nobody can, not even AWS, and there is no way back. @default governance */
      mode: oneOf(["governance", "compliance"]),
      /** Days from the writing of a backup. @default 35 in prod, 7 in staging, 1 in dev */
      days: wholeNumber(1, 36500),
    }),
    /** The lock on audit records: as that on backups; when it ends they go. */
    audit: group({
      /** As for backups. @default governance */
      mode: oneOf(["governance", "compliance"]),
      /** Days from the writing of a record. @default 365 in prod, 30 in staging, 1 in dev */
      days: wholeNumber(1, 36500),
    }),
    /** CloudTrail's record of who did what in the account. */
    trail: group({
      /**
       * One stack of an account is enough: it records all regions, and the first copy of management events is free, while each further one costs $2 for 100,000.
       * @default true in prod, otherwise false
       */
      enabled: yesOrNo(),
    }),
  }),
  edge: group({
    /** The environment answers for names under it: `app.`, `api.` and `rt.` before it. Two environments never share one. */
    domain: text(
      (value) => value.length <= 64 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(value),
      "a domain of yours in at most 64 lower-case letters, digits, hyphens and dots, such as dev.example.com",
    ),
    /** The Route 53 zone that answers for the domain already: the primary region's, or one that was there before. @default none: the stack makes one */
    zoneId: text(/^Z[A-Z0-9]{4,31}$/, "the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ").optional(),
  }),
  network: group({
    /**
     * The addresses of the VPC. They must not overlap with networks it will be connected to, and cannot be changed later: that would replace everything in the
     * network, which Pulumi refuses where data is kept. Nodes, pods and balancers have half of each zone's quarter: 8,187 addresses a zone in a /16, 507 in a /20. @default by tier, 10.10.0.0/16 to 10.30.0.0/16
     */
    cidr: text(isVpcRange, "a private IPv4 range from /16 to /20 on its own boundary, such as 10.30.0.0/16"),
    /**
     * Availability zones by their letters, in any order; each costs its share of gateways and endpoints. A letter's addresses stay the same whatever others
     * stand beside it. @default a, b, c; in dev a, b; in us-west-1 none
     */
    zones: distinct(oneOf(["a", "b", "c", "d", "e", "f"]), 2, 3, "2 or 3 different zone letters of the region, such as [a, b, c]"),
    /**
     * NAT gateways: `per-zone`, so that losing a zone cuts off no other, or a `single` one. Each costs about $33 a month, its address $3.65, and $0.045 a GB.
     * Where data is kept Pulumi refuses to give an address back, which partners may allow: `pulumi state unprotect` lets it go.
     * @default per-zone, in dev single
     */
    nat: oneOf(["per-zone", "single"]),
    /** AWS services that are reached without leaving the network. S3 and DynamoDB always are, for free. */
    interfaceEndpoints: group({
      /** Each service costs $7.30 a month a zone, and $0.01 a GB. @default true, in dev false, where they would cost more than the nodes */
      enabled: yesOrNo(),
      /** @default all that there are: 12, $263 a month in 3 zones */
      services: distinct(
        oneOf(interfaceEndpointServices),
        1,
        interfaceEndpointServices.length,
        `different services of ${interfaceEndpointServices.join(", ")}`,
      ),
    }),
    /** Where the record of every connection goes: `s3` to be queried ($0.25 a GB), or `cloudwatch` to be searched and to raise alarms ($0.50 a GB). @default s3 */
    flowLogs: oneOf(["s3", "cloudwatch"]),
    /** Has AWS mark in the flow logs what crosses the network unencrypted; it blocks nothing. */
    encryptionMonitor: group({
      /** Ask AWS for its price. @default true, in dev false */
      enabled: yesOrNo(),
    }),
  }),
  cluster: group({
    /** Kubernetes' version. It can be raised by one minor at a time, never lowered. @default the pin in versions.ts */
    version: text(/^1\.\d{2}$/, 'a Kubernetes version in quotes, such as "1.35"'),
    /** Who reaches the cluster's API. */
    endpoint: group({
      /** What is in the network does. @default true */
      private: yesOrNo(),
      /** Addresses on the internet that do too: that of who runs the first `up`, until something inside the network runs it. @default none */
      publicCidrs: distinct(
        text((value) => (parseCidr(value)?.bits ?? 0) >= 16, "a range of IPv4 addresses from /16 to /32, such as 203.0.113.7/32"),
        0,
        40,
        "at most 40 different ranges of addresses, such as [203.0.113.7/32]",
      ),
    }),
    /** ARNs of roles that may do everything in the cluster: the deploy role's, and those of people. Who makes the cluster has no right by that. @default none */
    admins: distinct(
      text(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, "a role's ARN, such as arn:aws:iam::111122223333:role/operators"),
      0,
      20,
      "at most 20 different ARNs of roles, such as [arn:aws:iam::111122223333:role/operators]",
    ),
    /** GiB of each node's disk, for images, logs and what pods write to themselves; $0.08 a month each. @default 100, in dev 40 */
    diskGibibytes: wholeNumber(20, 1000),
    /** Nodes for the cluster's own pods. All others but those for data come and go by need. */
    system: group({
      /** The first is preferred; the others are for the day that it cannot be had. @default m7g.large (about $60 a month) and alike, in dev t4g.large (about $49) */
      instanceTypes,
      /** Spread over the zones. @default 3, in dev 2 */
      nodes: wholeNumber(1, 30),
    }),
    /** Nodes for what keeps its data on disks, which cannot leave their zone. */
    data: group({
      /** As for the system's. @default r7g.xlarge (about $156 a month) in prod, r7g.large in staging, t4g.large in dev, and alike */
      instanceTypes,
      /** @default 3, in dev 1 */
      nodesPerZone: wholeNumber(1, 30),
    }),
  }),
  cache: group({
    /** `elasticache`: AWS runs it. `kubernetes`: the environment's cluster does, for the smallest budgets. @default elasticache */
    kind: oneOf(["elasticache", "kubernetes"]),
    /** Shards of the 16,384 hash slots; each costs `1 + replicas` nodes. 500 is ElastiCache's limit. @default 3 */
    shards: wholeNumber(1, 500),
    /** Copies of each shard in other zones. @default 2 in prod, 1 in staging, 0 in dev */
    replicas: wholeNumber(0, 5),
    /** ElastiCache node type. @default cache.r7g.large in prod (13 GiB, about $128 a month a node), cache.t4g.medium in staging, cache.t4g.micro in dev */
    nodeType: text(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, "an ElastiCache node type, such as cache.r7g.large"),
    /** Valkey's version of a new cache; AWS raises that of one that is there (docs/decisions/0007-cache.md). @default the pin in versions.ts */
    engineVersion: text(/^\d+\.\d+$/, 'a Valkey version in quotes, such as "9.0"'),
    /** Lets the number of shards follow the load. */
    scaling: group({
      /** Needs nodes that are not burstable (t3, t4g). Each shard more costs `1 + replicas` nodes for as long as it is there. @default false */
      enabled: yesOrNo(),
      /** Where it ends; `shards` is where it begins. @default 6 */
      maxShards: wholeNumber(1, 500),
    }),
    /** The gateway's own small cache, for the counters of its rate limits: its plugin knows no cluster mode. */
    gateway: group({
      /** Copies in other zones, one of which takes over by itself. @default 1, in dev 0 */
      replicas: wholeNumber(0, 5),
      /** ElastiCache node type. @default cache.t4g.small in prod and staging (about $19 a month a node), cache.t4g.micro in dev (about $9) */
      nodeType: text(/^cache\.[a-z0-9]+\.[a-z0-9]+$/, "an ElastiCache node type, such as cache.t4g.small"),
    }),
  }),
});

/** An environment on this machine's Docker. */
export const localEnvironment = group({
  /** @default the stack's name */
  name,
  /** Always local: on AWS an environment has other fields. */
  tier: oneOf(["local"]),
});

export type AwsEnvironment = Readonly<z.infer<typeof awsEnvironment>>;
export type LocalEnvironment = Readonly<z.infer<typeof localEnvironment>>;
export type Environment = AwsEnvironment | LocalEnvironment;
