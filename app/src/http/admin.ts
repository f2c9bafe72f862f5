import type { RequestListener } from "node:http";
import { probes } from "../contract.ts";
import type { Metrics } from "../telemetry/metrics.ts";
import { type Health, isRead, pathOf, reading } from "./health.ts";
import { methodNotAllowed, notFound, Problem, sendProblem } from "./problem.ts";

/** Probes with details and metrics: for the operator's network alone. */
export function adminListener(health: Health, { registry }: Pick<Metrics, "registry">): RequestListener {
  return (request, response) => {
    if (health.answer(request, response, true)) return;
    if (pathOf(request) !== probes.metrics) return sendProblem(request, response, notFound());
    if (!isRead(request)) return sendProblem(request, response, methodNotAllowed(request.method, reading));
    registry.metrics().then(
      (text) => response.writeHead(200, { "content-type": registry.contentType }).end(request.method === "HEAD" ? undefined : text),
      () => sendProblem(request, response, new Problem(500, "The metrics cannot be collected.")),
    );
  };
}
