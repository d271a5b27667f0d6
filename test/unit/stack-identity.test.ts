import { isSameResource, isSameStack } from "../../provider/ownership/mark";
import type { StackConfiguration } from "../../provider/program/stack-configuration";
import { markIn, stackIdentity } from "../../provider/program/stack-identity";
import { StackFolder } from "../support/stack-files";

const folder = new StackFolder();
afterAll(() => folder.dispose());

const salted = (salt: string) => folder.write("Pulumi.dev.yaml", `encryptionsalt: ${salt}\nconfig: {}\n`);

function identityOf(changes: Partial<StackConfiguration> = {}) {
  const base = folder.configuration({});
  salted("v1:first");
  return stackIdentity({ ...base, ...changes });
}

const markOf = (identity: readonly string[] | undefined) => markIn(identity ?? [], "commsease:Team", "desk", undefined);

describe("what tells a stack from others", () => {
  test.each<[string, () => ReturnType<typeof identityOf>]>([
    ["the organisation", () => identityOf({ organization: "acme" })],
    ["the project", () => identityOf({ project: "other" })],
    ["the stack", () => identityOf({ stack: "prod" })],
    ["a text in im:ownershipMark", () => identityOf({ values: { "im:ownershipMark": "mine" } })],
    [
      "the salt in its own file",
      () => {
        const configuration = folder.configuration({});
        salted("v1:second");
        return stackIdentity(configuration);
      },
    ],
    [
      "the key in its own file",
      () => {
        const configuration = folder.configuration({});
        folder.write("Pulumi.dev.yaml", "encryptedkey: abc\n");
        return stackIdentity(configuration);
      },
    ],
  ])("is %s", (_, other) => {
    const mark = markOf(identityOf());
    expect(markOf(identityOf())).toBe(mark);
    expect(isSameStack(markOf(other()), mark)).toBe(false);
  });

  test.each(["true", undefined])("is nothing more where im:ownershipMark is %s", (setting) => {
    const values: Record<string, string> = setting === undefined ? {} : { "im:ownershipMark": setting };
    expect(identityOf({ values })).toEqual(identityOf());
  });

  test("is not asked for where marks are off", () => {
    expect(identityOf({ values: { "im:ownershipMark": "false" } })).toBeUndefined();
  });

  test("is also had without a file", () => {
    expect(stackIdentity({ ...folder.configuration({}), stack: "elsewhere" })).toHaveLength(5);
  });
});

describe("the mark of a resource", () => {
  const stack = ["organization", "project", "dev"];
  const below = (types: string) => markIn(stack, "commsease:Team", "desk", `urn:pulumi:dev::project::${types}::parent`);
  const alone = markIn(stack, "commsease:Team", "desk", undefined);

  test.each([
    ["another kind", markIn(stack, "Team", "desk", undefined)],
    ["another name", markIn(stack, "commsease:Team", "hall", undefined)],
    ["a component above it", below("acme:Desk")],
    ["another component above it", below("acme:Floor$acme:Desk")],
  ])("differs by %s", (_, other) => {
    expect(isSameStack(other, alone)).toBe(true);
    expect(isSameResource(other, alone)).toBe(false);
  });

  test("is one whether its parent is the stack or is not said", () => {
    expect(below("pulumi:pulumi:Stack")).toBe(alone);
  });

  test("does not hold the token under which a parent of ours is registered, but its kind", () => {
    expect(below("pulumi-nodejs:dynamic/im/commsease:Account")).toBe(below("im/commsease:Account"));
    expect(below("acme:Desk$pulumi-nodejs:dynamic/im:Team")).toBe(below("acme:Desk$im/Team"));
    expect(below("pulumi-nodejs:dynamic/im/commsease:Account")).not.toBe(
      below("pulumi-nodejs:dynamic/im/nexconn:User"),
    );
  });
});
