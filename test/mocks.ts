import * as pulumi from "@pulumi/pulumi";

type Values = Readonly<Record<string, unknown>>;

/** Registers what `build` creates and returns it, in order. An invoke that is not listed fails the test. `computed` holds, by type, what AWS would add. */
export async function register(
  build: () => unknown,
  invokes: Values = {},
  computed: Readonly<Record<string, Values>> = {},
): Promise<pulumi.runtime.MockResourceArgs[]> {
  const registered: pulumi.runtime.MockResourceArgs[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: (resource) => {
        registered.push(resource);
        return { id: `${resource.name}-id`, state: { arn: `arn:${resource.name}`, ...computed[resource.type], ...resource.inputs } };
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

/** What `build` creates at AWS, in order: each by its class and name, such as `ec2.Subnet/network-app-a`, with its inputs. */
export async function created(build: () => unknown, computed: Readonly<Record<string, Values>> = {}): Promise<Record<string, Values>> {
  const resources = await register(build, {}, computed);
  const ofAws = resources.filter(({ type }) => type.startsWith("aws:"));
  return Object.fromEntries(ofAws.map(({ type, name, inputs }) => [`${shortType(type)}/${name}`, inputs]));
}

/** `ec2.Subnet` of `aws:ec2/subnet:Subnet`. */
function shortType(type: string): string {
  const [, module = "", className = ""] = type.split(":");
  return `${module.split("/")[0]}.${className}`;
}
