import { randomBytes } from "node:crypto";
import type { Files, StoredFile } from "../core/stores.ts";
import { one, run } from "./sql.ts";
import type { Sql } from "./sql.ts";

interface FileRow {
  id: string;
  token: string;
  mime_type: string;
  file_name: string;
  bytes: string;
}

/** How long a provider may fetch a file by its token. */
const FETCHED_WITHIN_MS = 24 * 60 * 60_000;

/** Files that people send to customers. */
export function makeFiles(sql: Sql, newId: () => string): Files {
  return {
    keep: (file) => {
      const [id, token] = [newId(), randomBytes(32).toString("base64url")];
      return sql.transaction(function* () {
        yield* run(
          `INSERT INTO files (id, token, mime_type, file_name, bytes, created_at) VALUES ($1, $2, $3, $4, $5, ${sql.now})`,
          id,
          token,
          file.mimeType,
          file.fileName,
          Buffer.from(file.bytes).toString("base64"),
        );
        return id;
      });
    },

    load: (id) =>
      sql.read(function* () {
        const row = yield* one<FileRow>("SELECT * FROM files WHERE id = $1", id);
        return row && toFile(row);
      }),

    findByToken: (token) =>
      sql.read(function* () {
        const row = yield* one<FileRow>(
          `SELECT * FROM files WHERE token = $1 AND created_at > ${sql.now} - ${FETCHED_WITHIN_MS}`,
          token,
        );
        return row && toFile(row);
      }),
  };
}

function toFile(row: FileRow): StoredFile {
  const { id, token, mime_type: mimeType, file_name: fileName } = row;
  return { id, token, mimeType, fileName, bytes: Buffer.from(row.bytes, "base64") };
}
