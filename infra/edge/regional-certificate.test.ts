import assert from "node:assert/strict";
import { created } from "../../test/mocks.ts";
import { RegionalCertificate } from "./regional-certificate.ts";

const context = { environment: "prod", account: "111122223333", region: "eu-west-1", tags: { tier: "prod" }, keepsData: true };
const option = { resourceRecordName: "_a1.example.com.", resourceRecordType: "CNAME", resourceRecordValue: "_b2.acm-validations.aws." };
const computed = {
  // ACM gives the domain and its wildcard the same record.
  "aws:acm/certificate:Certificate": {
    domainValidationOptions: [
      { domainName: "example.com", ...option },
      { domainName: "*.example.com", ...option },
    ],
  },
  "aws:route53/record:Record": { fqdn: "_a1.example.com" },
};

describe("RegionalCertificate", () => {
  it("is the region's, for the domain and the names under it, proved by one record", async () => {
    const args = { domain: "example.com", zoneId: "Z1" };
    assert.deepEqual(await created(() => new RegionalCertificate("certificate", context, args), computed), {
      "acm.Certificate/certificate": {
        region: "eu-west-1",
        tags: { tier: "prod" },
        domainName: "example.com",
        subjectAlternativeNames: ["*.example.com"],
        validationMethod: "DNS",
        keyAlgorithm: "EC_prime256v1",
        options: { certificateTransparencyLoggingPreference: "ENABLED" },
      },
      "route53.Record/certificate": {
        zoneId: "Z1",
        name: "_a1.example.com.",
        type: "CNAME",
        records: ["_b2.acm-validations.aws."],
        ttl: 300,
        allowOverwrite: true,
      },
      "acm.CertificateValidation/certificate": {
        region: "eu-west-1",
        certificateArn: "arn:certificate",
        validationRecordFqdns: ["_a1.example.com"],
      },
    });
  });
});
