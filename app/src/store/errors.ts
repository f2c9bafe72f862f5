import {
  MongoExpiredSessionError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError,
} from "mongodb";

/** A transaction did not end in its time. Whether it was committed is not known. */
export class TransactionTimeout extends Error {}

/** True when the database could not do it for now: nobody is primary, the network is cut, time ran out. Trying again is right. */
export function isUnavailable(error: unknown): boolean {
  return (
    error instanceof MongoServerSelectionError ||
    error instanceof MongoNetworkError ||
    error instanceof TransactionTimeout ||
    error instanceof MongoNotConnectedError ||
    error instanceof MongoTopologyClosedError ||
    error instanceof MongoExpiredSessionError ||
    (error instanceof MongoServerError &&
      (error.hasErrorLabel("RetryableWriteError") || error.hasErrorLabel("TransientTransactionError") || error.code === 50))
  );
}

/** True when a unique index refused the write. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof MongoServerError && error.code === 11000;
}

/** For bulk inserts of what may be there already. */
export function ignoreDuplicates(error: unknown): void {
  if (!isDuplicate(error)) throw error;
}
