import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { generate } from "selfsigned";

/** A certificate for loopback that signs itself. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  /** A file with it, for `NODE_EXTRA_CA_CERTS` of a server that shall trust it. */
  readonly caFile: string;
}

let made: Promise<Certificate> | undefined;

/** This process's certificate; from the first call on, everything in this process trusts it. */
export function loopbackCertificate(): Promise<Certificate> {
  made ??= make();
  return made;
}

async function make(): Promise<Certificate> {
  const DAY_MS = 24 * 60 * 60_000;
  const { cert, private: key } = await generate(
    [{ name: "commonName", value: "emulators of the contact center's tests" }],
    {
      keyType: "ec",
      notAfterDate: new Date(Date.now() + DAY_MS),
      extensions: [
        { name: "basicConstraints", cA: true, critical: true },
        {
          name: "subjectAltName",
          altNames: [
            { type: 7, ip: "127.0.0.1" },
            { type: 2, value: "localhost" },
          ],
        },
      ],
    },
  );
  const caFile = join(mkdtempSync(join(tmpdir(), "emulators-")), "ca.pem");
  writeFileSync(caFile, cert);
  setDefaultCACertificates([...getCACertificates("default"), cert]);
  return { cert, key, caFile };
}
