import { type ResourceValidationPolicy, validateResourceOfType } from "@pulumi/policy";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { commsease, Team } from "../../provider/index";

// What the engine talks to. It is not in the SDK's types.
const { makeAnalyzeRpcFun } = require("@pulumi/policy/server");
const { AnalyzerResourceOptions, AnalyzeRequest } = require("@pulumi/pulumi/proto/analyzer_pb");

const policies: ResourceValidationPolicy[] = [
  {
    name: "teams-are-joined-with-approval",
    description: "A team that anybody can join is for nobody.",
    enforcementLevel: "mandatory",
    validateResource: validateResourceOfType(commsease.Team, ({ joinmode, tname }, _args, reportViolation) => {
      if (joinmode === 0) reportViolation(`Anybody can join ${tname}.`);
    }),
  },
  {
    name: "portable-teams-are-closed",
    description: "The same, for whatever cloud it is on.",
    enforcementLevel: "mandatory",
    validateResource: validateResourceOfType(Team, ({ joinPolicy, name }, _args, reportViolation) => {
      if (joinPolicy === "open") reportViolation(`Anybody can join ${name}.`);
    }),
  },
];

interface Analysis {
  getDiagnosticsList(): { getMessage(): string }[];
}

/** What the policy SDK answers to the engine about a resource. */
function analysed(type: string, inputs: Record<string, string | number>): Promise<string[]> {
  const request = new AnalyzeRequest();
  request.setType(type);
  request.setName("desk");
  request.setUrn(`urn:pulumi:dev::project::${type}::desk`);
  request.setOptions(new AnalyzerResourceOptions());
  request.setProperties(Struct.fromJavaScript(inputs));
  return new Promise((resolve, reject) => {
    const analyse = makeAnalyzeRpcFun("pack", "1.0.0", "mandatory", policies);
    analyse({ request }, (error: unknown, response: Analysis) => {
      if (error) reject(error);
      else resolve(response.getDiagnosticsList().map((one) => one.getMessage()));
    });
  });
}

const token = (kind: string) => `pulumi-nodejs:dynamic/${kind}`;

test("a policy for a class is asked about resources of that class, and about no others", async () => {
  const open = { tname: "Support", name: "Support", joinmode: 0, joinPolicy: "open" };
  const message = [expect.stringContaining("Anybody can join Support.")];
  expect(await analysed(token("im/commsease:Team"), open)).toEqual(message);
  expect(await analysed(token("im:Team"), open)).toEqual(message);
  expect(await analysed(token("im/commsease:SuperTeam"), open)).toEqual([]);
  expect(await analysed(token("im/commsease:Team"), { ...open, joinmode: 1 })).toEqual([]);
});
