import type { Vendor } from "../cloud/vendor";
import type { CallEntry } from "../surroundings/call-log";

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function row(cells: readonly (string | number | undefined)[]): string {
  return `<tr>${cells.map((cell) => `<td>${escapeHtml(String(cell ?? ""))}</td>`).join("")}</tr>`;
}

/** A page for people: how much there is, and what was called last. */
export function consolePage(vendors: readonly Vendor[], lastCalls: readonly CallEntry[], now: number): string {
  const counts = vendors.flatMap((vendor) =>
    Object.entries(vendor.counts()).map(([kind, number]) => row([vendor.name, kind, number])),
  );
  const calls = lastCalls.map((one) =>
    row([one.seq, one.at, one.vendor, one.call, one.status || "dropped", one.code, one.desc, one.fault, one.ms]),
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>pulumi-im-emulator</title>
<style>
body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; margin-bottom: 2rem; }
td, th { border-bottom: 1px solid #ccc; padding: 2px 12px 2px 0; text-align: left; }
</style></head>
<body>
<h1>pulumi-im-emulator</h1>
<p>Emulator time ${new Date(now).toISOString()}</p>
<table><tr><th>vendor</th><th>kind</th><th>number</th></tr>${counts.join("")}</table>
<h2>Last calls</h2>
<table><tr><th>seq</th><th>at</th><th>vendor</th><th>call</th><th>status</th><th>code</th><th>text</th><th>fault</th><th>ms</th></tr>${calls.join("")}</table>
</body>
</html>
`;
}
