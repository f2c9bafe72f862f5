import type * as pulumi from "@pulumi/pulumi";
import type { Context } from "./component.ts";

/**
 * The options of a resource that holds what cannot be made again: data, keys, zones that others point to. Where data is kept, Pulumi refuses to delete
 * it, and leaves it alone when it leaves the program. The service's own deletion protection, where there is one, is an input beside them.
 */
export function protection({
  keepsData,
}: Pick<Context, "keepsData">): Required<Pick<pulumi.CustomResourceOptions, "protect" | "retainOnDelete">> {
  return { protect: keepsData, retainOnDelete: keepsData };
}
