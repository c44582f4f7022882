import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for a database, and a way to let it run out of room while a process writes there. */
export interface TightFolder {
  readonly path: string;
  /** From now on this process cannot write there. */
  fill(pid: number): void;
  free(pid: number): void;
  remove(): void;
}

/** One way to run out of room; `make` throws where the system does not let us go it. */
export interface WayToBeFull {
  readonly name: string;
  make(): TightFolder;
}

/** Larger than the database of a test and its log of writes. */
const TMPFS_SIZE = "24m";

/** A small file system of its own, filled to the last byte: the kernel says ENOSPC. Needs the right to mount. */
const smallFileSystem: WayToBeFull = {
  name: "a file system that is full",
  make() {
    const path = mkdtempSync(join(tmpdir(), "contact-center-full-"));
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${TMPFS_SIZE}`, "tmpfs", path], QUIET);
    const filler = join(path, "filler");
    return {
      path,
      fill: () => fillUp(filler),
      free: () => rmSync(filler),
      remove() {
        execFileSync("umount", [path], QUIET);
        rmSync(path, { recursive: true });
      },
    };
  },
};

/** A limit on the size of files that the process may write: the kernel says EFBIG. Needs `prlimit`, which Linux has. */
const fileSizeLimit: WayToBeFull = {
  name: "a disk that refuses every write",
  make() {
    const path = mkdtempSync(join(tmpdir(), "contact-center-full-"));
    const limit = (pid: number, bytes: string): void =>
      void execFileSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`], QUIET);
    limit(process.pid, "unlimited");
    return {
      path,
      fill: (pid) => limit(pid, "0"),
      free: (pid) => limit(pid, "unlimited"),
      remove: () => rmSync(path, { recursive: true }),
    };
  },
};

const QUIET = { stdio: "pipe" } as const;

/** Every way there is. */
export const waysToBeFull: readonly WayToBeFull[] = [smallFileSystem, fileSizeLimit];

/** Why this way cannot be gone here; undefined when it can. */
export function whyNot(make: WayToBeFull["make"]): string | undefined {
  try {
    make().remove();
    return undefined;
  } catch (thrown) {
    return String(thrown).split("\n")[0];
  }
}

function fillUp(file: string): void {
  for (const bytes of [1 << 20, 1 << 12, 1]) {
    const piece = Buffer.alloc(bytes);
    try {
      for (;;) writeFileSync(file, piece, { flag: "a" });
    } catch (thrown) {
      const isFull = thrown instanceof Error && "code" in thrown && thrown.code === "ENOSPC";
      if (!isFull) throw thrown;
    }
  }
}
