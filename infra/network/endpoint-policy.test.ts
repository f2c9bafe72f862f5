import assert from "node:assert/strict";
import { type InterfaceEndpointService, interfaceEndpointServices } from "../config/interface-endpoints.ts";
import { dynamodbEndpointPolicy, endpointPolicy, s3EndpointPolicy } from "./endpoint-policy.ts";

const where = { account: "111122223333", region: "us-east-1" };
const anyone = { Effect: "Allow", Principal: "*", Resource: "*" } as const;
const ownIdentities = { ...anyone, Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } };
const ownOnOwn = (service: string) => ({
  ...anyone,
  Sid: "OwnIdentitiesOnOwnResources",
  Action: `${service}:*`,
  Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333", "aws:ResourceAccount": "111122223333" } },
});

describe("policies of endpoints", () => {
  for (const service of ["kms", "logs", "secretsmanager", "sns", "sqs"] as const) {
    it(`let the account's identities use the account's own resources: ${service}`, () =>
      assert.deepEqual(endpointPolicy(service, where), [ownOnOwn(service)]));
  }

  it("let the account's identities use its tables", () => assert.deepEqual(dynamodbEndpointPolicy(where), [ownOnOwn("dynamodb")]));

  for (const service of ["ec2messages", "eks", "ssm", "ssmmessages"] as const) {
    it(`let the account's identities use what AWS publishes too: ${service}`, () =>
      assert.deepEqual(endpointPolicy(service, where), [{ ...ownIdentities, Sid: "OwnIdentities", Action: `${service}:*` }]));
  }

  for (const service of ["ecr.api", "ecr.dkr"] as const) {
    it(`let images be pulled from registries of others, and pushed to none of them: ${service}`, () => {
      const [own, pull, ...others] = endpointPolicy(service, where);
      assert.deepEqual(own, ownOnOwn("ecr"));
      assert.deepEqual(pull, {
        ...ownIdentities,
        Sid: "PullFromAnyRegistry",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer"],
      });
      assert.deepEqual(others, []);
    });
  }

  it("let pods without an identity ask for one, of the account's roles alone", () =>
    assert.deepEqual(endpointPolicy("sts", where), [
      { ...ownIdentities, Sid: "OwnIdentities", Action: "sts:*" },
      { ...anyone, Sid: "TokensForOwnRoles", Action: "sts:AssumeRoleWithWebIdentity", Resource: "arn:aws:iam::111122223333:role/*" },
    ]));

  it("let anything be read from S3, and the rest be done in the account's own buckets alone", () =>
    assert.deepEqual(s3EndpointPolicy(where), [
      ownOnOwn("s3"),
      { ...anyone, Sid: "ReadAnything", Action: ["s3:GetObject", "s3:GetObjectVersion"] },
    ]));

  it("name each statement once, and write nothing without the account's identities", () => {
    const all = interfaceEndpointServices.map((service: InterfaceEndpointService) => endpointPolicy(service, where));
    for (const statements of [...all, s3EndpointPolicy(where), dynamodbEndpointPolicy(where)]) {
      assert.equal(new Set(statements.map(({ Sid }) => Sid)).size, statements.length);
      const open = statements.filter(({ Condition }) => Condition === undefined).map(({ Sid }) => Sid);
      assert.ok(open.every((sid) => ["ReadAnything", "TokensForOwnRoles"].includes(sid)));
    }
  });
});
