import { getOS } from "mongodb-memory-server-core/lib/util/getos/index.js";
import { MongoBinaryDownload } from "mongodb-memory-server-core/lib/util/MongoBinaryDownload.js";
import { sentence } from "../problem.ts";
import type { Report } from "./download.ts";

/** The library's downloader, with its progress as lines of JSON. Run as `downloader.ts VERSION FOLDER` by download.ts. */
class ReportingDownload extends MongoBinaryDownload {
  override printDownloadProgress(chunk: { length: number }): void {
    this.dlProgress.current += chunk.length;
    const now = performance.now();
    if (now - this.dlProgress.lastPrintedAt < 100) return;
    this.dlProgress.lastPrintedAt = now;
    report({ loaded: this.dlProgress.current, of: this.dlProgress.length });
  }
}

function report(line: Report): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const [version, folder] = process.argv.slice(2);
if (!version || !folder) throw new Error("usage: downloader.ts VERSION FOLDER");
try {
  const download = new ReportingDownload({ version, downloadDir: folder, checkMD5: true, os: await getOS() });
  report({ file: await download.getMongodPath() });
} catch (error) {
  report({ failed: sentence(error).replaceAll(/\s+/g, " ") });
  process.exitCode = 1;
}
