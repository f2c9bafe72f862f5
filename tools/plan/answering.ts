import { type ServerUnaryCall, type sendUnaryData, status } from "@grpc/grpc-js";

/** What the recorder will not answer. The program gets it as its call's error, with its own stack; other errors are bugs here, and end the plan. */
export class Refusal extends Error {}

/** A call's handler made of a plain function. */
export function answering<Request, Response>(answer: (request: Request) => Response) {
  return (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>): void => {
    try {
      reply(null, answer(call.request));
    } catch (error) {
      if (error instanceof Refusal) reply({ code: status.FAILED_PRECONDITION, details: error.message });
      else crash(error);
    }
  };
}

/** Outside the handler, where grpc-js cannot hide the error behind "Unknown error". */
function crash(error: unknown): void {
  process.nextTick(() => {
    throw error;
  });
}
