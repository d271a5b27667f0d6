// Is Pulumi's dynamic provider for one command after another: each connection to the socket in argv[2] asks for a new one.
const { createServer } = require("node:net");
const { asNew } = require("./as-new.cjs");

const provider = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
require("@pulumi/pulumi");

let asking;

process.on("disconnect", () => process.exit());

// What a provider prints is read by the engine that asked for it: its port first.
for (const stream of ["stdout", "stderr"])
  process[stream].write = (text) => {
    if (asking?.writable) asking.write(`${JSON.stringify([stream, String(text)])}\n`);
    return true;
  };

createServer((socket) => {
  let text = "";
  socket.setEncoding("utf8");
  socket.on("error", () => {});
  socket.on("data", (more) => {
    text += more;
    if (!text.endsWith("\n")) return;
    const { args, env, cwd } = JSON.parse(text);
    asking = socket;
    asNew(env);
    process.chdir(cwd);
    for (const event of ["uncaughtException", "unhandledRejection", "exit"]) process.removeAllListeners(event);
    process.argv = [process.argv[0], provider, ...args];
    delete require.cache[provider];
    require(provider);
  });
}).listen(process.argv[2], () => process.send("listening"));
