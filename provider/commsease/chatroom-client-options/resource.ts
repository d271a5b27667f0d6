import type { CustomResource, Input, Output } from "@pulumi/pulumi";
import { ImError, refusal } from "../../errors";
import { type ArgsOf, registrationOf, resourceClass, secretOf } from "../../program/resource-class";
import { programError as endOfProgram } from "../../program/stack-configuration";
import { warn } from "../../report";
import { define } from "../../resource/definition";
import { asStored } from "../accid";
import type { CommsEaseClient } from "../client";
import { noRoom } from "../roomid";
import { vendor } from "../vendor";
import {
  type ChatroomClientOptionsInputs,
  type ChatroomClientOptionsState,
  type ClientOptions,
  type ClientOptionsArgs,
  schema,
} from "./fields";
import { guide } from "./guide";

/** The definition of `commsease.ChatroomClientOptions`. */
export const chatroomClientOptions = define<CommsEaseClient, ChatroomClientOptionsInputs, ChatroomClientOptionsState>({
  kind: "commsease:ChatroomClientOptions",
  vendor,
  schema,
  outputs: ["addresses", "appId"],
  identities: [],
  secrets: [],
  replaceOn: ["roomid", "accid"],
  writeOnly: ["clientType"],
  calls: [
    { call: "chatroom/requestAddr", when: "on create and on refresh, before each update and for a new `clientType`" },
    { call: "chatroom/getBatch", when: "where the vendor refuses to give addresses" },
  ],
  replacement: "create",
  onDelete: "Forgets the addresses. There is nothing at the vendor to delete.",
  guide,

  normalise(raw) {
    return { inputs: { ...raw, ...("accid" in raw && { accid: asStored(raw.accid) }) }, problems: [] };
  },

  conflicts: () => [],

  async observe(client, _id, { roomid = "", accid = "", clientType }) {
    try {
      // The vendor may give others each time. An output is no input, so that the engine shows no difference.
      return { addresses: await addressesFor(client, { roomid, accid, clientType }) };
    } catch (error) {
      if (!refusal(error)) throw error;
      const room = await client.rooms.load(roomid);
      if (!room) return undefined;
      if (room.valid) throw error;
      warn(`commsease room ${roomid} is closed: the addresses of ${accid} stay as they were given before.`);
      return {};
    }
  },

  async ensure(client, inputs) {
    const { roomid, accid, clientType } = inputs;
    const addresses = await addressesOfOpenRoom(client, inputs);
    return { id: `${roomid}/${accid}`, current: { roomid, accid, clientType, addresses } };
  },

  async sync(client, _id, current, inputs) {
    if (inputs.clientType !== current.clientType) current.addresses = await addressesOfOpenRoom(client, inputs);
    Object.assign(current, { clientType: inputs.clientType, connection: inputs.connection });
  },

  forgets: () => true,
  async remove() {},
});

/** What a program gives to {@link ChatroomClientOptions}: each value now, or as an output of another resource. */
export type ChatroomClientOptionsArgs = ArgsOf<ChatroomClientOptionsInputs>;

/** The addresses at which an account enters a chat room. Made by `clientOptions` of a Chatroom; asking changes nothing. */
export class ChatroomClientOptions extends resourceClass<ChatroomClientOptionsArgs, ChatroomClientOptionsState>(
  chatroomClientOptions,
) {}

/** The room that client options are for. */
type Room = CustomResource & { readonly roomid: Output<string> };

const clientNames = { 1: "web", 2: "other", 3: "wechat" } as const;

/** The options that were asked for already, by room and by name. */
const asked = new WeakMap<Room, Map<string, Output<ClientOptions>>>();

/** What the SDK is started with: addresses from a resource of its own below the room, and the token from the account. */
export function clientOptionsOf(room: Room, { account, clientType }: ClientOptionsArgs): Output<ClientOptions> {
  const { name: roomName, args } = registrationOf(room) ?? { name: "room", args: {} };
  const name = `${roomName}-${registrationOf(account)?.name ?? "account"}-${clientNames[clientType ?? 1]}`;
  const ofRoom = asked.get(room) ?? new Map<string, Output<ClientOptions>>();
  asked.set(room, ofRoom);
  const known = ofRoom.get(name);
  if (known) return known;
  const { roomid } = room;
  const connection = args.connection as Input<string | undefined>;
  const inputs = { roomid, accid: account.accid, clientType, connection };
  const { accid, addresses, appId } = new ChatroomClientOptions(name, inputs, { parent: room });
  const options = secretOf<ClientOptions>({
    appKey: appId,
    account: accid,
    token: account.token.apply((token) => token || withoutToken(name)),
    chatroomId: roomid,
    chatroomAddresses: addresses,
  });
  ofRoom.set(name, options);
  return options;
}

function withoutToken(name: string): never {
  throw endOfProgram(
    "IM_INVALID_INPUT",
    `${name}: the token of the account is not known, as after an import, so no client can log in with it. Declare \`token\` on the account, or \`tokenVersion\` to have a new one made.`,
  );
}

function addressesFor(
  client: CommsEaseClient,
  { roomid, accid, clientType: clienttype }: ChatroomClientOptionsInputs,
): Promise<string[]> {
  return client.call("chatroom/requestAddr", { roomid, accid, clienttype }, roomid);
}

async function addressesOfOpenRoom(client: CommsEaseClient, inputs: ChatroomClientOptionsInputs): Promise<string[]> {
  try {
    return await addressesFor(client, inputs);
  } catch (error) {
    if (!refusal(error)) throw error;
    const { roomid } = inputs;
    const room = await client.rooms.load(roomid);
    if (!room) throw noRoom(roomid, "it has no addresses", error);
    if (room.valid) throw error;
    throw new ImError(
      "IM_REFUSED",
      `commsease chatroom/requestAddr for ${roomid} was refused: the room is closed, and the vendor gives addresses of open rooms only. Open it with \`valid: true\`, or leave out clientOptions.`,
      { vendor: "commsease", call: "chatroom/requestAddr", object: roomid },
      { cause: error },
    );
  }
}
