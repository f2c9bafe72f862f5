import { z } from "zod";

/**
 * Fields whose every error says the same thing: what is allowed. So a problem reads `cache.shards is "three": give a whole number from 1 to 500`,
 * whichever check it failed.
 */

export function wholeNumber(least: number, most: number) {
  const error = `a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

export function oneOf<const T extends readonly string[]>(values: T) {
  return z.enum(values, { error: `one of ${values.join(", ")}` });
}

export function oneOfNumbers<const T extends readonly number[]>(values: T) {
  return z.literal(values, { error: `one of ${values.join(", ")}` });
}

/** Text that passes `test`; `error` describes it, with an example. Editors check a pattern too, and only show the error of a function. */
export function text(test: RegExp | ((value: string) => boolean), error: string) {
  const string = z.string({ error });
  return (test instanceof RegExp ? string.regex(test, { error }) : string.refine(test, { error })).meta({ errorMessage: `Give ${error}.` });
}

export function yesOrNo() {
  return z.boolean({ error: "true or false" });
}

/** Between `least` and `most` different values. */
export function distinct<T extends z.ZodType>(element: T, least: number, most: number, error: string) {
  return z
    .array(element, { error })
    .min(least, { error })
    .max(most, { error })
    .refine((values) => new Set(values).size === values.length, { error });
}

/** A group of named fields; a name that is not among them is an error. */
export function group<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject(shape, { error: `a group of settings: ${Object.keys(shape).join(", ")}` });
}

/** Whether a key is none that people give to secrets, which stand encrypted beside the environment and not in it. */
export function isNoSecret(key: string): boolean {
  return !/passw(or)?d|pwd|passphrase|secret|token|credential|(private|api|access)[-_]?key/i.test(key);
}
