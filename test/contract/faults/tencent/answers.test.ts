import type { Settled } from "../../../../provider/resource/lifecycle";
import { type Rewrite, rewriting } from "../../../support/rewritten";
import { console, type ObjectName, objects, type TencentObject } from "../../spellings/tencent-objects";
import { useTencent } from "./harness";

const cloud = useTencent("--rate-limit", "off", ...console);

const svc = "group_open_http_svc";
const check = "im_open_login_svc/account_check";
const profile = "profile/portrait_get";
const globalMute = "openconfigsvr/getnospeaking";
const info = `${svc}/get_group_info`;
const attributes = "group_open_attr_http_svc/get_group_attr";
const members = `${svc}/get_group_member_info`;
const mutes = `${svc}/get_group_muted_account`;
const bans = `${svc}/get_group_ban_member`;
const topics = "million_group_open_http_svc/get_topic";

/** The first of a list in an answer. */
const first =
  (list: string, rewrite: Rewrite): Rewrite =>
  (answer) => {
    rewrite(answer[list][0]);
  };

const without =
  (key: string): Rewrite =>
  (object) => {
    delete object[key];
  };

const having =
  (values: object): Rewrite =>
  (object) => {
    Object.assign(object, values);
  };

const renamed =
  (from: string, to: string): Rewrite =>
  (object) => {
    object[to] = object[from];
    delete object[from];
  };

const quoted =
  (key: string): Rewrite =>
  (object) => {
    object[key] = JSON.stringify(object[key]);
  };

const each =
  (list: string, rewrite: Rewrite): Rewrite =>
  (answer) => {
    for (const item of answer[list]) rewrite(item);
  };

const tag = (name: string, rewrite: Rewrite) =>
  first("UserProfileItem", ({ ProfileItem }) => rewrite(ProfileItem.find(({ Tag }: { Tag: string }) => Tag === name)));

async function made(name: ObjectName): Promise<[TencentObject, Settled]> {
  const object: TencentObject = objects[name];
  await object.prepare(cloud());
  return [object, await cloud().createdEarlier(object.definition, object.inputs)];
}

