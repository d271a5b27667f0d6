import { isDeepStrictEqual } from "node:util";
import { notAccepted } from "../../collections/not-accepted";
import { ImError, messageOf, refusal, wasCarriedOut } from "../../errors";
import { demandAsked } from "../../http/answers";
import { warn } from "../../report";
import { timestampMs } from "../../schema/timestamps";
import { own, pickDefined } from "../../values/objects";
import type { MemberType } from "../answers";
import type { Call } from "../calls";
import type { CommsEaseClient, Parameter } from "../client";
import type { RoomRole } from "./fields";
import type { Person } from "./people";
import { afterStep, isFixed, nextStep, nobody, type RoleFlags, type RoleStep } from "./steps";

/** The vendor's code for what a closed room does not permit. */
export const closed = 13002;

/** The longest temporary mute that the vendor takes. */
export const mostMuteSeconds = 30 * 24 * 3600;

/** Twice the calls of the longest way between two standings. */
const mostSteps = 14;

const profile = ["nick", "avator", "ext"] as const;

/** What goes along with the notices to those in the room. */
export interface Notice {
  needNotify?: boolean | undefined;
  notifyExt?: string | undefined;
}

/** Brings people of one room from one standing to another, in the creator's name. */
export class RoleChange {
  readonly #client: CommsEaseClient;
  readonly #roomid: string;
  readonly #operator: string;
  readonly #notice: Notice;
  /** Who is handled here; kept true at every moment. */
  readonly #people: Record<string, Person>;
  readonly #refused = new Map<string, unknown>();
  readonly #untagged: string[] = [];

  constructor(
    client: CommsEaseClient,
    room: { roomid: string; creator: string },
    people: Record<string, Person>,
    { needNotify, notifyExt }: Notice,
  ) {
    this.#client = client;
    this.#roomid = room.roomid;
    this.#operator = room.creator;
    this.#people = people;
    this.#notice = { needNotify, notifyExt };
  }

