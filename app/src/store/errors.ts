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

/**
 * What a server answers while it stops, steps down, elects or cannot reach its peers, and what it answers when time ran out: the driver
 * marks some of them as worth a retry only where it made one itself. (Error codes of mongod: src/mongo/base/error_codes.yml.)
 */
const passing = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11601, // Interrupted
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

/** Errors of the driver that it does not export, by name. */
const unexported = ["MongoWaitQueueTimeoutError", "MongoPoolClosedError", "MongoPoolClearedError"];

/** True when the database could not do it for now: nobody is primary, the network is cut, time ran out. Trying again is right. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof MongoServerError) {
    return (
      passing.has(Number(error.code)) || error.hasErrorLabel("RetryableWriteError") || error.hasErrorLabel("TransientTransactionError")
    );
  }
  return (
    error instanceof MongoServerSelectionError ||
    error instanceof MongoNetworkError ||
    error instanceof MongoNotConnectedError ||
    error instanceof MongoTopologyClosedError ||
    error instanceof MongoExpiredSessionError ||
    error instanceof TransactionTimeout ||
    (error instanceof Error && unexported.includes(error.name))
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
