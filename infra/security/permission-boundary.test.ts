import assert from "node:assert/strict";
import { register } from "../../test/mocks.ts";
import { PermissionBoundary } from "./permission-boundary.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: {}, keepsData: true };

describe("PermissionBoundary", () => {
  it("names services one by one, in this region, and none that could raise a role", async () => {
    const [allowed] = await statements();
    assert.equal(allowed.Effect, "Allow");
    assert.deepEqual(allowed.Condition, { StringEquals: { "aws:RequestedRegion": "us-east-1" } });
    for (const action of allowed.Action) assert.match(action, /^(?!iam|organizations|account|cloudtrail)[a-z0-9-]+:\*$/);
  });

  for (const action of ["kms:ScheduleKeyDeletion", "s3:BypassGovernanceRetention", "s3:PutBucketPolicy", "logs:DeleteLogGroup"]) {
    it(`keeps ${action} from every role`, async () => {
      const [, denied] = await statements();
      assert.equal(denied.Effect, "Deny");
      assert.ok(denied.Action.includes(action));
    });
  }

  it("lets AWS alone be granted the use of a key", async () => {
    const [, , grants] = await statements();
    assert.deepEqual(grants, {
      Sid: "KeyGrantsForAwsAlone",
      Effect: "Deny",
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "false" } },
    });
  });

  it("lets nodes be given a role of nodes, and nothing else of IAM be done", async () => {
    const [, , , reading, passing] = await statements();
    assert.deepEqual(reading.Action, ["iam:GetInstanceProfile", "iam:ListInstanceProfiles", "pricing:GetProducts"]);
    assert.deepEqual(passing, {
      Sid: "RolesOfNodes",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: "arn:aws:iam::111122223333:role/prod-*-node",
      Condition: { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
    });
  });

  it("fits what IAM takes: 6,144 characters without white space", async () => {
    assert.ok(JSON.stringify(await statements()).length < 6000);
  });
});

async function statements() {
  const resources = await register(() => new PermissionBoundary("security-boundary", prod));
  const boundary = resources.find(({ type }) => type === "aws:iam/policy:Policy");
  assert.equal(boundary?.inputs.name, "prod-boundary");
  return JSON.parse(boundary.inputs.policy).Statement;
}
