import { commsease } from "pulumi-im";

const host = new commsease.Account("host", { accid: "host", tokenVersion: 1 });
const lobby = new commsease.Chatroom("lobby", { creator: host.accid, name: "Lobby", valid: true });

export const web = lobby.clientOptions({ account: host });
export const again = lobby.clientOptions({ account: host, clientType: 1 });
export const mini = lobby.clientOptions({ account: host, clientType: 3 });
