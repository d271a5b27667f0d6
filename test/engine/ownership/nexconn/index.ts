import { nexconn } from "pulumi-im";

// What the test changes: whether existing objects are adopted, what follows each name, and options for all resources.
const adopt: true | undefined = undefined;
const suffix = "";
const opts = (_name: string) => ({});
const named = (name: string) => [`nexconn-${name}${suffix}`, opts(`nexconn-${name}`)] as const;

function make<Args, R>(Class: new (name: string, args: Args, opts: object) => R, name: string, args: Args): R {
  const [full, options] = named(name);
  return new Class(full, { ...args, connection: "nexconn" }, options);
}

const bot = make(nexconn.User, "bot", { userId: "bot", name: "Bot", adopt });
const team = make(nexconn.GroupChannel, "team", {
  ...{ channelId: "team", name: "Team", owner: bot.userId, members: ["bea"], membership: "additive" as const },
  adopt,
});
const lobby = make(nexconn.OpenChannel, "lobby", { channelId: "lobby", keepAlive: true, adopt });
make(nexconn.GroupMembers, "helpers", { channelId: team.channelId, members: [{ userId: "ann", admin: true }, "cat"] });
make(nexconn.OpenChannelMetadata, "signs", { channelId: lobby.channelId, metadata: { topic: "one" } });
make(nexconn.ProfanityWords, "words", { words: ["spam"] });
