import { DatabaseSync } from "node:sqlite";
import { quantile } from "./quantile.ts";

const SAMPLES = 500;

/** What the disk itself takes: a plain insert of 1 KB and its commit, WAL, synchronous=FULL, in milliseconds. */
export function measureFsyncFloor(file: string): { p50: number; p99: number } {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE floor (body TEXT)");
  const insert = db.prepare("INSERT INTO floor (body) VALUES (?)");
  const body = "x".repeat(1_024);
  const samples = Array.from({ length: SAMPLES }, () => {
    const startedAt = performance.now();
    insert.run(body);
    return performance.now() - startedAt;
  });
  db.close();
  return { p50: quantile(samples, 0.5), p99: quantile(samples, 0.99) };
}
