import { crc32 } from "node:zlib";

/** Stored bytes and their validator. One copy is shared by every reader, so nobody may write into `body`. */
export interface Loaded {
  readonly body: Buffer;
  readonly etag: string;
}

/** The token that a tag had when an entry was made: the entry is void once the tag has another one. */
export interface TagToken {
  readonly tag: string;
  readonly token: string;
}

/** What the second tier stores for a key. */
export interface Envelope {
  /** Absent: the thing is known not to exist. */
  readonly value: Loaded | undefined;
  readonly storedAt: number;
  /** Absolute, so that no reader needs a second command to learn how long its own copy may live. */
  readonly expiresAt: number;
  readonly tags: readonly TagToken[];
}

// magic 2 | version 1 | flags 1 | stored 8 | expires 8 | etag length 2 | tag count 2 | etag | tags | payload | crc32 4
const MAGIC = 0x5354;
const VERSION = 1;
const NEGATIVE = 1;
const HEADER = 24;
const TRAILER = 4;

export function encode({ value, storedAt, expiresAt, tags }: Envelope): Buffer {
  const etag = Buffer.from(value?.etag ?? "");
  const header = Buffer.alloc(HEADER);
  header.writeUInt16BE(MAGIC, 0);
  header.writeUInt8(VERSION, 2);
  header.writeUInt8(value ? 0 : NEGATIVE, 3);
  header.writeDoubleBE(storedAt, 4);
  header.writeDoubleBE(expiresAt, 12);
  header.writeUInt16BE(etag.length, 20);
  header.writeUInt16BE(tags.length, 22);
  const parts = [header, etag, ...tags.flatMap(({ tag, token }) => [prefixed(tag), prefixed(token)])];
  if (value) parts.push(value.body);
  const trailer = Buffer.alloc(TRAILER);
  trailer.writeUInt32BE(parts.reduce((sum, part) => crc32(part, sum), 0));
  return Buffer.concat([...parts, trailer]);
}

/**
 * Reads what `encode` wrote. Bytes that are cut, changed, of another version or not ours give undefined and never throw.
 * The body is a view into `bytes`.
 */
export function decode(bytes: Buffer): Envelope | undefined {
  const end = bytes.length - TRAILER;
  if (end < HEADER || bytes.readUInt16BE(0) !== MAGIC || bytes.readUInt8(2) !== VERSION) return undefined;
  if (crc32(bytes.subarray(0, end)) !== bytes.readUInt32BE(end)) return undefined;

  let at = HEADER;
  const take = (length: number): Buffer | undefined => {
    if (at + length > end) return undefined;
    at += length;
    return bytes.subarray(at - length, at);
  };
  const takePrefixed = () => take(take(2)?.readUInt16BE() ?? end)?.toString();

  const etag = take(bytes.readUInt16BE(20))?.toString();
  if (etag === undefined) return undefined;
  const tags: TagToken[] = [];
  for (let left = bytes.readUInt16BE(22); left > 0; left--) {
    const tag = takePrefixed();
    const token = takePrefixed();
    if (tag === undefined || token === undefined) return undefined;
    tags.push({ tag, token });
  }
  const negative = (bytes.readUInt8(3) & NEGATIVE) !== 0;
  return {
    value: negative ? undefined : { etag, body: bytes.subarray(at, end) },
    storedAt: bytes.readDoubleBE(4),
    expiresAt: bytes.readDoubleBE(12),
    tags,
  };
}

function prefixed(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
