import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";

/** A certificate made for one run. The key stays in memory. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** A PEM file with the certificate, for clients to trust. */
  readonly caFile: string;
  remove(): void;
}

type Name = { type: 2; value: string } | { type: 7; ip: string };

function nameOf(host: string): Name {
  return isIP(host) ? { type: 7, ip: host } : { type: 2, value: host };
}

/** Makes a certificate for loopback and the given host. */
export async function makeCertificate(host: string): Promise<Certificate> {
  const names = [...new Set(["127.0.0.1", "::1", "localhost", host])].map(nameOf);
  const made = await generate([{ name: "commonName", value: "pulumi-im-emulator" }], {
    keySize: 2048,
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, keyEncipherment: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: names },
    ],
  });
  const folder = mkdtempSync(join(tmpdir(), "pulumi-im-emulator-"));
  const caFile = join(folder, "ca.pem");
  writeFileSync(caFile, made.cert, { mode: 0o600 });
  return {
    key: made.private,
    cert: made.cert,
    caFile,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
