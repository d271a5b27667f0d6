import type { SettingValue } from "../../cloud/settings";
import { largest, looksAt } from "../measure";
import { told, toldAs, toldByCode, toldByStatus, toldFrom } from "../outcome";
import { newNonce } from "./client";
import { ann } from "./fixtures";
import type { Name, NexconnExperiment, NexconnLab, Options } from "./types";

/** A call that needs nothing and changes nothing. */
const PLAIN = "user/soft-deleted/list";
/** Codes for hosted profiles, metadata, and the other two. */
const NOT_ENABLED = [24369, 23426, 1009];
const DAY_SECONDS = 86_400;

function plain(lab: NexconnLab, options?: Options) {
  return lab.call(PLAIN, { pageSize: 1 }, options);
}

/** A plain call made in an unusual way, and what its code says. */
function unusual(name: Name, options: Options, values: Readonly<Record<number, SettingValue>>): NexconnExperiment {
  return { tells: [name], calls: { [PLAIN]: 1 }, run: async (lab) => toldAs(await plain(lab, options), values) };
}

/** Whether a call is taken that was signed half a second more than so long ago. In the middle of a second, so that either unit tells it exactly. */
async function takesAge(lab: NexconnLab, seconds: number): Promise<boolean> {
  const inSeconds = lab.value("timestampUnit") === "seconds";
  await lab.sleep((1500 - (lab.now() % 1000)) % 1000);
  const then = Math.floor(lab.now() / 1000) - seconds;
  return (await plain(lab, { timestamp: String(inSeconds ? then : then * 1000) })).ok;
}

/** Requests and answers as such. */
export const protocolExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["timestampUnit"],
    calls: { [PLAIN]: 2 },
    async run(lab) {
      const milliseconds = await plain(lab, { timestamp: String(lab.now()) });
      const seconds = await plain(lab, { timestamp: String(Math.floor(lab.now() / 1000)) });
      if (milliseconds.ok && seconds.ok) return told("both");
      if (milliseconds.ok) return toldAs(seconds, { 1004: "milliseconds" });
      return seconds.ok ? toldAs(milliseconds, { 1004: "seconds" }) : { strange: milliseconds };
    },
  },
  {
    tells: ["timestampWindowSeconds"],
    needs: ["timestampUnit"],
    calls: { [PLAIN]: 1 + looksAt(0, DAY_SECONDS - 1) },
    async run(lab) {
      if (await takesAge(lab, DAY_SECONDS)) return told(0);
      return told(1 + (await largest(0, DAY_SECONDS - 1, (seconds) => takesAge(lab, seconds))));
    },
  },
  {
    tells: ["nonceReuse"],
    calls: { [PLAIN]: 2 },
    async run(lab) {
      const nonce = newNonce();
      await plain(lab, { nonce });
      return toldAs(await plain(lab, { nonce }), { 0: "allow", 1004: "refuse" });
    },
  },
  unusual("nonceLength", { nonce: `${newNonce()}0` }, { 0: "ignore", 1004: "enforce" }),
  unusual(
    "upperCaseSignature",
    { headers: (signed) => ({ ...signed, Signature: signed.Signature?.toUpperCase() ?? "" }) },
    { 0: "accept", 1004: "refuse" },
  ),
  unusual(
    "headerNames",
    { headers: ({ "App-Key": appKey = "", ...signed }) => ({ ...signed, "RC-App-Key": appKey }) },
    { 0: "mixed", 1004: "together", 1002: "together" },
  ),
  {
    tells: ["missingHeaders"],
    calls: { [PLAIN]: 1 },
    run: async (lab) => toldByCode(await plain(lab, { headers: ({ Nonce: _, ...signed }) => signed })),
  },
  {
    tells: ["unknownAppKey"],
    calls: { [PLAIN]: 1 },
    run: async (lab) => toldByCode(await plain(lab, { appKey: "nobodys-app-key" })),
  },
  {
    tells: ["flagTypes"],
    calls: { [PLAIN]: 1 },
    run: async (lab) => toldAs(await lab.call(PLAIN, { pageSize: "1" }), { 0: "lenient", 1002: "strict" }),
  },
  {
    tells: ["acceptedNames"],
    calls: { "profanity-word/remove": 1, "profanity-word/delete": 1 },
    async run(lab) {
      // Without its parameter neither does anything, and only a path that is there says so.
      const sdk = await lab.call("profanity-word/remove", {}, { asNamed: true });
      const docs = await lab.call("profanity-word/delete", {}, { asNamed: true });
      if (sdk.status === 404) return toldFrom(docs, docs.status === 404, [[false, "docs"]]);
      return toldFrom(docs, docs.status === 404, [
        [false, "both"],
        [true, "sdk"],
      ]);
    },
  },
  {
    tells: ["jsonRoutes"],
    calls: { "chatroom/keepalive/query.json": 1 },
    async run(lab) {
      const { status } = await lab.call("chatroom/keepalive/query.json", {});
      return told(status !== 404);
    },
  },
  {
    tells: ["existsStatus"],
    hiddenBy: [{ managedGroupsFeature: [false] }],
    uses: [ann],
    calls: { "group-channel/create": 2 },
    objects: { group: 1 },
    async run(lab) {
      const owner = await lab.use(ann);
      const create = (channelId: string) => lab.call("group-channel/create", { channelId, name: "probe", owner });
      return toldByStatus(await create(await lab.mustMake("group", create)), 25409);
    },
  },
  {
    tells: ["missingChannelStatus"],
    calls: { "open-channel/get": 1 },
    run: async (lab) => toldByStatus(await lab.call("open-channel/get", { channelId: lab.newId() }), 23410),
  },
  {
    tells: ["parameterErrorStatus"],
    calls: { "user/get": 1 },
    run: async (lab) => toldByStatus(await lab.call("user/get", {}), 1002),
  },
  {
    tells: ["serviceErrorStatus"],
    uses: [ann],
    calls: { "user/blocklist/get": 1 },
    async run(lab) {
      const order = { userId: await lab.use(ann), pageToken: "no-token-of-a-page" };
      return toldByStatus(await lab.call("user/blocklist/get", order), 25432);
    },
  },
  {
    tells: ["notEnabledStatus"],
    // A service that is not enabled says so, and the console alone takes one away.
    hiddenBy: [
      {
        hostedProfileFeature: [true],
        metadataFeature: [true],
        prioritySendersFeature: [true],
        managedGroupsFeature: [true],
      },
    ],
    visibleWith: { hostedProfileFeature: false },
    uses: [ann],
    calls: {
      "user/profile/batch/get": 1,
      "open-channel/metadata/batch/get": 1,
      "open-channel/priority-sender-list/get": 1,
      "group-channel/profile/list": 1,
    },
    async run(lab) {
      const channelId = lab.newId();
      const profile = await lab.call("user/profile/batch/get", { userIds: [await lab.use(ann)] });
      const others = [
        await lab.call("open-channel/metadata/batch/get", { channelId }),
        await lab.call("open-channel/priority-sender-list/get", { channelId }),
        await lab.call("group-channel/profile/list", { channelIds: [channelId] }),
      ];
      const refusal = [profile, ...others].find(({ code }) => NOT_ENABLED.includes(code ?? 0));
      return refusal ? told(refusal.status, refusal) : { strange: profile };
    },
  },
];
