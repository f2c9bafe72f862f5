import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { MongoClient } from "mongodb";
import type { z } from "zod";
import type { Files, Problem, Values } from "./config.ts";

/** What the driver takes, as far as can be told without connecting. Its reasons name options and hosts; one that would repeat credentials stays out. */
export function readableUri(uri: string, context: z.RefinementCtx): void {
  try {
    new MongoClient(uri);
  } catch (error) {
    const password = /\/\/[^:/]*:(.*)@/.exec(uri)?.[1];
    const reason = (error as Error).message;
    const safe = password === undefined || !reason.includes(password);
    context.addIssue({ code: "custom", message: `is no connection string that the driver takes${safe ? `: ${reason}` : ""}` });
  }
}

/** Whether Node can use them, before anything listens or connects. */
export function* certificateChecks({ TLS_CERT_FILE: cert, TLS_KEY_FILE: key, CA_FILE: ca }: Files): Generator<Problem> {
  if (ca !== undefined && !isCertificate(ca)) yield { variable: "CA_FILE", message: "must hold certificates in PEM" };
  if (cert !== undefined && !isCertificate(cert)) yield { variable: "TLS_CERT_FILE", message: "must hold a certificate in PEM" };
  else if (cert !== undefined && key !== undefined) {
    try {
      createSecureContext({ cert, key });
    } catch (error) {
      yield {
        variable: "TLS_KEY_FILE",
        message: `must hold the certificate's private key in PEM (${(error as NodeJS.ErrnoException).code})`,
      };
    }
  }
}

function isCertificate(pem: string): boolean {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.length > 0 && blocks.every((block) => new X509Certificate(block));
  } catch {
    return false;
  }
}

/** Rules that need more than one variable. A variable that is wrong by itself is absent here. */
export function* crossChecks(values: Partial<Values>): Generator<Problem> {
  const { APP_ENV, ROLE, MONGODB_URI, REDIS_NODES } = values;
  if (ROLE?.includes("migrate") && ROLE.length > 1) yield { variable: "ROLE", message: "migrate runs alone" };
  if (!values.TLS_CERT_FILE !== !values.TLS_KEY_FILE) {
    yield { variable: values.TLS_CERT_FILE ? "TLS_KEY_FILE" : "TLS_CERT_FILE", message: "is required: certificate and key go together" };
  }
  if (REDIS_NODES && REDIS_NODES.length > 1)
    yield { variable: "REDIS_NODES", message: "must be one host:port: one server is what this version speaks to" };
  if (ROLE && servesApi(ROLE)) yield* tokenChecks(values);
  if (APP_ENV === "prod") {
    if (MONGODB_URI) yield* transportChecks(MONGODB_URI);
    if (REDIS_NODES && REDIS_NODES.length > 0 && !values.REDIS_TLS) yield { variable: "REDIS_TLS", message: "must be 1 in prod" };
  }
}

function* transportChecks(uri: string): Generator<Problem> {
  const { tls, rejectUnauthorized, ...options } = new MongoClient(uri).options;
  if (!tls) yield { variable: "MONGODB_URI", message: "must use TLS in prod: add tls=true" };
  // The driver turns its options that weaken TLS into these two.
  else if (rejectUnauthorized === false || "checkServerIdentity" in options) {
    yield { variable: "MONGODB_URI", message: "must verify certificates in prod: take tlsInsecure and tlsAllowInvalid* out" };
  }
}

function* tokenChecks(values: Partial<Values>): Generator<Problem> {
  for (const variable of ["JWKS_URI", "JWT_ISSUER"] as const) {
    if (variable in values && !values[variable]) yield { variable, message: "is required to verify tokens" };
  }
  if (values.JWT_PROFILE === "cognito" && values.JWT_CLIENT_IDS?.length === 0) {
    yield { variable: "JWT_CLIENT_IDS", message: "is required with JWT_PROFILE=cognito" };
  }
  if (values.JWT_PROFILE === "standard" && !values.JWT_AUDIENCE)
    yield { variable: "JWT_AUDIENCE", message: "is required to verify tokens" };
  if (values.APP_ENV === "prod" && values.JWKS_URI?.startsWith("http:")) yield { variable: "JWKS_URI", message: "must use https in prod" };
}

export const servesApi = (role: readonly string[]) => role.includes("api") || role.includes("all");