/** Which object, the call, what is wrong with its answer, and where a delete looks at that too. */
const misunderstood: [ObjectName, string, string, Rewrite, "deletes blindly"?][] = [
  ["account", check, "no list", without("ResultItem")],
  ["account", check, "an empty list", having({ ResultItem: [] })],
  ["account", check, "somebody else", first("ResultItem", having({ UserID: "bob" }))],
  ["account", check, "no status", first("ResultItem", without("AccountStatus"))],
  ["account", check, "another word", first("ResultItem", having({ AccountStatus: "Gone" }))],
  ["account", check, "no code of its own", first("ResultItem", without("ResultCode"))],
  ["account", profile, "the list under another key", renamed("UserProfileItem", "Profiles")],
  ["account", profile, "somebody else", first("UserProfileItem", having({ To_Account: "bob" }))],
  ["account", profile, "no tags", first("UserProfileItem", without("ProfileItem"))],
  ["account", profile, "a tag without a name", tag("Tag_Profile_IM_Nick", without("Tag"))],
  ["account", profile, "a text that is a number", tag("Tag_Profile_IM_Nick", having({ Value: 7 }))],
  ["account", profile, "a mark that is null", tag("Tag_Profile_Custom_PulumiIm", having({ Value: null }))],
  ["account", globalMute, "one time alone", without("GroupmsgNospeakingTime"), "deletes blindly"],
  ["account", globalMute, "a word", having({ C2CmsgNospeakingTime: "forever" }), "deletes blindly"],

  ["group", info, "the list under another key", renamed("GroupInfo", "Groups")],
  ["group", info, "an empty list", having({ GroupInfo: [] })],
  ["group", info, "another group", first("GroupInfo", having({ GroupId: "dev" }))],
  ["group", info, "no code of its own", first("GroupInfo", without("ErrorCode"))],
  ["group", info, "no owner", first("GroupInfo", without("Owner_Account"))],
  ["group", info, "no name", first("GroupInfo", having({ Name: null }))],
  ["group", info, "an unknown type", first("GroupInfo", having({ Type: "Club" }))],
  ["group", info, "a mute that is neither", first("GroupInfo", having({ MuteAllMember: 2 }))],
  ["group", info, "an owner in quotes", first("GroupInfo", quoted("Owner_Account"))],
  ["group", attributes, "the list under another key", renamed("GroupAttrAry", "GroupAttr")],
  ["group", attributes, "a mark without its key", each("GroupAttrAry", without("key"))],
  ["group", attributes, "a mark that is null", each("GroupAttrAry", having({ value: null }))],
  ["group", members, "no number", without("MemberNum"), "deletes blindly"],
  [
    "group",
    members,
    "a member without an id",
    first("MemberList", renamed("Member_Account", "UserID")),
    "deletes blindly",
  ],
  ["group", members, "a member without a role", first("MemberList", without("Role")), "deletes blindly"],
  ["group", mutes, "no list", without("MutedAccountList"), "deletes blindly"],
  ["group", mutes, "a mute without an end", first("MutedAccountList", without("MutedUntil")), "deletes blindly"],
  ["group", mutes, "another group", having({ GroupId: "dev" }), "deletes blindly"],
  ["group", bans, "no list", without("BannedAccountList"), "deletes blindly"],
  [
    "group",
    bans,
    "a ban that ends in words",
    first("BannedAccountList", having({ BannedUntil: "never" })),
    "deletes blindly",
  ],
  ["group", bans, "nothing of a next page", without("NextOffset"), "deletes blindly"],

  ["members", info, "an empty list", having({ GroupInfo: [] })],
  ["members", members, "an id in quotes", first("MemberList", quoted("Member_Account"))],
  ["members", members, "a member without an id", first("MemberList", without("Member_Account"))],

  ["attributes", attributes, "no list", without("GroupAttrAry")],
  ["attributes", attributes, "one list in another", having({ GroupAttrAry: [[{ key: "a", value: "1" }]] })],

  ["topic", topics, "no list", without("TopicAndSelfInfo")],
  ["topic", topics, "an empty list", having({ TopicAndSelfInfo: [] })],
  ["topic", topics, "another topic", first("TopicAndSelfInfo", ({ TopicInfo }) => having({ TopicId: "x" })(TopicInfo))],
  [
    "topic",
    topics,
    "another community",
    first("TopicAndSelfInfo", ({ TopicInfo }) => having({ GroupID: "x" })(TopicInfo)),
  ],
  ["topic", topics, "no code of its own", first("TopicAndSelfInfo", without("ErrorCode"))],
  ["topic", topics, "no mark", first("TopicAndSelfInfo", ({ TopicInfo }) => without("CustomString")(TopicInfo))],
  ["topic", topics, "no mute", first("TopicAndSelfInfo", ({ TopicInfo }) => without("MuteAllMember")(TopicInfo))],
  [
    "topic",
    topics,
    "another topic that is gone",
    having({ TopicAndSelfInfo: [{ ErrorCode: 110003, TopicInfo: { TopicId: "x" } }] }),
  ],
];

describe.each(misunderstood)("%s: %s with %s", (name, call, _what, rewrite, blind) => {
  const notUnderstood = { status: "rejected", reason: { code: "IM_UNEXPECTED_ANSWER", facts: { call } } };

  test("changes no state and nothing at the vendor, and is no delete", async () => {
    const [{ definition, changed }, before] = await made(name);
    const world = await cloud().world();
    const read = await rewriting(call, rewrite, () => cloud().read(definition, before));
    expect(read.outcome).toMatchObject(notUnderstood);
    const update = await rewriting(call, rewrite, () => cloud().update(definition, before, changed));
    expect(update.outcome).toMatchObject(notUnderstood);
    expect(await cloud().world()).toEqual(world);
    if (blind) return;
    const remove = await rewriting(call, rewrite, () => cloud().remove(definition, before));
    expect(remove.outcome).toMatchObject(notUnderstood);
    expect(await cloud().world()).toEqual(world);
  });
});

