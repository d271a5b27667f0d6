import type { ImErrorCode } from "../../provider/errors";
import type { AnyDefinition } from "../../provider/resource/definition";

const said = "This command took the connection as the last `pulumi up` left it in the state";
const ways = [
  "run `pulumi up` without --refresh while the program declares a resource of this package",
  "add --run-program to this refresh or destroy",
];

const vendors = {
  commsease: { appKey: "app", appSecret: "s3cr3t-old" },
  nexconn: { appKey: "app", appSecret: "s3cr3t-old", region: "sg" },
  tencent: { sdkAppId: 1400000000, secretKey: "s3cr3t-old", admin: "administrator" },
};

const kinds = { commsease: "commsease:Account", nexconn: "nexconn:User", tencent: "tencent:Account" };

const environments = {
  commsease: { IM_VENDOR: "commsease", IM_APP_KEY: "app", IM_APP_SECRET: "s3cr3t-new" },
  nexconn: { IM_VENDOR: "nexconn", IM_APP_KEY: "app", IM_APP_SECRET: "s3cr3t-new", IM_REGION: "sg" },
  tencent: {
    IM_VENDOR: "tencent",
    IM_SDK_APP_ID: "1400000000",
    IM_SECRET_KEY: "s3cr3t-new",
    IM_ADMIN: "administrator",
  },
};

type Name = keyof typeof vendors;

interface Failure {
  code: ImErrorCode;
  facts?: object;
  advice?: string;
}

interface Situation {
  /** What of the stack's configuration is in the state. */
  configured?: boolean;
  /** Whether a program has had inputs checked. */
  withProgram?: boolean;
  environment?: Record<string, string>;
}

/** What a refresh and a destroy say of a failure, in a provider process of their own. */
async function texts(vendor: Name, failure: Failure, situation: Situation = {}): Promise<string[]> {
  const { configured = true, withProgram = false, environment = {} } = situation;
  const before = { ...process.env };
  Object.assign(process.env, environment);
  try {
    const found: string[] = [];
    await jest.isolateModulesAsync(async () => {
      const { Handler } =
        require("../../provider/resource/handler") as typeof import("../../provider/resource/handler");
      const { nativeKind } =
        require("../../provider/resource/adapter") as typeof import("../../provider/resource/adapter");
      const { definitions } = require("../../provider/dynamic") as typeof import("../../provider/dynamic");
      const { ImError } = require("../../provider/errors") as typeof import("../../provider/errors");
      const advice = failure.advice ?? "Check it.";
      const fail = async () => {
        throw new ImError(failure.code, `It was refused. ${advice}`, { ...failure.facts, advice });
      };
      const own = definitions.find(({ kind }) => kind === kinds[vendor]) as AnyDefinition;
      const handler = new Handler(nativeKind({ ...own, observe: fail, remove: fail }));
      const connections = JSON.stringify({ default: { vendor, ...vendors[vendor] } });
      void handler.configure({ config: { get: () => (configured ? connections : undefined), require: () => "" } });
      if (withProgram) await handler.check({}, {});
      for (const work of [() => handler.read("ana", {}), () => handler.delete("ana", {})]) {
        found.push(await work().then(String, (error: Error) => error.message));
      }
    });
    return found;
  } finally {
    for (const key of Object.keys(environment)) delete process.env[key];
    Object.assign(process.env, before);
  }
}

const refusals: [Name, string, object][] = [
  ["commsease", "of the secret", { vendorCode: 414, vendorText: "checksum" }],
  ["commsease", "of the key", { vendorCode: 414, vendorText: "appkey" }],
  ["commsease", "of the region", { vendorCode: 403, vendorText: "region error" }],
  ["nexconn", "of the secret", { vendorCode: 1004 }],
  ["nexconn", "of the key", { vendorCode: 1001 }],
  ["tencent", "of the key", { vendorCode: 70009 }],
  ["tencent", "of the app", { vendorCode: 70014 }],
  ["tencent", "of the admin", { vendorCode: 60010 }],
];

describe("a refresh and a destroy without a program", () => {
  test.each(refusals)("say of %s's refusal %s where the keys are from, and the ways out", async (vendor, _, facts) => {
    for (const text of await texts(vendor, { code: "IM_REFUSED", facts })) {
      expect(text).toMatch(/^IM_REFUSED: It was refused\. This command took/);
      for (const part of [said, ...ways, "docs/rotate-secrets.md"]) expect(text).toContain(part);
      expect(text).toMatch(/If it has not, check it\.$/);
    }
  });

  test.each<[string, Failure]>([
    ["that the address is no longer there", { code: "IM_UNREACHABLE" }],
    ["that somebody else answers at the address", { code: "IM_UNAVAILABLE", facts: { status: 404 } }],
  ])("say the same where it looks %s", async (_, failure) => {
    for (const text of await texts("commsease", failure)) expect(text).toContain(said);
  });

  test("say the same where the connection was made after the last up", async () => {
    for (const text of await texts("commsease", { code: "IM_REFUSED" }, { configured: false })) {
      expect(text).toMatch(/^IM_CONNECTION: There is no connection `default`\./);
      for (const part of [said, ...ways]) expect(text).toContain(part);
    }
  });

  test.each<[Name, Failure]>([
    ["commsease", { code: "IM_REFUSED", facts: { vendorCode: 404 } }],
    ["commsease", { code: "IM_REFUSED", facts: { vendorCode: 414, vendorText: "CurTime is expired" } }],
    ["nexconn", { code: "IM_REFUSED", facts: { vendorCode: 1007 } }],
    ["tencent", { code: "IM_REFUSED", facts: { vendorCode: 60020 } }],
    ["tencent", { code: "IM_UNAVAILABLE", facts: { vendorCode: 60008 } }],
    ["commsease", { code: "IM_UNAVAILABLE", facts: { status: 503 } }],
  ])("say nothing of it where the connection is not to blame: %s %j", async (vendor, failure) => {
    for (const text of await texts(vendor, failure)) expect(text).toBe(`${failure.code}: It was refused. Check it.`);
  });

  test.each(Object.keys(vendors) as Name[])(
    "say which variables of the environment hold something else: %s",
    async (vendor) => {
      const [, , facts] = refusals.find(([name]) => name === vendor) ?? [];
      const failure: Failure = { code: "IM_REFUSED", ...(facts && { facts }) };
      const variable = vendor === "tencent" ? "IM_SECRET_KEY" : "IM_APP_SECRET";
      for (const text of await texts(vendor, failure, { environment: environments[vendor] })) {
        expect(text).toContain(`In the environment ${variable} holds something else, which counts only where`);
        expect(text).not.toContain("s3cr3t");
      }
    },
  );

  test.each(Object.keys(vendors) as Name[])("blame the environment's own connection on nobody: %s", async (vendor) => {
    const [, , facts] = refusals.find(([name]) => name === vendor) ?? [];
    const failure: Failure = { code: "IM_REFUSED", ...(facts && { facts }) };
    const situation = { configured: false, environment: environments[vendor] };
    for (const text of await texts(vendor, failure, situation))
      expect(text).toBe("IM_REFUSED: It was refused. Check it.");
  });
});

test("with a program the connection is the present one, and nothing is said", async () => {
  const [vendor, , facts] = refusals[0] as [Name, string, object];
  for (const text of await texts(vendor, { code: "IM_REFUSED", facts }, { withProgram: true })) {
    expect(text).toBe("IM_REFUSED: It was refused. Check it.");
  }
});
