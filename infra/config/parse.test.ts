import assert from "node:assert/strict";
import { parseEnvironment } from "./parse.ts";
import { regions } from "./regions.ts";
import { tierDefaults } from "./tiers.ts";

const edge = { domain: "example.com" };

describe("parseEnvironment", () => {
  it("fills up with the tier's defaults, and lets the stack name the environment", () => {
    assert.deepEqual(parseEnvironment({ tier: "dev", account: "111122223333", region: "eu-west-1", edge }, "mine"), {
      environment: { ...tierDefaults.dev, name: "mine", tier: "dev", account: "111122223333", region: "eu-west-1", edge },
    });
  });

  it("lets a stack differ in one field of a group, and replaces lists whole", () => {
    const parsed = parseEnvironment(
      { tier: "prod", account: "111122223333", region: "us-east-1", edge, cache: { shards: 6 }, network: { zones: ["a", "c", "d"] } },
      "prod",
    );
    assert.ok("environment" in parsed && parsed.environment.tier === "prod");
    assert.deepEqual(parsed.environment.cache, { ...tierDefaults.prod.cache, shards: 6 });
    assert.deepEqual(parsed.environment.network, { ...tierDefaults.prod.network, zones: ["a", "c", "d"] });
  });

  it("gives a local environment its name", () => {
    assert.deepEqual(parseEnvironment({ tier: "local" }, "local"), { environment: { name: "local", tier: "local" } });
  });

  it("takes every AWS tier with only an account, a region and a domain", () => {
    for (const tier of ["dev", "staging", "prod"])
      assert.ok("environment" in parseEnvironment({ tier, account: "111122223333", region: "us-east-1", edge }, tier), tier);
  });

  it("takes a region with two zones for dev", () => {
    const value = { tier: "dev", account: "111122223333", region: "us-west-1", edge, network: { zones: ["a", "c"] } };
    assert.ok("environment" in parseEnvironment(value, "dev"));
  });

  it("asks rules only about what is right by itself", () => {
    const value = { tier: "prod", account: "111122223333", region: "us-west-1", edge, network: 3, cache: { replicas: "1" } };
    assert.deepEqual(
      problems(value).map((problem) => problem.split(" ")[0]),
      ["cache.replicas", "network"],
    );
  });

  it("reports all problems at once, rules across fields among them", () => {
    const value = {
      tier: "prod",
      account: 111122223333,
      region: "virginia",
      keepsData: false,
      security: { logDays: 90, backup: { days: 6 }, audit: { days: 364 } },
      network: { zones: ["a", "b"], nat: "single", interfaceEndpoints: { services: ["ecr"] } },
      cache: { shards: 0, replicas: 1 },
    };
    assert.deepEqual(problems(value), [
      'account is 111122223333: give an AWS account\'s 12 digits in quotes, such as "111122223333"',
      "cache.replicas is 1: give 2 or more, because prod keeps a copy of each shard while one is replaced",
      "cache.shards is 0: give a whole number from 1 to 500",
      "edge.domain is missing: give a domain of yours in at most 64 lower-case letters, digits, hyphens and dots, such as dev.example.com",
      "keepsData is false: give true, because prod never loses data by a deletion",
      'network.interfaceEndpoints.services.0 is "ecr": give one of ec2messages, ecr.api, ecr.dkr, eks, kms, logs, secretsmanager, sns, sqs, ssm, ssmmessages, sts',
      'network.nat is "single": give per-zone, because in prod losing a zone cuts off no other',
      `region is "virginia": give one of ${regions.join(", ")}`,
      "security.audit.days is 364: give 365 or more, because audits ask for a year",
      "security.backup.days is 6: give 7 or more, because a loss may be noticed only after a week",
      "security.logDays is 90: give 365 or more, because an intrusion is often found only months later",
    ]);
  });

  for (const [what, value, says] of [
    ["nothing", undefined, " is missing: give a group of settings with at least tier"],
    ["text", "prod", ' is "prod": give a group of settings with at least tier'],
    ["no tier", {}, "tier is missing: give one of local, dev, staging, prod"],
    ["a mistyped tier", { tier: "porduction" }, 'tier is "porduction": give one of local, dev, staging, prod'],
    ["a nearly right tier", { tier: "stagign" }, 'tier is "stagign": give one of local, dev, staging, prod; did you mean staging?'],
    ["no region", { tier: "dev", account: "111122223333", edge }, "region is missing: give an AWS region, such as us-east-1"],
    [
      "a group that is not one",
      dev({ cache: 3 }),
      "cache is 3: give a group of settings: kind, shards, replicas, nodeType, engineVersion, scaling, gateway",
    ],
    ["a mistyped key", dev({ cach: {} }), "cach is not known here: did you mean cache?"],
    ["a mistyped key in a group", dev({ cache: { nodTyp: "x" } }), "cache.nodTyp is not known here: did you mean nodeType?"],
    ["a key in the wrong place", dev({ replicas: 2 }), "replicas is not known here: did you mean cache.replicas?"],
    [
      "a strange key",
      dev({ network: { mtu: 9001 } }),
      "network.mtu is not known here: known are cidr, zones, nat, interfaceEndpoints, flowLogs, encryptionMonitor",
    ],
    [
      "a number that is not among those allowed",
      dev({ security: { logDays: 10 } }),
      "security.logDays is 10: give one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
    ],
    [
      "a cache that nothing here could run",
      dev({ cache: { kind: "kubernetes" } }),
      'cache.kind is "kubernetes": give elasticache, because this version has no cluster yet that could run the other',
    ],
    [
      "scaling of nodes that cannot",
      dev({ cache: { scaling: { enabled: true } } }),
      'cache.nodeType is "cache.t4g.micro": give a type that is not burstable, such as cache.r7g.large, because ElastiCache scales no others',
    ],
    [
      "scaling to where it begins",
      dev({ cache: { nodeType: "cache.r7g.large", shards: 6, scaling: { enabled: true } } }),
      "cache.scaling.maxShards is 6: give more than the 6 that cache.shards says, or scaling has nothing to do",
    ],
    [
      "rate limits that go with a zone",
      { ...dev({ tier: "prod" }), cache: { gateway: { replicas: 0 } } },
      "cache.gateway.replicas is 0: give 1 or more, because in prod losing a zone does not switch off rate limits",
    ],
    [
      "a cluster that nobody reaches",
      dev({ cluster: { endpoint: { private: false } } }),
      "cluster.endpoint.private is false: give true, or somebody in cluster.endpoint.publicCidrs, because nobody would reach the cluster",
    ],
    [
      "a cluster that the whole internet reaches",
      dev({ cluster: { endpoint: { publicCidrs: ["0.0.0.0/0"] } } }),
      'cluster.endpoint.publicCidrs.0 is "0.0.0.0/0": give a range of IPv4 addresses from /16 to /32, such as 203.0.113.7/32',
    ],
    [
      "nodes that leave the network to reach the cluster in prod",
      { ...dev({ tier: "prod" }), cluster: { endpoint: { private: false, publicCidrs: ["203.0.113.7/32"] } } },
      "cluster.endpoint.private is false: give true, because in prod nodes do not leave the network to reach the cluster",
    ],
    [
      "a zone of prod without a node of the system",
      { ...dev({ tier: "prod" }), cluster: { system: { nodes: 2 } } },
      "cluster.system.nodes is 2: give 3 or more, because prod keeps a node of the system in every zone",
    ],
    [
      "nodes of another architecture",
      dev({ cluster: { system: { instanceTypes: ["m7i.large"] } } }),
      'cluster.system.instanceTypes.0 is "m7i.large": give an instance type of Graviton, such as m7g.large',
    ],
    [
      "an administrator who is no role",
      dev({ cluster: { admins: ["arn:aws:iam::111122223333:user/jo"] } }),
      'cluster.admins.0 is "arn:aws:iam::111122223333:user/jo": give a role\'s ARN, such as arn:aws:iam::111122223333:role/operators',
    ],
    ["a fraction", dev({ cache: { shards: 1.5 } }), "cache.shards is 1.5: give a whole number from 1 to 500"],
    ["text for a number", dev({ cache: { replicas: "2" } }), 'cache.replicas is "2": give a whole number from 0 to 5'],
    [
      "a version without quotes",
      dev({ cache: { engineVersion: 9 } }),
      'cache.engineVersion is 9: give a Valkey version in quotes, such as "9.0"',
    ],
    [
      "one zone",
      dev({ network: { zones: ["a"] } }),
      'network.zones is ["a"]: give 2 or 3 different zone letters of the region, such as [a, b, c]',
    ],
    [
      "a zone twice",
      dev({ network: { zones: ["a", "a"] } }),
      'network.zones is ["a","a"]: give 2 or 3 different zone letters of the region, such as [a, b, c]',
    ],
    [
      "a region without enough zones",
      { tier: "prod", account: "111122223333", region: "us-west-1", edge },
      'region is "us-west-1": give another region: an account may have only 2 zones there, which is enough for dev, with network.zones naming them',
    ],
    [
      "zones that only the account knows",
      { tier: "dev", account: "111122223333", region: "us-west-1", edge },
      "network.zones is missing: give 2 or 3 different zone letters of the region, such as [a, b, c]",
    ],
    [
      "a region without enough zones, whichever are named",
      { tier: "prod", account: "111122223333", region: "us-west-1", edge, network: { zones: ["a", "c"] } },
      'region is "us-west-1": give another region: an account may have only 2 zones there, which is enough for dev, with network.zones naming them',
    ],
    [
      "too few zones for prod",
      { tier: "prod", account: "111122223333", region: "us-east-1", edge, network: { zones: ["a", "b"] } },
      'network.zones is ["a","b"]: give 3 zones, because prod survives the loss of one with a majority left',
    ],
    [
      "too few zones, one of which the region has not, with one sentence",
      { tier: "prod", account: "111122223333", region: "ap-northeast-1", edge, network: { zones: ["a", "b"] } },
      'network.zones is ["a","b"]: give 3 zones of a, c, d, because prod survives the loss of one with a majority left',
    ],
    [
      "Tokyo's zone b, which no new account has",
      { tier: "dev", account: "111122223333", region: "ap-northeast-1", edge },
      'network.zones is ["a","b"]: give letters of a, c, d, which ap-northeast-1 has',
    ],
    [
      "zones that would share addresses",
      dev({ network: { zones: ["b", "f"] } }),
      'network.zones is ["b","f"]: give zones with addresses of their own: a and e share theirs, as do b and f',
    ],
    [
      "tags that IAM does not tell apart",
      dev({ tags: { team: "x", Team: "y" } }),
      'tags is {"team":"x","Team":"y"}: give tags whose keys differ in more than the case of their letters, which IAM does not tell apart',
    ],
    [
      "a region that is not there",
      dev({ region: "us-east-9" }),
      `region is "us-east-9": give one of ${regions.join(", ")}; did you mean us-east-1?`,
    ],
    [
      "China",
      dev({ region: "cn-north-1" }),
      'region is "cn-north-1": give a region outside China, whose AWS is a cloud of its own: it names services and endpoints otherwise',
    ],
    [
      "a government's region",
      dev({ region: "us-gov-west-1" }),
      'region is "us-gov-west-1": give a commercial region of AWS: those of governments and sovereigns are clouds of their own',
    ],
    [
      "a zone that the region has not",
      { tier: "prod", account: "111122223333", region: "ca-central-1", edge },
      'network.zones is ["a","b","c"]: give letters of a, b, d, which ca-central-1 has',
    ],
    ["a zone in full", dev({ network: { zones: ["a", "us-east-1b"] } }), 'network.zones.1 is "us-east-1b": give one of a, b, c, d, e, f'],
    [
      "a domain with a scheme",
      dev({ edge: { domain: "https://example.com" } }),
      'edge.domain is "https://example.com": give a domain of yours in at most 64 lower-case letters, digits, hyphens and dots, such as dev.example.com',
    ],
    [
      "a domain too long for a certificate",
      dev({ edge: { domain: `${"a".repeat(53)}.example.com` } }),
      `edge.domain is "${"a".repeat(53)}.ex...: give a domain of yours in at most 64 lower-case letters, digits, hyphens and dots, such as dev.example.com`,
    ],
    [
      "a zone's name for its id",
      dev({ edge: { domain: "example.com", zoneId: "example.com." } }),
      'edge.zoneId is "example.com.": give the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ',
    ],
    [
      "a range with bits beside it",
      dev({ network: { cidr: "10.0.0.1/16" } }),
      'network.cidr is "10.0.0.1/16": give a private IPv4 range from /16 to /20 on its own boundary, such as 10.30.0.0/16',
    ],
    [
      "a name that AWS refuses",
      { tier: "local", name: "Prod_1" },
      'name is "Prod_1": give 2 to 20 lower-case letters, digits and single hyphens, starting with a letter, and not with internal-',
    ],
    ["AWS settings in a local environment", { tier: "local", region: "us-east-1" }, "region is not known here: known are name, tier"],
  ] as const) {
    it(`refuses ${what}`, () => assert.deepEqual(problems(value), [says]));
  }

  for (const name of ["a--b", "a-", "a", "internal", "internal-x", "a-b-c-d-e-f-g-h-i-j-k"]) {
    it(`refuses a name that AWS would: ${name}`, () => assert.equal(problems({ tier: "local", name }).length, 1));
  }

  for (const name of ["ab", "prod-west", "internals", "a2345678901234567890"]) {
    it(`takes a name: ${name}`, () => assert.ok("environment" in parseEnvironment({ tier: "local", name }, "stack")));
  }

  for (const [group, key] of [
    ["cache", "authToken"],
    ["cache", "redisPwd"],
    ["tags", "db-passwd"],
    ["tags", "access_key"],
    ["tags", "AccessKey"],
    ["tags", "cachePassword"],
  ] as const) {
    it(`refuses secrets by their keys, and never repeats their values: ${group}.${key}`, () => {
      assert.deepEqual(problems(dev({ [group]: { [key]: "canary-4711" } })), [
        `${group}.${key} looks like a secret, which must not stand here: set it encrypted with "pulumi config set --secret strata:${key}"`,
      ]);
    });
  }

  for (const key of ["Environment", "TIER", "managed-by", "name", "AWS:x"]) {
    it(`refuses tags that hide the program's own, or AWS's: ${key}`, () =>
      assert.deepEqual(problems(dev({ tags: { [key]: "x" } })), [
        `tags.${key} is "x": give a tag's key: at most 128 letters, digits and _.:/=+-@, not starting with aws:, and none of environment, tier, managed-by, Name, which the program sets`,
      ]));
  }

  it("takes tags that only begin as the program's own, up to 46 of them", () => {
    const tags = Object.fromEntries(Array.from({ length: 46 }, (_, index) => [`tier-${index}`, "x"]));
    assert.ok("environment" in parseEnvironment(dev({ tags }), "stack"));
    assert.match(
      problems(dev({ tags: { ...tags, more: "x" } })).join(),
      /give at most 46 tags, because a resource has 50 with the program's own$/,
    );
  });
});

function dev(differs: object) {
  return { tier: "dev", account: "111122223333", region: "us-east-1", edge, ...differs };
}

function problems(value: unknown): string[] {
  const parsed = parseEnvironment(value, "stack");
  assert.ok("problems" in parsed);
  return parsed.problems.map(({ path, says }) => `${path} ${says}`);
}
