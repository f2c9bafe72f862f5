import { everyTier, rule } from "../rule.ts";
import { containersOf, podMakers } from "./pods.ts";

/** A secret is not where every child process, crash report and debug page shows it. (80: CKV_K8S_35) */
export const secretsAreFiles = rule("secrets-are-files", everyTier, podMakers, ({ inputs }) =>
  containersOf(inputs).some(
    ({ env = [], envFrom = [] }) => env.some(({ valueFrom }) => valueFrom?.secretKeyRef) || envFrom.some(({ secretRef }) => secretRef),
  )
    ? "mount its secrets as files"
    : undefined,
);
