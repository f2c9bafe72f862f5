import assert from "node:assert/strict";
import { register } from "../../test/mocks.ts";
import { AuditTrail, trailArn } from "./audit-trail.ts";

const prod = { environment: "prod", account: "111122223333", region: "us-east-1", tags: { tier: "prod" }, keepsData: true };
const regional = { region: "us-east-1", tags: { tier: "prod" } };

describe("AuditTrail", () => {
  it("records every region and the audit bucket's objects, provably unchanged", async () => {
    const { trail } = await created();
    assert.deepEqual(trail, {
      ...regional,
      name: "prod-audit",
      s3BucketName: "prod-audit-111122223333",
      kmsKeyId: "arn:key",
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      cloudWatchLogsGroupArn: "arn:trail:*",
      cloudWatchLogsRoleArn: "arn:trail-log-writer",
      advancedEventSelectors: [
        { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
        {
          name: "audit bucket",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
            { field: "resources.ARN", startsWiths: ["arn:aws:s3:::prod-audit-111122223333/"] },
          ],
        },
      ],
    });
  });

  it("has the name that the policies of its bucket and key know", () =>
    assert.equal(trailArn(prod), "arn:aws:cloudtrail:us-east-1:111122223333:trail/prod-audit"));

  it("copies into an encrypted log group, with a role that can only add to it", async () => {
    const { logGroup, role, rolePolicy } = await created();
    assert.deepEqual(logGroup, {
      ...regional,
      name: "/aws/cloudtrail/prod-audit",
      kmsKeyId: "arn:log-key",
      retentionInDays: 365,
      deletionProtectionEnabled: true,
    });
    assert.equal(role?.permissionsBoundary, "arn:boundary");
    assert.deepEqual(JSON.parse(role?.assumeRolePolicy).Statement[0].Principal, { Service: "cloudtrail.amazonaws.com" });
    assert.deepEqual(JSON.parse(rolePolicy?.policy).Statement, [
      {
        Sid: "WriteTrail",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "arn:trail:log-stream:111122223333_CloudTrail_*",
      },
    ]);
  });
});

async function created() {
  const args = {
    bucketName: "prod-audit-111122223333",
    bucketArn: "arn:aws:s3:::prod-audit-111122223333",
    kmsKeyArn: "arn:key",
    logKeyArn: "arn:log-key",
    logDays: 365,
    permissionBoundaryArn: "arn:boundary",
  };
  const resources = await register(() => new AuditTrail("trail", prod, args));
  return Object.fromEntries(
    resources.filter(({ type }) => type.startsWith("aws:")).map(({ type, inputs }) => [/\/(.+):/.exec(type)?.[1] ?? type, inputs]),
  );
}
