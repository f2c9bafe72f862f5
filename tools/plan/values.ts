import type { PlannedValue, PlannedValues } from "./plan.ts";

// Pulumi's wire format marks special values by these constants (sdk/go/common/resource/properties.go of pulumi/pulumi).
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const resource = "5cf8f73096256a8f31e491e813e4eb8e";
const output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const maskedSecret = "[secret]";
export const unknownValue = "[known after up]";

/** A wire value marked as a secret, so that the program treats what it makes of it as secret too. */
export function asSecret(value: unknown): Record<string, unknown> {
  return { [signature]: secret, value };
}

/** A value as it came over the wire, for the plan: masked, marked, with its keys in order. */
export function plannedValue(value: unknown): PlannedValue {
  if (value === unknown) return unknownValue;
  if (Array.isArray(value)) return value.map(plannedValue);
  if (typeof value === "object" && value !== null) return plannedObject(value as Record<string, unknown>);
  return (value ?? null) as PlannedValue;
}

export function plannedValues(values: Readonly<Record<string, unknown>>): PlannedValues {
  return Object.fromEntries(sorted(values).map(([key, value]) => [key, plannedValue(value)]));
}

function plannedObject(value: Readonly<Record<string, unknown>>): PlannedValue {
  switch (value[signature]) {
    case secret:
      return maskedSecret;
    case output:
      if (value.secret === true) return maskedSecret;
      return "value" in value ? plannedValue(value.value) : unknownValue;
    case resource:
      return String(value.urn);
    default: {
      // What is left of a marked value is an asset or an archive: what it holds says which.
      const { [signature]: _, ...rest } = value;
      return plannedValues(rest);
    }
  }
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
}
