import { nexconn } from "pulumi-im";

// The users that the app's own services act as.
const helpdesk = new nexconn.User("helpdesk", {
  userId: "svc-helpdesk",
  name: "Help desk",
  avatarUrl: "https://cdn.example.com/helpdesk.png",
  tags: ["service"],
  // Raise the number to end every token and have a new one issued.
  tokenVersion: 1,
});
const host = new nexconn.User("host", {
  userId: "svc-host",
  name: "Event host",
  userProfile: { email: "events@example.com" },
  tags: ["service", "events"],
});
const agents = ["ana", "ben", "chi"].map(
  (agent) => new nexconn.User(agent, { userId: `agent-${agent}`, name: agent, tags: ["agent"] }),
);

const support = new nexconn.GroupChannel("support", {
  channelId: "support",
  name: "Customer support",
  owner: helpdesk.userId,
  groupProfile: { introduction: "Where customers meet us" },
  // Owner or admins let people in.
  permissions: { joinPerm: 2, memInvitePerm: 1 },
  // The first agent leads the shift.
  members: agents.map((agent, i) =>
    i === 0 ? { userId: agent.userId, admin: true, nickname: "Shift lead" } : agent.userId,
  ),
});

// Anybody may join; the stack manages the staff alone.
const plaza = new nexconn.GroupChannel("plaza", {
  channelId: "plaza",
  name: "Plaza",
  owner: helpdesk.userId,
  permissions: { joinPerm: 1 },
});
const staff = new nexconn.GroupMembers("staff", {
  channelId: plaza.channelId,
  members: [{ userId: host.userId, admin: true, nickname: "Event host" }],
});

const launch = new nexconn.OpenChannel("launch", {
  channelId: "launch-2027",
  // Goes a week after its creation; a later `pulumi up` makes it anew.
  destroyType: 1,
  ttlMinutes: 10_080,
  // Only the host speaks until the channel is unfrozen.
  isFrozen: true,
  allowedSendersList: [host.userId],
  metadataOwnerId: host.userId,
  metadata: { topic: "Product launch", stage: "waiting" },
});

// The app's backend keeps keys of its own in the channel.
const lounge = new nexconn.OpenChannel("lounge", { channelId: "lounge", ttlMinutes: 10_080 });
const lounging = new nexconn.OpenChannelMetadata("lounging", {
  channelId: lounge.channelId,
  membership: "additive",
  metadata: { topic: "Small talk", opens: "18:00" },
});

// What the service team has agreed on; words that others add in the console stay.
const words = new nexconn.ProfanityWords("words", {
  membership: "additive",
  words: ["casino-bonus", { word: "darn", replacement: "d***" }],
});

export const supportGroup = support.channelId;
export const plazaStaff = staff.added;
export const launchChannel = launch.channelId;
export const loungeMetadata = lounging.metadata;
export const filteredApp = words.appId;
/** What the help desk's service connects with: a secret, printed only by `pulumi stack output --show-secrets`. */
export const helpdeskToken = helpdesk.accessToken;
