import { createHmac, timingSafeEqual } from "node:crypto";
import { badRequest } from "./problem.ts";

const signatureBytes = 16;

/**
 * Positions in a list, opaque and signed: a client can hold one but not make one up. A cursor is good only for the list it came from,
 * at every instance that has the same key.
 */
export class Cursors {
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  seal(list: string, position: string): string {
    return Buffer.concat([this.#sign(list, position), Buffer.from(position)]).toString("base64url");
  }

  /** @throws Problem 400 when the cursor was not made here for this list */
  open(list: string, cursor: string): string {
    const bytes = Buffer.from(cursor, "base64url");
    const position = bytes.subarray(signatureBytes).toString();
    const signature = bytes.subarray(0, signatureBytes);
    // base64url decodes leniently: only the exact text that was given out is taken back.
    const genuine =
      signature.length === signatureBytes &&
      timingSafeEqual(signature, this.#sign(list, position)) &&
      bytes.toString("base64url") === cursor;
    if (!genuine)
      throw badRequest("The cursor is not one of this list.", [{ path: "cursor", message: "must be a nextCursor that this list gave" }]);
    return position;
  }

  #sign(list: string, position: string): Buffer {
    return createHmac("sha256", this.#key).update(`${list}\n${position}`).digest().subarray(0, signatureBytes);
  }
}
