import { Server, ServerCredentials } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import { engineService, type Message } from "./engine-service.ts";
import { monitorService } from "./monitor-service.ts";
import type { PlannedResource, PlannedValues } from "./plan.ts";

/** What the program said, as it said it. */
export interface Recording {
  readonly resources: Map<string, PlannedResource>;
  outputs: PlannedValues;
  readonly messages: Message[];
}

export interface Recorder {
  /** `host:port` for Pulumi's runner, as its engine and as its monitor. */
  readonly address: string;
  readonly recording: Recording;
  stop(): void;
}

/** The programs of a whole environment may send large objects: Pulumi's own limit. */
const maxMessageBytes = 400 * 1024 * 1024;

/**
 * Plays Pulumi's engine towards one program: writes down what it registers and answers at once, with the inputs and made-up computed outputs.
 * No state, no comparison, no provider.
 */
export async function startRecorder(project: string, stack: string): Promise<Recorder> {
  const recording: Recording = { resources: new Map(), outputs: {}, messages: [] };
  const server = new Server({ "grpc.max_receive_message_length": maxMessageBytes, "grpc.max_send_message_length": maxMessageBytes });
  server.addService(EngineService, engineService(recording.messages));
  server.addService(ResourceMonitorService, monitorService(project, stack, recording));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { address: `127.0.0.1:${port}`, recording, stop: () => server.forceShutdown() };
}
