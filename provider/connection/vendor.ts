import type { z } from "zod";
import type { CallFacts } from "../errors";

/** What a vendor brings: how its connections look, and what speaks to it. */
export interface Vendor<Client = unknown> {
  name: string;
  /** Strict schema of a connection, `vendor` included. */
  connection: z.ZodObject;
  /** Keys of a connection whose values are never shown. */
  secrets: readonly string[];
  /** The environment variables that can stand in for keys of the connection. */
  environment: Record<string, string>;
  /** Those of them whose value is a list; a comma stands between the items there. */
  listsInEnvironment?: readonly string[];
  /** The app's public id, kept in the state of each resource. */
  appId(connection: Record<string, unknown>): string;
  /** Whether a refusal blames the connection itself: its keys, its admin, its region. */
  blamesConnection(refusal: Partial<CallFacts>): boolean;
  /** The vendor's time, as far as its answers have told it, in epoch milliseconds. */
  now(client: Client): number;
  /** Tells a client that this run has made an object, which reads may not show yet. */
  noteMade(client: Client, id: string): void;
  /** Tells a client that this run has deleted it again. */
  noteGone(client: Client, id: string): void;
  /** Opens a client. Must not do any I/O. */
  connect(connection: Record<string, unknown>): Client;
}

/** An open connection. */
export interface Session<Client> {
  /** The name that resources refer to it by. */
  name: string;
  appId: string;
  client: Client;
}
