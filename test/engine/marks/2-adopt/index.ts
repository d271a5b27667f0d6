import { commsease } from "pulumi-im";

const adopt = true;
new commsease.Account("person", { accid: "person", name: "Declared", adopt });
new commsease.Team("crew", { tname: "Crew", owner: "person", intro: "declared", members: { ann: {} }, adopt });
new commsease.Chatroom("hall", { creator: "person", name: "Hall", announcement: "declared", adopt });