test("a list of members that is missing is shorter than its number", async () => {
  const [{ definition }, before] = await made("group");
  const { outcome } = await rewriting(members, without("MemberList"), () => cloud().read(definition, before));
  expect(outcome).toMatchObject({ reason: { code: "IM_UNAVAILABLE", facts: { call: members } } });
});

const joined = `${svc}/get_joined_group_list`;

const before: [ObjectName, string, string, Rewrite, string][] = [
  ["account", check, "no list", without("ResultItem"), "im_open_login_svc/account_import"],
  ["group of an assigned id", joined, "no number", without("TotalCount"), `${svc}/create_group`],
  [
    "group of an assigned id",
    joined,
    "a group without an owner",
    theirs(without("Owner_Account")),
    `${svc}/create_group`,
  ],
  ["group of an assigned id", joined, "a group without a name", theirs(without("Name")), `${svc}/create_group`],
  ["topic", topics, "no list", without("TopicAndSelfInfo"), "million_group_open_http_svc/create_topic"],
  ["members", members, "no number", without("MemberNum"), `${svc}/add_group_member`],
  ["attributes", attributes, "no list", without("GroupAttrAry"), `${svc}/modify_group_attr`],
];

/** There is one group in the list. */
function theirs(rewrite: Rewrite): Rewrite {
  return (answer) => {
    answer.TotalCount = 1;
    answer.GroupIdList = [{ GroupId: "dev", Name: "Dev", Owner_Account: "olga" }];
    rewrite(answer.GroupIdList[0]);
  };
}

test.each(before)(
  "nothing is made where the look before is not understood: %s by %s with %s",
  async (name, call, _what, rewrite, create) => {
    const { definition, inputs, prepare }: TencentObject = objects[name];
    await prepare(cloud());
    const { outcome } = await rewriting(call, rewrite, () => cloud().create(definition, inputs));
    expect(outcome).toMatchObject({ status: "rejected", reason: { code: "IM_UNEXPECTED_ANSWER", facts: { call } } });
    expect(await cloud().sent(create)).toBe(0);
  },
);

