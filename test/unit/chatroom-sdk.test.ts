import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { definitions } from "../../provider/dynamic";

const root = join(__dirname, "../..");

/** The methods of the vendor's document, interface by interface. */
const methods = {
  NIMChatroomInterface: "logout disconnect connect destroy updateTags getChatroom closeChatroom updateChatroom",
  NIMChatroomMemberInterface:
    "updateMyChatroomMemberInfo getChatroomMembers getChatroomMembersByTag getChatroomMemberCountByTag markChatroomIdentity markChatroomManager markChatroomCommonMember markChatroomBlacklist markChatroomGaglist kickChatroomMember updateChatroomMemberTempMute updateTagMembersTempMute updateCoordinate",
  NIMChatroomMessageInterface:
    "sendText sendFile sendCustomMsg sendTipMsg sendGeo getHistoryMsgs getHistoryMsgsByTags resendMsg",
  NIMChatroomQueueInterface: "queueOffer queuePoll queueList peak queueDrop queueChange",
  CloudStorageInterface:
    "previewFile getNosOriginUrl audioToText stripImageMeta qualityImage interlaceImage rotateImage blurImage cropImage thumbnailImage processImage",
};

interface Row {
  section: string;
  method: string;
  words: string;
  /** Resources and fields, such as `Chatroom.valid`. */
  named: [resource: string, field: string][];
}

const engineTests = readdirSync(join(root, "test/engine"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !file.includes("node_modules"))
  .map((file) => readFileSync(join(root, "test/engine", file), "utf8"));
const page = readFileSync(join(root, "docs/chatroom-sdk.md"), "utf8");
const rows: Row[] = page.split(/^## /m).flatMap((part) =>
  [...part.matchAll(/^\| `(\w+)` \| (.+) \|$/gm)].map(([, method = "", words = ""]) => ({
    section: part.slice(0, part.indexOf("\n")),
    method,
    words,
    named: namedIn(words),
  })),
);

function namedIn(words: string): Row["named"] {
  return [...words.matchAll(/`([A-Z]\w+)\.(\w+)`/g)].map(([, resource = "", field = ""]) => [resource, field]);
}

/** The names of a schema's fields, at any depth. */
function fieldsOf(schema: unknown): string[] {
  if (schema instanceof z.ZodOptional) return fieldsOf(schema.unwrap());
  if (schema instanceof z.ZodRecord) return fieldsOf(schema.valueType);
  if (schema instanceof z.ZodArray) return fieldsOf(schema.element);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(fieldsOf);
  if (!(schema instanceof z.ZodObject)) return [];
  return Object.entries(schema.shape).flatMap(([key, inner]) => [key, ...fieldsOf(inner)]);
}

/** The fields that a program can declare or read, of each resource that there is. */
const known = new Map(
  definitions.map(({ kind, schema, outputs }) => [
    kind.slice("commsease:".length),
    new Set<string>([...fieldsOf(schema), ...outputs]),
  ]),
);

const isThere = ([resource]: [string, string]) => known.has(resource);

describe("docs/chatroom-sdk.md", () => {
  test.each(Object.entries(methods))("has every method of %s, and no other", (section, names) => {
    const listed = rows.filter((row) => row.section === section).map(({ method }) => method);
    expect(listed).toEqual(names.split(" "));
  });

  test("has no method outside of the five interfaces", () => {
    expect(rows.map(({ section }) => section).filter((section) => !(section in methods))).toEqual([]);
    expect(rows).toHaveLength(46);
  });

  test.each(rows)("$method is a field or has a reason", ({ words, named }) => {
    const reason = words.replace(/`[^`]*`/g, "").trim();
    expect(named.length > 0 || reason.length > 15).toBe(true);
  });

  test("names only resources that there are", () => {
    const absent = rows.flatMap(({ named }) => named).filter((one) => !isThere(one));
    expect(absent).toEqual([]);
  });

  const fields = [
    ...new Set(
      namedIn(page)
        .filter(isThere)
        .map((one) => one.join(".")),
    ),
  ];

  test.each(fields)("%s is a field", (named) => {
    const [resource = "", field = ""] = named.split(".");
    expect([...(known.get(resource) ?? [])]).toContain(field);
  });

  test.each(fields)("%s is tested through the engine", (named) => {
    const field = named.split(".")[1] ?? "";
    expect(engineTests.some((text) => new RegExp(`\\b${field}\\b`).test(text))).toBe(true);
  });
});
