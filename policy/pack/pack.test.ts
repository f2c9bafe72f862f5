import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct, { type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { a } from "../fixture/example.ts";
import type { AnyResource } from "../resources.ts";
import { rules } from "../rules.ts";

const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js");

const bucket = a("aws:s3/bucket:Bucket", { bucket: "prod-logs" }, {}, "logs");
const versions = (status: string) => a("aws:s3/bucketVersioning:BucketVersioning", { versioningConfiguration: { status } }, { bucket });
const listener = (name: string, inputs: object) => ({ ...a("aws:lb/listener:Listener", {}, {}, name), inputs });

describe("the policy pack, as Pulumi's runner serves it", () => {
  let pack: ChildProcess;
  let engine: AnalyzerClient;

  before(async () => {
    // What the engine gives a pack: the stack's configuration as the program would have it.
    const environment = JSON.stringify({ tier: "dev" });
    pack = spawn(process.execPath, [runner, "127.0.0.1:1", import.meta.dirname], {
      cwd: import.meta.dirname,
      env: { ...process.env, PULUMI_CONFIG: JSON.stringify({ "strata:environment": environment }) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    assert.ok(pack.stdout);
    const [port] = (await once(createInterface(pack.stdout), "line")) as [string];
    engine = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  });

  after(async () => {
    engine.close();
    pack.kill();
    await once(pack, "exit");
  });

  it("has every rule that binds the stack's tier, mandatory or advice", async () => {
    const info = await promisify<empty.Empty, analyzer.AnalyzerInfo>(engine.getAnalyzerInfo.bind(engine))(new empty.Empty());
    const levels = new Map(info.getPoliciesList().map((policy) => [policy.getName(), policy.getEnforcementlevel()]));
    assert.deepEqual(
      [...levels.keys()],
      rules.map(({ id }) => id),
    );
    assert.equal(levels.get("listeners-encrypt"), analyzer.EnforcementLevel.MANDATORY);
    assert.equal(levels.get("balancers-are-kept"), analyzer.EnforcementLevel.ADVISORY);
  });

  it("checks a resource before it is touched", async () => {
    assert.deepEqual(await analyzed(listener("api", { protocol: "HTTP" })), ["listeners-encrypt: set protocol to HTTPS or TLS"]);
    assert.deepEqual(await analyzed(listener("api", { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09" })), []);
  });

  it("lets pass what is waived", async () => {
    assert.deepEqual(await analyzed(listener("rt", { protocol: "TCP" })), []);
  });

  it("says what it cannot know before an update", async () => {
    const [says] = await analyzed(listener("api", { protocol: unknownText }));
    assert.match(says ?? "", /^listeners-encrypt: can't run policy .* during preview/);
  });

  it("checks what belongs together over the whole stack", async () => {
    const about = async (...stack: AnyResource[]) =>
      (await analyzedStack(stack)).filter((says) => says.startsWith("buckets-keep-versions"));
    assert.deepEqual(await about(bucket, versions("Suspended")), [
      "buckets-keep-versions: give it a BucketVersioning with status Enabled (aws:s3/bucket:Bucket::logs)",
    ]);
    assert.deepEqual(await about(bucket, versions("Enabled")), []);
  });

  it("checks the other resources of a stack where it cannot know about one", async () => {
    const other = a("aws:s3/bucket:Bucket", {}, {}, "other");
    const says = (await analyzedStack([bucket, versions(unknownText), other])).filter((one) => one.startsWith("buckets-keep-versions"));
    assert.equal(says.length, 2, says.join("\n"));
    assert.match(says[0] ?? "", /\(aws:s3\/bucket:Bucket::other\)$/);
    assert.match(says[1] ?? "", /can't run policy .* during preview/);
  });

  async function analyzed({ urn, type, name, inputs }: AnyResource): Promise<string[]> {
    const request = new analyzer.AnalyzeRequest()
      .setOptions(new analyzer.AnalyzerResourceOptions())
      .setUrn(urn)
      .setType(type)
      .setName(name)
      .setProperties(asStruct(inputs));
    return saidIn(await promisify<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>(engine.analyze.bind(engine))(request));
  }

  async function analyzedStack(stack: readonly AnyResource[]): Promise<string[]> {
    const request = new analyzer.AnalyzeStackRequest().setResourcesList(
      stack.map(({ urn, type, name, inputs, propertyDependencies }) => {
        const resource = new analyzer.AnalyzerResource()
          .setOptions(new analyzer.AnalyzerResourceOptions())
          .setUrn(urn)
          .setType(type)
          .setName(name)
          .setProperties(asStruct(inputs));
        for (const [property, urns] of Object.entries(propertyDependencies)) {
          resource.getPropertydependenciesMap().set(property, new analyzer.AnalyzerPropertyDependencies().setUrnsList([...urns]));
        }
        return resource;
      }),
    );
    return saidIn(await promisify<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>(engine.analyzeStack.bind(engine))(request));
  }
});

/** The engine's mark of a text that is not known yet (sdk/go/common/resource/plugin/rpc.go of pulumi/pulumi). */
const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function asStruct(inputs: object): struct.Struct {
  return struct.Struct.fromJavaScript(inputs as { [key: string]: JavaScriptValue });
}

/** `rule: what to do`, with the resource where the policy named it. */
function saidIn(response: analyzer.AnalyzeResponse): string[] {
  return response.getDiagnosticsList().map((found) => {
    const says = found.getMessage().split("\n").at(-1);
    return `${found.getPolicyname()}: ${says}${found.getUrn() && ` (${found.getUrn()})`}`;
  });
}