describe("a change whose answer is not understood", () => {
  const createGroup = `${svc}/create_group`;
  const createTopic = "million_group_open_http_svc/create_topic";
  const add = `${svc}/add_group_member`;
  const ids = { GroupId: undefined, TopicId: undefined };

  const creates: [ObjectName, string, string, Rewrite, object][] = [
    ["group", createGroup, "has no id", without("GroupId"), {}],
    ["group", createGroup, "has another id", having({ GroupId: "dev" }), {}],
    ["group", createGroup, "has no id, of one that the server assigned", without("GroupId"), ids],
    ["topic", createTopic, "has no id", without("TopicId"), {}],
    ["topic", createTopic, "has another id", having({ TopicId: "x" }), {}],
    ["topic", createTopic, "has no id, of one that the server assigned", without("TopicId"), { TopicId: undefined }],
  ];

  test.each(creates)("is looked for: %s by %s that %s", async (name, call, _what, rewrite, more) => {
    const { definition, inputs, prepare }: TencentObject = objects[name];
    await prepare(cloud());
    const raw = Object.fromEntries(Object.entries({ ...inputs, ...more }).filter(([, value]) => value !== undefined));
    const { outcome } = await rewriting(call, rewrite, () => cloud().create(definition, raw));
    if (outcome.status === "rejected") throw outcome.reason;
    const { id, state, failure } = outcome.value;
    expect(failure).toBeUndefined();
    expect(await cloud().object(id)).toBeDefined();
    expect(await cloud().sent(call)).toBe(1);
    const sent = (await cloud().log()).map((one) => one.call);
    expect(cloud().vendor.looks).toContain(sent[sent.indexOf(call) + 1]);
    const read = await cloud().read(definition, outcome.value);
    expect(read?.state).toEqual(state);
  });

  test("may be there, where the look is not understood either", async () => {
    const { definition, inputs, prepare } = objects.group;
    await prepare(cloud());
    const { GroupId: _, ...assigned } = inputs;
    let looks = 0;
    const secondList: Rewrite = (answer) => {
      looks += 1;
      if (looks > 1) answer.TotalCount = "many";
    };
    const { outcome } = await rewriting(createGroup, without("GroupId"), async () => {
      const inner = await rewriting(joined, secondList, () => cloud().create(definition, assigned));
      if (inner.outcome.status === "rejected") throw inner.outcome.reason;
    });
    expect(outcome).toMatchObject({ reason: { code: "IM_OUTCOME_UNKNOWN", facts: { call: createGroup } } });
    expect(await cloud().sent(createGroup)).toBe(1);
  });

  const additions: [string, Rewrite][] = [
    ["is silent about one", (answer) => void answer.MemberList.pop()],
    ["has a result that nobody knows", first("MemberList", having({ Result: 4 }))],
    ["has no list", without("MemberList")],
    ["is about others", each("MemberList", having({ Member_Account: "cid" }))],
  ];

  test.each(additions)("adds those who are there after a look, where it %s", async (_what, rewrite) => {
    for (const name of ["group", "members"] as const) {
      await cloud().emulator.reset();
      const { definition, inputs, prepare }: TencentObject = objects[name];
      await prepare(cloud());
      const { outcome } = await rewriting(add, rewrite, () => cloud().create(definition, inputs));
      if (outcome.status === "rejected") throw outcome.reason;
      expect(outcome.value.failure).toBeUndefined();
      expect(await cloud().sent(add)).toBe(1);
      expect(outcome.value.state.MemberList).toEqual(inputs.MemberList);
      if (name === "members") expect(outcome.value.state.added).toEqual(["ann", "bob"]);
    }
  });

  test("takes nobody for added of whom it is silent", async () => {
    const { definition, inputs, prepare } = objects.members;
    await prepare(cloud());
    await cloud().byHand(`${svc}/ban_group_member`, { GroupId: "ops", Members_Account: ["bob"], Duration: 4294967295 });
    const silent: Rewrite = (answer) => {
      answer.MemberList = answer.MemberList.filter(({ Result }: { Result: number }) => Result !== 0);
    };
    const { outcome } = await rewriting(add, silent, () => cloud().create(definition, inputs));
    if (outcome.status === "rejected") throw outcome.reason;
    const { state, failure } = outcome.value;
    expect(failure).toMatchObject({ code: "IM_UNEXPECTED_ANSWER", facts: { call: add, object: "bob" } });
    expect(state).toMatchObject({ MemberList: { ann: {} }, added: ["ann"] });
    expect(state).not.toHaveProperty("MemberList.bob");
  });

  const deletes: [ObjectName, string, string, Rewrite][] = [
    ["account", "im_open_login_svc/account_delete", "has no list", without("ResultItem")],
    ["account", "im_open_login_svc/account_delete", "has an empty one", having({ ResultItem: [] })],
    ["account", "im_open_login_svc/account_delete", "is about another", first("ResultItem", having({ UserID: "bob" }))],
    ["topic", "million_group_open_http_svc/destroy_topic", "has no list", without("DestroyResultItem")],
    ["topic", "million_group_open_http_svc/destroy_topic", "has an empty one", having({ DestroyResultItem: [] })],
    [
      "topic",
      "million_group_open_http_svc/destroy_topic",
      "is about another",
      first("DestroyResultItem", having({ TopicId: "x" })),
    ],
  ];

  test.each(deletes)("does not say deleted: %s by %s that %s", async (name, call, _what, rewrite) => {
    const [{ definition }, before] = await made(name);
    const { outcome } = await rewriting(call, rewrite, () => cloud().remove(definition, before));
    expect(outcome).toMatchObject({ reason: { code: "IM_UNEXPECTED_ANSWER", facts: { call, wasCarriedOut: true } } });
    await cloud().remove(definition, before);
    expect(await cloud().object(before.id)).toBeUndefined();
  });
});
