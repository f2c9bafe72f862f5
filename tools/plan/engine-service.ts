import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engine from "@pulumi/pulumi/proto/engine_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { answering } from "./answering.ts";

/** What the program says to its user. */
export interface Message {
  readonly severity: "info" | "warning" | "error";
  readonly text: string;
}

const severities = new Map<engine.LogSeverity, Message["severity"]>([
  [engine.LogSeverity.INFO, "info"],
  [engine.LogSeverity.WARNING, "warning"],
  [engine.LogSeverity.ERROR, "error"],
]);

/** Pulumi's Engine service: keeps the program's messages in `messages`. */
export function engineService(messages: Message[]): IEngineServer {
  let root = "";
  return {
    log: answering((request: engine.LogRequest) => {
      const severity = severities.get(request.getSeverity());
      if (severity) messages.push({ severity, text: request.getMessage() });
      return new empty.Empty();
    }),
    setRootResource: answering((request: engine.SetRootResourceRequest) => {
      root = request.getUrn();
      return new engine.SetRootResourceResponse();
    }),
    getRootResource: answering(() => new engine.GetRootResourceResponse().setUrn(root)),
    requirePulumiVersion: answering(() => new engine.RequirePulumiVersionResponse()),
    startDebugging: answering(() => new empty.Empty()),
  };
}
