import { type Answer, part, raw, textOf } from "../answer";
import { toldByForm, toldFrom } from "../outcome";
import { ann, club, hall, newGroup, PORTRAIT } from "./fixtures";
import type { NexconnExperiment, NexconnLab } from "./types";

const WITHOUT_PROFILES = [{ managedGroupsFeature: [false], hostedProfileFeature: [false] }] as const;

async function readGroup(lab: NexconnLab, channelId: string): Promise<Answer> {
  return lab.must("group-channel/profile/list", { channelIds: [channelId] });
}

async function readUser(lab: NexconnLab, userId: string): Promise<Answer> {
  return lab.must("user/profile/batch/get", { userIds: [userId] });
}

/** Sets something in the hosted profile of a user, and in the end takes all of it away. */
async function setProfile(lab: NexconnLab, userId: string, profile: Readonly<Record<string, unknown>>): Promise<void> {
  lab.afterwards("user/profile/delete", { userIds: [userId] });
  await lab.must("user/profile/set", { userId, ...profile });
}

/** A profile that holds something and one that holds nothing, of a group where the app has managed groups, else of a user. */
async function twoProfiles(lab: NexconnLab): Promise<{ answer: Answer; full: unknown; empty: unknown }> {
  if (lab.value("managedGroupsFeature")) {
    const answer = await readGroup(lab, await lab.use(club));
    const at = (name: string) => raw(answer, "result", "profiles", 0, name);
    return { answer, full: at("groupProfile"), empty: at("groupExtProfile") };
  }
  const userId = await lab.use(ann);
  await setProfile(lab, userId, { userProfile: { name: "probe" } });
  const answer = await readUser(lab, userId);
  const at = (name: string) => raw(answer, "result", "users", 0, name);
  return { answer, full: at("userProfile"), empty: at("userExtProfile") };
}

/** An extension value that was set and then set to nothing, of a group or else of a user. */
async function emptiedValue(lab: NexconnLab): Promise<{ answer: Answer; shown: unknown }> {
  const [set, emptied] = [{ ext_probe: "probe" }, { ext_probe: "" }];
  const owner = await lab.use(ann);
  if (lab.value("managedGroupsFeature")) {
    const channelId = await newGroup(lab, owner, [], { groupExtProfile: set });
    await lab.must("group-channel/profile/update", { channelId, groupExtProfile: emptied });
    const answer = await readGroup(lab, channelId);
    return { answer, shown: part(answer, "result", "profiles", 0, "groupExtProfile", "ext_probe") };
  }
  await setProfile(lab, owner, { userExtProfile: set });
  await lab.must("user/profile/set", { userId: owner, userExtProfile: emptied });
  const answer = await readUser(lab, owner);
  return { answer, shown: part(answer, "result", "users", 0, "userExtProfile", "ext_probe") };
}

/** An object of an answer in which one key is there under either of two names. */
async function eitherName(lab: NexconnLab): Promise<{ answer: Answer; sdk: unknown; docs: unknown; value: string }> {
  if (lab.value("managedGroupsFeature")) {
    const answer = await readGroup(lab, await lab.use(club));
    const at = (name: string) => part(answer, "result", "profiles", 0, "groupProfile", name);
    return { answer, sdk: at("portraitUrl"), docs: at("portrait_url"), value: PORTRAIT };
  }
  const [channelId, value] = [await lab.use(hall), await lab.use(ann)];
  await lab.must("open-channel/metadata/batch/set", { channelId, metadataOwnerId: value, metadata: { owned: "1" } });
  const answer = await lab.must("open-channel/metadata/batch/get", { channelId, metadataKeys: ["owned"] });
  const at = (name: string) => part(answer, "result", "metadata", 0, name);
  return { answer, sdk: at("metadataOwnerId"), docs: at("userId"), value };
}

