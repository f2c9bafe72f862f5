import { everyTier, rule } from "../rule.ts";
import { containersOf, podMakers } from "./pods.ts";

/** What runs is what was tested: a tag can be moved, a digest cannot. (80: CKV_K8S_14, CKV_K8S_43) */
export const imagesArePinned = rule("images-are-pinned", everyTier, podMakers, ({ inputs }) =>
  containersOf(inputs).every(({ image }) => /@sha256:[0-9a-f]{64}$/.test(image ?? "")) ? undefined : "name the image by its digest",
);