  /**
   * Makes somebody what is declared of them.
   * @param before what the state says of them
   */
  async bring(accid: string, declared: RoomRole, before: RoomRole | undefined): Promise<void> {
    await this.#unlessRefused(accid, async () => {
      await this.#setRole(accid, declared);
      await this.#mute(accid, declared.mutedUntil, before?.mutedUntil);
      await this.#setProfile(accid, declared);
      await this.#setTags(accid, declared);
    });
  }

  /**
   * Takes from somebody what they were given.
   * @param to what they were before, if that was more than a guest
   */
  async letGo(accid: string, before: RoomRole | undefined, to: RoleFlags | undefined): Promise<void> {
    await this.#unlessRefused(accid, async () => {
      // First, since the vendor may refuse it of somebody who is no longer a member.
      await this.#mute(accid, undefined, before?.mutedUntil);
      await this.#setRole(accid, to);
      delete this.#people[accid];
    });
  }

  /** Mutes each declared tag until its instant, and lifts what is no longer declared of the mutes that `held` names. */
  async muteTags(declared: Record<string, string>, held: Record<string, string>): Promise<void> {
    for (const tag of new Set([...Object.keys(held), ...Object.keys(declared)])) {
      const until = own(declared, tag);
      const end = this.#future(until);
      const isSame = end === this.#future(own(held, tag));
      if (!isSame) await this.#call("chatroom/tagTemporaryMute", { targetTag: tag, muteDuration: this.#seconds(end) });
      if (until === undefined) delete held[tag];
      else held[tag] = until;
    }
  }

  /** Tells what the vendor did not take, when all else is done. */
  finish(): void {
    if (this.#untagged.length > 0) {
      warn(
        `commsease room ${this.#roomid}: the vendor took no tags for ${this.#untagged.join(", ")}, who seem not to be inside. The next \`pulumi up\` tries again.`,
      );
    }
    const [first, ...others] = this.#refused;
    if (!first) return;
    if (others.length === 0) throw first[1];
    const refused = new Map([...this.#refused].map(([accid, error]) => [accid, messageOf(error)]));
    const facts = { vendor: "commsease", object: this.#roomid };
    throw notAccepted(`commsease room ${this.#roomid}`, { "carry out everything for": refused }, facts);
  }

  async #setRole(accid: string, wanted: RoleFlags | undefined): Promise<void> {
    for (let sent = 0; sent < mostSteps; sent++) {
      const step = nextStep(own(this.#people, accid) ?? nobody, wanted);
      if (!step) return;
      try {
        this.#stepped(accid, step, await this.#takeStep(accid, step));
      } catch (error) {
        // Whoever has a role now has to be in the state, or a destroy would leave it to them.
        if (wasCarriedOut(error)) this.#stepped(accid, step, undefined);
        throw error;
      }
    }
    throw new ImError(
      "IM_UNAVAILABLE",
      `commsease chatroom/setMemberRole for ${this.#roomid} is accepted, and ${accid} does not become what was asked for. Look at the room in the vendor's console, then run it again.`,
      { vendor: "commsease", call: "chatroom/setMemberRole", object: this.#roomid },
    );
  }

  /** @returns what the answer says that the person is now */
  async #takeStep(accid: string, { opt, on }: RoleStep): Promise<MemberType | undefined> {
    const call = "chatroom/setMemberRole";
    const answer = await this.#call(call, { target: accid, opt, optvalue: on });
    if (!answer) return undefined;
    demandAsked({ vendor: "commsease", call, object: this.#roomid }, "desc.accid", [answer.accid], [accid], true);
    return answer.type;
  }

  #stepped(accid: string, step: RoleStep, type: MemberType | undefined): void {
    const person = own(this.#people, accid) ?? nobody;
    const standing = afterStep(person, step, type);
    if (!isFixed(standing)) delete this.#people[accid];
    // Whoever was a guest for a moment may have lost what was said of them.
    else this.#people[accid] = mayBeLost(person, standing) ? standing : { ...person, ...standing };
  }

  async #mute(accid: string, declared: string | undefined, before: string | undefined): Promise<void> {
    const person = own(this.#people, accid);
    if (!person) return;
    const wanted = this.#future(declared);
    const present = this.#future(person.mutedUntil);
    const isToLift = wanted === undefined && present !== undefined && this.#future(before) !== undefined;
    if (isToLift || (wanted !== undefined && wanted !== present)) {
      await this.#call("chatroom/temporaryMute", { target: accid, muteDuration: this.#seconds(wanted) });
    }
    person.mutedUntil = declared;
  }

  async #setProfile(accid: string, declared: RoomRole): Promise<void> {
    const person = own(this.#people, accid);
    if (!person) return;
    const changed = pickDefined(
      declared,
      profile.filter((field) => declared[field] !== person[field]),
    );
    if (Object.keys(changed).length === 0) return;
    const parameters = { roomid: this.#roomid, accid, save: true, ...changed, ...this.#notice };
    await this.#client.call("chatroom/updateMyRoomRole", parameters, this.#roomid);
    Object.assign(person, changed);
  }

  async #setTags(accid: string, declared: RoomRole): Promise<void> {
    const person = own(this.#people, accid);
    const { tags, notifyTargetTags } = declared;
    if (!person || tags === undefined) return;
    const isSame = notifyTargetTags === undefined || notifyTargetTags === person.notifyTargetTags;
    if (isSame && isDeepStrictEqual(tags, person.tags)) return;
    try {
      const parameters = { roomId: this.#roomid, accid, tags, notifyTargetTags };
      await this.#client.call("chatroom/updateChatRoomRoleTag", parameters, this.#roomid);
      Object.assign(person, { tags, notifyTargetTags });
    } catch (error) {
      // Tags belong to those inside. Who is not leaves the rest of the change as it is.
      if (person.isInside || !refusal(error) || refusal(error)?.vendorCode === closed) throw error;
      this.#untagged.push(accid);
      Object.assign(person, { tags: undefined, notifyTargetTags: undefined });
    }
  }

  /** A call in the creator's name. */
  #call<C extends Call>(call: C, parameters: Record<string, Parameter>) {
    const { needNotify, notifyExt } = this.#notice;
    const notice = call === "chatroom/setMemberRole" ? { notifyExt } : { needNotify, notifyExt };
    const named = { roomid: this.#roomid, operator: this.#operator };
    return this.#client.call(call, { ...named, ...parameters, ...notice }, this.#roomid);
  }

  /** One whom the vendor refuses does not keep the others from what is theirs; a closed room refuses everybody. */
  async #unlessRefused(accid: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const code = refusal(error)?.vendorCode;
      if (code === undefined || code === closed) throw error;
      this.#refused.set(accid, error);
    }
  }

  #future(instant: string | undefined): number | undefined {
    const ms = timestampMs(instant);
    return ms !== undefined && ms > this.#client.now() ? ms : undefined;
  }

  /** How long a mute lasts that ends then; 0 lifts it. */
  #seconds(end: number | undefined): number {
    if (end === undefined) return 0;
    return Math.min(Math.max(Math.ceil((end - this.#client.now()) / 1000), 1), mostMuteSeconds);
  }
}

/** Whether the way led, or may have led, through being a guest. */
function mayBeLost(before: Person, { role, blocked, muted }: Person): boolean {
  return !isFixed(before) || (!blocked && !muted && role === "hidden");
}
