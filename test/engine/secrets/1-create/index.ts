import * as pulumi from "@pulumi/pulumi";
import { commsease, nexconn } from "pulumi-im";

const declared = new commsease.Account("declared", {
  accid: "declared",
  token: new pulumi.Config().requireSecret("token"),
  name: "Declared",
});
const made = new commsease.Account("made", { accid: "made" });
new commsease.Team("crew", { tname: "Crew", owner: declared.accid, members: [made.accid] });
new commsease.Chatroom("lobby", { creator: declared.accid, name: "Lobby" });

const desk = new nexconn.User("desk", { userId: "desk", name: "Desk", tokenVersion: 1, connection: "nexconn" });

export const token = declared.token;
export const madeToken = made.token;
export const deskToken = desk.accessToken;
