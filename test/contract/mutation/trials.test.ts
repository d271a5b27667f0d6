import { z } from "zod";
import { absent, leavingOut, listOf, mapOf, object, text, whole } from "../../../provider/http/answer-fields";
import { answers } from "../../../provider/nexconn/answers";
import { Emulator } from "../../support/emulator";
import { NexconnCloud } from "../faults/nexconn/harness";
import { Documented } from "./documented";
import { scenes } from "./nexconn";
import { mutationsOf, type Place, placesOf, placeText } from "./places";
import { Way } from "./rewriting";
import { Trials } from "./trials";

describe("the places of an answer", () => {
  const answer = {
    code: 0,
    users: [{ id: "a" }, { id: "b" }, { id: "c" }, { id: "d" }],
    desc: '{"a":[1]}',
    ext: '{"b":1}',
  };

  test("are every key, and the first, the middle and the last of a list, also in a text that is read as JSON", () => {
    expect(placesOf(answer, ([key]) => key === "desc").map(placeText)).toEqual([
      ...["answer", "code", "users", "users[0]", "users[0].id", "users[2]", "users[2].id", "users[3]", "users[3].id"],
      ...["desc", "desc.a", "desc.a[0]", "ext"],
    ]);
  });

  test.each<[string, Place, string, unknown]>([
    ["a key", ["code"], "removed", { ...answer, code: undefined }],
    ["a key", ["code"], "renamed", { ...answer, code: undefined, codeRenamed: 0 }],
    ["a number", ["code"], "a boolean", { ...answer, code: false }],
    ["a number", ["code"], "JSON text", { ...answer, code: "0" }],
    ["an item", ["users", 0], "removed", { ...answer, users: answer.users.slice(1) }],
    ["a list", ["users"], "emptied", { ...answer, users: [] }],
    ["a list", ["users"], "an object of the items", { ...answer, users: { ...answer.users } }],
    ["a text", ["users", 3, "id"], "null", { ...answer, users: [...answer.users.slice(0, 3), { id: null }] }],
    ["what a text holds", ["desc", "a", 0], "a text", { ...answer, desc: '{"a":["no number"]}' }],
    ["the whole", [], "an empty list", []],
  ])("come out otherwise: %s %j %s", (_kind, place, name, expected) => {
    const mutation = mutationsOf(place.reduce<unknown>(within, answer), place).find((one) => one.name === name);
    expect(JSON.parse(JSON.stringify(mutation?.of(answer, place)))).toEqual(JSON.parse(JSON.stringify(expected)));
    expect(answer.users).toHaveLength(4);
  });

  function within(value: unknown, key: string | number): unknown {
    const opened = typeof value === "string" ? JSON.parse(value) : value;
    return opened[key];
  }
});

describe("what a schema says of a place", () => {
  const documented = new Documented(
    object({
      name: text(),
      intro: absent(text(), "", "it was never set"),
      muted: leavingOut(listOf(object({ id: text() })), "they may send"),
      members: listOf(object({ id: text() })),
      keys: mapOf(z.union([z.string(), z.number()])),
      profile: object({ nick: absent(text(), "", "there is none"), size: whole() }),
    }),
  );

  test.each<[string, Place, "nothing" | "empty" | undefined, boolean]>([
    ["a part that may be absent", ["intro"], "nothing", true],
    ["the same of another type", ["intro"], undefined, false],
    ["a part that may not", ["name"], "nothing", false],
    ["an entry of a list that leaves some out", ["muted", 1], "nothing", true],
    ["that list without any", ["muted"], "empty", true],
    ["that list itself", ["muted"], "nothing", false],
    ["a part of its entries", ["muted", 1, "id"], "nothing", false],
    ["an entry of another list", ["members", 1], "nothing", false],
    ["that one without any", ["members"], "empty", false],
    ["an object that has a part that may be absent", ["profile"], "empty", true],
    ["below an older wrapper", ["result", "intro"], "nothing", true],
    ["a key that is not read", ["other"], "nothing", false],
  ])("%s", (_what, place, leaves, says) => {
    expect(documented.says(place, leaves)).toBe(says);
  });

  test("and what belongs there", () => {
    expect(documented.isOpen(["muted"])).toBe(true);
    expect(documented.isOpen(["name"])).toBe(false);
    expect(documented.isEntry(["keys", "a"])).toBe(true);
    expect(documented.isEntry(["profile", "nick"])).toBe(false);
    expect(documented.takesTextsAndNumbers(["keys", "a"])).toBe(true);
    expect(documented.takesTextsAndNumbers(["name"])).toBe(false);
  });
});

describe("a resource that takes what it does not understand for nothing", () => {
  const call = "profanity-word/list";
  const strict = answers[call];
  let cloud: NexconnCloud;
  beforeAll(async () => {
    cloud = new NexconnCloud(await Emulator.start(["--rate-limit", "off"]));
  });
  beforeEach(() => {
    jest.spyOn(process.stderr, "write").mockReturnValue(true);
    const word = z.object({ word: z.string(), replacement: z.string().catch("") });
    Object.assign(answers, { [call]: z.object({ words: z.array(word).catch([]) }) });
  });
  afterEach(async () => {
    Object.assign(answers, { [call]: strict });
    await cloud.close();
    jest.restoreAllMocks();
  });
  afterAll(() => cloud.emulator.stop());

  test.each(["read", "remove"] as const)("is found out by %s", async (operation) => {
    const [scene] = scenes.filter(({ kind }) => kind === "nexconn:ProfanityWords");
    if (!scene) throw new Error("There are no profanity words.");
    const trials = new Trials(cloud, new Way(), scene, operation);
    await trials.run((mutations) => mutations);
    expect(trials.failures).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^profanity-word\/list: result\.words removed: /),
        expect.stringMatching(/^profanity-word\/list: result\.words null: /),
        expect.stringMatching(/^profanity-word\/list: result\.words an object of the items: /),
      ]),
    );
  });
});
