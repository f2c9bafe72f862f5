import { everyTier, rule } from "../rule.ts";
import { podMakers, selects } from "./pods.ts";

/** A pod is reached by whom it is for, and reaches what it needs: policies that select it deny all else. (82: CKV2_K8S_6, CIS 4.3.2, C-0030) */
export const podsTalkAsTold = rule("pods-talk-as-told", everyTier, podMakers, ({ type, inputs }, graph) => {
  const ways = graph
    .all("kubernetes:networking.k8s.io/v1:NetworkPolicy")
    .filter(({ inputs: { metadata, spec } }) => selects({ metadata, selector: spec?.podSelector }, inputs))
    .flatMap(({ inputs: { spec } }) => spec?.policyTypes ?? []);
  // Nobody calls a job.
  const needed = type === "kubernetes:batch/v1:Job" ? ["Egress"] : ["Ingress", "Egress"];
  const missing = needed.filter((way) => !ways.includes(way));
  return missing.length === 0 ? undefined : `give it a NetworkPolicy that selects its pods, for ${missing.join(" and ")}`;
});
