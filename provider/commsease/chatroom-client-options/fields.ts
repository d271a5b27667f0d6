import type { CustomResource, Output } from "@pulumi/pulumi";
import { z } from "zod";
import { connectionField } from "../../connection/fields";
import { choice, type Shape } from "../../schema/fields";
import { accidField } from "../accid";
import { roomidField } from "../roomid";

/** What a {@link ChatroomClientOptions} is declared with. A chat room makes one by `clientOptions({ account })`. */
export interface ChatroomClientOptionsInputs {
  /**
   * The room to enter.
   * @call chatroom/requestAddr
   */
  roomid: string;
  /**
   * The accid to enter as.
   * @call chatroom/requestAddr
   */
  accid: string;
  /**
   * The kind of client, which decides what addresses it is given.
   * @default 1, by the vendor
   * @call chatroom/requestAddr
   */
  clientType?: 1 | 2 | 3 | undefined;
  /**
   * The name of the connection, that is of the app. A change to another app asks there.
   * @default "default"
   */
  connection?: string | undefined;
}

/** What the program can read of a {@link ChatroomClientOptions}. Its id is `ROOMID/ACCID`. */
export interface ChatroomClientOptionsState extends ChatroomClientOptionsInputs {
  /** The addresses of the servers that the client can connect to, as `host:port`. */
  addresses: string[];
  /** The App Key of the app that the room is in. */
  appId: string;
}

/** What the vendor's chat room SDK for Web is started with. */
export interface ClientOptions {
  appKey: string;
  account: string;
  token: string;
  chatroomId: string;
  chatroomAddresses: string[];
}

/** For whom {@link ClientOptions} are. */
export interface ClientOptionsArgs {
  /** The account to enter as; its accid and its token are taken from it. */
  account: CustomResource & { readonly accid: Output<string>; readonly token: Output<string | undefined> };
  /**
   * The kind of client: 1 web, 2 other, 3 WeChat mini program.
   * @default 1, by the vendor
   */
  clientType?: 1 | 2 | 3 | undefined;
}

export const schema = z.strictObject({
  roomid: roomidField(),
  accid: accidField(),
  clientType: choice({ 1: "web", 2: "other", 3: "WeChat mini program" }).optional(),
  connection: connectionField(),
} satisfies Shape<ChatroomClientOptionsInputs>);
