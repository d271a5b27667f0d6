// Runs a project's program whenever the engine asks: `pulumi --client` points here, as it does in Pulumi's Automation API.
const { readFileSync } = require("node:fs");
const { Server, ServerCredentials } = require("@grpc/grpc-js");
const { LanguageServer } = require("@pulumi/pulumi/automation/server");
const log = require("@pulumi/pulumi/log");
const { LanguageRuntimeService } = require("@pulumi/pulumi/proto/language_grpc_pb");
const settings = require("@pulumi/pulumi/runtime/settings");
const { transformSync } = require("@swc/core");
const { asNew } = require("./as-new.cjs");

const swc = { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } };

require.extensions[".ts"] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, "utf8"), { ...swc, filename }).code, filename);

let env = { ...process.env };
let hasFailed = false;

process.on("unhandledRejection", () => {
  hasFailed = true;
});

// An inline program signals its end before it looks for errors, and with `--continue-on-error` the engine then deletes what a
// failed program no longer declares. A program in a process of its own ends without a signal; so does this one.
const { disconnect } = settings;
settings.disconnect = async (signalsEnd) => {
  await settings.waitForRPCs();
  await new Promise(setImmediate);
  await disconnect(signalsEnd && !hasFailed && !log.hasErrors());
};

async function program() {
  hasFailed = false;
  asNew(env);
  // The engine shows as outputs what a module exports.
  const exported = require(process.cwd());
  return typeof exported === "function" ? exported() : { ...exported };
}

process.on("message", (given) => {
  env = given;
  process.send("taken");
});
process.on("disconnect", () => process.exit());

const server = new Server();
server.addService(LanguageRuntimeService, new LanguageServer(program));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.send(port);
});
