import type { Answer } from "../answer";
import type { Params } from "../experiment";
import { COMMUNITY, TOPIC } from "./kinds";
import type { TencentFixture, TencentLab } from "./types";

const IMPORT = "im_open_login_svc/account_import";
const CREATE = "group_open_http_svc/create_group";

/** Short enough for any limit of any text. */
export const SHORT = "p";

function person(number: number): TencentFixture<string> {
  return {
    name: `person ${number}`,
    calls: { [IMPORT]: 1 },
    objects: { person: 1 },
    make: (lab) => lab.mustMake("person", (UserID) => lab.must(IMPORT, { UserID }), lab.lastingId(`p${number}`)),
  };
}

/** Accounts that all experiments share. They leave them as they were, or set what they look at before they look. */
export const ann = person(1);
export const ben = person(2);
export const cem = person(3);

export function createGroup(lab: TencentLab, params: Params, how: "call" | "atOnce" = "call"): Promise<Answer> {
  return lab[how](CREATE, { Type: "Public", Name: SHORT, ...params });
}

/** Makes a group, which goes with the experiment. No group has more than two members: an app may allow no more. */
export function newGroup(lab: TencentLab, params: Params = {}): Promise<string> {
  return lab.mustMake("group", (GroupId) => createGroup(lab, { GroupId, ...params }));
}

export function members(...accounts: readonly string[]): readonly { readonly Member_Account: string }[] {
  return accounts.map((Member_Account) => ({ Member_Account }));
}

function sharedGroup(name: string, params: Params): TencentFixture<string> {
  return {
    name,
    uses: [ann],
    calls: { [CREATE]: 1 },
    objects: { group: 1 },
    make: async (lab) => newGroup(lab, { ...params, Owner_Account: await lab.use(ann) }),
  };
}

/** A public group of ann's with ben, left as it was made but for what members are. */
export const team: TencentFixture<string> = {
  name: "team",
  uses: [ann, ben],
  calls: { [CREATE]: 1 },
  objects: { group: 1 },
  make: async (lab) => newGroup(lab, { Owner_Account: await lab.use(ann), MemberList: members(await lab.use(ben)) }),
};

/** A group whose fields are there to be changed. */
export const draft = sharedGroup("draft", {});

/** An AVChatRoom of ann's, in which nobody is. */
export const room = sharedGroup("room", { Type: "AVChatRoom" });

/** A community of ann's with ben, made for topics. */
export const community: TencentFixture<string> = {
  name: "community",
  uses: [ann, ben],
  calls: { [CREATE]: 1 },
  objects: { community: 1 },
  async make(lab) {
    const params = {
      Type: "Community",
      SupportTopic: 1,
      Owner_Account: await lab.use(ann),
      MemberList: members(await lab.use(ben)),
    };
    return (
      COMMUNITY + (await lab.mustMake("community", (id) => createGroup(lab, { ...params, GroupId: COMMUNITY + id })))
    );
  },
};

export const topic: TencentFixture<string> = {
  name: "topic",
  uses: [community],
  calls: { "million_group_open_http_svc/create_topic": 1 },
  objects: { topic: 1 },
  async make(lab) {
    const GroupId = await lab.use(community);
    return lab.mustMake(
      "topic",
      (TopicId) => lab.call("million_group_open_http_svc/create_topic", { GroupId, TopicId, TopicName: SHORT }),
      `${GroupId}${TOPIC}${lab.newId()}`,
    );
  },
};

/** What needs a community. */
export const withoutCommunities = [{ communityFeature: [false] }] as const;
