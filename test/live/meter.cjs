// Every vendor call of a live run is counted here before it is sent, and every creation noted, so that a run that is ended at
// any moment can be cleared away. Preloaded into the processes of its `pulumi` commands, and used by its own client.
const { appendFileSync, existsSync, readFileSync, statSync } = require("node:fs");
const Module = require("node:module");

/** The calls that make something: its kind, and its ids in the request or, where the vendor gives them, in the answer. */
const creations = [
  { path: /\/user\/create(\.action)?$/, kind: "account", ids: ({ accid }) => [accid.toLowerCase()] },
  { path: /\/team\/create(\.action)?$/, kind: "team", given: /"tid"\s*:\s*"?(\d+)/ },
  { path: /\/superteam\/create(\.action)?$/, kind: "superTeam", given: /"tid"\s*:\s*"?(\d+)/ },
  { path: /\/chatroom\/create(\.action)?$/, kind: "room", given: /"roomid"\s*:\s*"?(\d+)/ },
  { path: /\/auth\/access-token\/issue$/, kind: "user", ids: ({ userId }) => [userId] },
  { path: /\/group-channel\/create$/, kind: "group", ids: ({ channelId }) => [channelId] },
  { path: /\/open-channel\/create$/, kind: "openChannel", ids: ({ channelId }) => [channelId] },
  { path: /\/profanity-word\/batch\/add$/, kind: "word", ids: ({ words }) => words.map(({ word }) => word) },
  { path: /\/im_open_login_svc\/account_import$/, kind: "account", ids: ({ UserID }) => [UserID] },
  {
    path: /\/group_open_http_svc\/create_group$/,
    kind: "group",
    ids: ({ GroupId }) => GroupId && [GroupId],
    given: /"GroupId"\s*:\s*"([^"]+)"/,
  },
  {
    path: /\/create_topic$/,
    kind: "topic",
    ids: ({ TopicId }) => TopicId && [TopicId],
    given: /"TopicId"\s*:\s*"([^"]+)"/,
  },
];

/** Refused by a socket's code, for then the provider knows that nothing was sent. */
function refusal(text) {
  return Object.assign(new Error(`${text} (ENETUNREACH)`), { code: "ENETUNREACH" });
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function paramsOf(body) {
  return body.startsWith("{") ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
}

/** What a journal says was made: each object's kind and, where the vendor's answer came, its id. */
function notesIn(journal) {
  if (!existsSync(journal)) return [];
  const lines = readFileSync(journal, "utf8").split("\n");
  // The last line of a run that was killed may be half there.
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}

/** How many objects were asked for; one that is asked for again is the same. */
function objectsIn(notes) {
  const named = new Set(notes.filter(({ made, given }) => made && !given).map(({ kind, made }) => `${kind} ${made}`));
  return named.size + notes.filter(({ making }) => making).length;
}

/** The calls so far: a byte each. */
function callsIn(journal) {
  return existsSync(`${journal}.calls`) ? statSync(`${journal}.calls`).size : 0;
}

/**
 * Told before each call.
 * @returns what to tell the answer's text to, where that has an id
 * @throws where the run is over or at a limit
 */
function before({ journal, pid, prefix, maxCalls, maxObjects }, { path, body }) {
  if (!isRunning(pid)) throw refusal("the live run was ended, so nothing more is sent");
  if (callsIn(journal) >= maxCalls) {
    throw refusal(`the live run has sent its ${maxCalls} calls; IM_LIVE_CALLS permits it more`);
  }
  const [where] = path.split("?");
  const making = creations.find((one) => one.path.test(where));
  const note = (line) => appendFileSync(journal, `${JSON.stringify(line)}\n`);
  const ids = making?.ids?.(paramsOf(body));
  if (making) {
    const { kind } = making;
    const lines = ids ? ids.map((made) => ({ kind, made })) : [{ kind, making: true }];
    if (objectsIn([...notesIn(journal), ...lines]) > maxObjects) {
      throw refusal(`the live run has made its ${maxObjects} objects; IM_LIVE_OBJECTS permits it more`);
    }
    const foreign = ids?.find((id) => !id.replace(/^@TGS#_/, "").startsWith(prefix));
    if (foreign) throw refusal(`${foreign} is no name of the live run: they begin with ${prefix}`);
    for (const line of lines) note(line);
  }
  appendFileSync(`${journal}.calls`, ".");
  if (!making?.given || ids) return undefined;
  return (text) => {
    const [, made] = making.given.exec(text) ?? [];
    if (made) note({ kind: making.kind, made, given: true });
  };
}

/** Sees to it that the provider's calls are told, by the library that sends them. */
function meterProvider(meter) {
  const load = Module._load;
  Module._load = function (name, ...rest) {
    const exports = load.call(this, name, ...rest);
    if (name === "undici") meterPool(exports.Pool, meter);
    return exports;
  };
}

const metered = new WeakSet();

function meterPool(Pool, meter) {
  if (metered.has(Pool)) return;
  metered.add(Pool);
  const { request } = Pool.prototype;
  Pool.prototype.request = async function (options) {
    const tell = before(meter, options);
    const result = await request.call(this, options);
    if (!tell) return result;
    const text = await result.body.text();
    tell(text);
    return { ...result, body: { text: async () => text } };
  };
}

if (process.env.IM_LIVE_METER) meterProvider(JSON.parse(process.env.IM_LIVE_METER));

module.exports = { before, callsIn, isRunning, notesIn, objectsIn };