/** Profiles of groups and users. */
export const profileExperiments: readonly NexconnExperiment[] = [
  {
    tells: ["emittedNames"],
    needs: ["managedGroupsFeature"],
    hiddenBy: [{ managedGroupsFeature: [false], metadataFeature: [false] }],
    uses: [club, hall, ann],
    calls: {
      "group-channel/profile/list": 1,
      "open-channel/metadata/batch/set": 1,
      "open-channel/metadata/batch/get": 1,
    },
    async run(lab) {
      const { answer, sdk, docs, value } = await eitherName(lab);
      return sdk === value ? toldFrom(answer, sdk, [[value, "sdk"]]) : toldFrom(answer, docs, [[value, "docs"]]);
    },
  },
  {
    tells: ["profileForm", "emptyProfiles"],
    needs: ["managedGroupsFeature"],
    hiddenBy: WITHOUT_PROFILES,
    uses: [club, ann],
    calls: {
      "group-channel/profile/list": 1,
      "user/profile/set": 1,
      "user/profile/batch/get": 1,
      "user/profile/delete": 1,
    },
    async run(lab) {
      const { answer, full, empty } = await twoProfiles(lab);
      return {
        profileForm: toldByForm(answer, full, { object: "object", text: "text" }),
        // As JSON text, an empty object is a text.
        emptyProfiles: toldByForm(answer, empty, {
          "empty object": "empty",
          text: "empty",
          missing: "omit",
          null: "null",
        }),
      };
    },
  },
  {
    tells: ["unsetGroupTexts"],
    hiddenBy: [{ managedGroupsFeature: [false] }],
    uses: [club],
    calls: { "group-channel/profile/list": 1 },
    async run(lab) {
      const answer = await readGroup(lab, await lab.use(club));
      return toldByForm(answer, part(answer, "result", "profiles", 0, "groupProfile", "introduction"), {
        missing: "omit",
        "empty text": "empty",
        null: "null",
      });
    },
  },
  {
    tells: ["emptyExtValue"],
    needs: ["managedGroupsFeature"],
    hiddenBy: WITHOUT_PROFILES,
    uses: [ann],
    calls: {
      "group-channel/create": 1,
      "group-channel/profile/update": 1,
      "group-channel/profile/list": 1,
      "user/profile/set": 2,
      "user/profile/batch/get": 1,
      "user/profile/delete": 1,
    },
    objects: { group: 1 },
    async run(lab) {
      const { answer, shown } = await emptiedValue(lab);
      return toldByForm(answer, shown, { "empty text": "keep", missing: "delete" });
    },
  },
  {
    tells: ["groupProfileMerge"],
    hiddenBy: [{ managedGroupsFeature: [false] }],
    uses: [ann],
    calls: { "group-channel/create": 1, "group-channel/profile/update": 1, "group-channel/profile/list": 1 },
    objects: { group: 1 },
    async run(lab) {
      const channelId = await newGroup(lab, await lab.use(ann), [], { groupProfile: { introduction: "probe" } });
      await lab.must("group-channel/profile/update", { channelId, groupProfile: { announcement: "probe" } });
      const answer = await readGroup(lab, channelId);
      return toldFrom(answer, textOf(part(answer, "result", "profiles", 0, "groupProfile", "introduction")), [
        ["probe", "merge"],
        ["", "replace"],
      ]);
    },
  },
  {
    tells: ["userProfileMerge"],
    hiddenBy: [{ hostedProfileFeature: [false] }],
    uses: [ann],
    calls: { "user/profile/set": 2, "user/profile/batch/get": 1, "user/profile/delete": 1 },
    async run(lab) {
      const userId = await lab.use(ann);
      await setProfile(lab, userId, { userProfile: { name: "probe" } });
      await lab.must("user/profile/set", { userId, userProfile: { email: "probe@example.com" } });
      const answer = await readUser(lab, userId);
      return toldFrom(answer, textOf(part(answer, "result", "users", 0, "userProfile", "name")), [
        ["probe", "merge"],
        ["", "replace"],
      ]);
    },
  },
];
