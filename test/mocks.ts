import * as pulumi from "@pulumi/pulumi";

/** Registers what `build` creates and returns it, in order. An invoke that is not listed fails the test. */
export async function register(build: () => unknown, invokes: Record<string, unknown> = {}): Promise<pulumi.runtime.MockResourceArgs[]> {
  const registered: pulumi.runtime.MockResourceArgs[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: (resource) => {
        registered.push(resource);
        return { id: `${resource.name}-id`, state: { arn: `arn:${resource.name}`, ...resource.inputs } };
      },
      call: ({ token }) => {
        if (token in invokes) return invokes[token] as Record<string, unknown>;
        throw new Error(`invoke ${token} has no answer in this test`);
      },
    },
    "strata",
    "test",
    false,
  );
  build();
  await pulumi.runtime.disconnect();
  return registered;
}
