// Writes the stack's `options` where the page reads them. The file holds the account's token: keep it to yourself.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const json = execFileSync("pulumi", ["stack", "output", "options", "--json", "--show-secrets"], { encoding: "utf8" });
writeFileSync("options.js", `window.chatroomOptions = ${json.trim()};\n`, { mode: 0o600 });
console.log("Wrote options.js. Open index.html.");
