import { everyTier, rule } from "../rule.ts";

/** Who touches the objects of the audit bucket is on record, not only who changes the bucket. (71, must-set) */
export const trailsRecordWhoReadsThem = rule("trails-record-who-reads-them", everyTier, "aws:cloudtrail/trail:Trail", ({ inputs }) => {
  const objects = `:s3:::${inputs.s3BucketName}/`;
  const records = (inputs.advancedEventSelectors ?? []).some(({ fieldSelectors: fields = [] }) => {
    const [category, type, arn] = ["eventCategory", "resources.type", "resources.ARN"].map((name) =>
      fields.find(({ field }) => field === name),
    );
    return (
      category?.equals?.includes("Data") &&
      type?.equals?.includes("AWS::S3::Object") &&
      (!arn || arn.startsWiths?.some((start) => start.endsWith(objects))) &&
      fields.length === (arn ? 3 : 2)
    );
  });
  return records ? undefined : "have an event selector for all data events of the S3 objects of its bucket";
});
