import { tencent } from "pulumi-im";

// What the test changes: whether existing objects are adopted, what follows each name, and options for all resources.
const adopt: true | undefined = undefined;
const suffix = "";
const opts = (_name: string) => ({});
const named = (name: string) => [`tencent-${name}${suffix}`, opts(`tencent-${name}`)] as const;

function make<Args, R>(Class: new (name: string, args: Args, opts: object) => R, name: string, args: Args): R {
  const [full, options] = named(name);
  return new Class(full, { ...args, connection: "tencent" }, options);
}

const bot = make(tencent.Account, "bot", { UserID: "bot", Nick: "Bot", adopt });
const team = make(tencent.Group, "team", {
  ...{
    Type: "Public" as const,
    GroupId: "team",
    Name: "Team",
    Owner_Account: bot.UserID,
    MemberList: ["bea"],
    membership: "additive" as const,
  },
  adopt,
});
const shop = make(tencent.Group, "shop", {
  ...{
    Type: "Community" as const,
    GroupId: "@TGS#_shop",
    Name: "Shop",
    Owner_Account: bot.UserID,
    SupportTopic: 1 as const,
  },
  adopt,
});
make(tencent.Topic, "news", { GroupId: shop.GroupId, TopicId: "@TGS#_shop@TOPIC#_news", TopicName: "News", adopt });
make(tencent.GroupMembers, "helpers", {
  ...{ GroupId: team.GroupId, MemberList: [{ Member_Account: "ann", Role: "Admin" as const }, "cat"] },
});
make(tencent.GroupAttributes, "signs", { GroupId: team.GroupId, GroupAttr: { topic: "one" } });
