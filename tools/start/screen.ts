import type { Writable } from "node:stream";

/** Where a person follows what happens: a bar that is redrawn on a terminal, plain lines elsewhere. */
export interface Screen {
  say(line: string): void;
  /** Opens a progress bar. `total` is in the units of `update`; 0 when it is not known. */
  progress(label: string, total: number, unit: "MB" | "items"): Progress;
}

export interface Progress {
  update(done: number): void;
  /** Ends the bar; the line that stays says whether it came to its end. */
  end(complete: boolean): void;
}

/** Terminal columns of the bar itself. */
const width = 24;
/** Share of the whole between two plain lines, where there is no terminal. */
const plainStep = 0.25;

/** A screen on `output`. `tty` decides between a redrawn bar and plain lines. */
export function screenOn(output: Writable, tty: boolean): Screen {
  const line = (text: string) => output.write(`${text}\n`);
  return {
    say: line,
    progress: (label, total, unit) => (tty ? redrawn(output, label, total, unit) : plain(line, label, total, unit)),
  };
}

function redrawn(output: Writable, label: string, total: number, unit: "MB" | "items"): Progress {
  let done = 0;
  let drawnAt = 0;
  const draw = () => {
    const filled = total > 0 ? Math.min(width, Math.round((done / total) * width)) : 0;
    output.write(`\r\x1b[K${label}  ${"█".repeat(filled)}${"░".repeat(width - filled)}  ${amount(done, total, unit)}`);
    drawnAt = performance.now();
  };
  draw();
  return {
    update(value) {
      done = value;
      // Ten frames a second are enough to the eye and cost nothing.
      if (performance.now() - drawnAt > 100) draw();
    },
    end(complete) {
      if (complete) done = Math.max(done, total);
      draw();
      output.write("\n");
    },
  };
}

function plain(line: (text: string) => void, label: string, total: number, unit: "MB" | "items"): Progress {
  let done = 0;
  let next = plainStep;
  line(`${label}: begins${total > 0 ? `, ${quantity(total, unit)}` : ""}`);
  return {
    update(value) {
      done = value;
      if (total === 0 || done / total < next || done >= total) return;
      line(`${label}: ${amount(done, total, unit)}`);
      while (next <= done / total) next += plainStep;
    },
    end: (complete) => line(complete ? `${label}: done` : `${label}: stopped at ${quantity(done, unit)}`),
  };
}

function amount(done: number, total: number, unit: "MB" | "items"): string {
  return total > 0 ? `${Math.floor((done / total) * 100)} % of ${quantity(total, unit)}` : quantity(done, unit);
}

function quantity(value: number, unit: "MB" | "items"): string {
  return unit === "MB" ? `${(value / 1e6).toFixed(1)} MB` : value.toLocaleString("en-US");
}
