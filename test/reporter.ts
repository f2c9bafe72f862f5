import Mocha from "mocha";

const { EVENT_RUN_END, EVENT_SUITE_BEGIN, EVENT_SUITE_END, EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/** Why a test was skipped, set by `needs` (test/needs.ts). */
export const skipReasons = new WeakMap<Mocha.Runnable, string>();

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

/** One line per top-level suite with its time, failures in full, and `N passed, N failed, N skipped` as the last line. */
export default class Reporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const total: Tally = { passed: 0, failed: 0, skipped: 0 };
    const reasons = new Map<string, number>();
    let suite: Tally = { ...total };
    let began = 0;
    const count = (key: keyof Tally) => {
      total[key]++;
      suite[key]++;
    };

    runner.on(EVENT_SUITE_BEGIN, (entered) => {
      if (!entered.parent?.root) return;
      suite = { passed: 0, failed: 0, skipped: 0 };
      began = performance.now();
    });
    runner.on(EVENT_TEST_PASS, () => count("passed"));
    runner.on(EVENT_TEST_FAIL, (test, error) => {
      count("failed");
      console.log(`  ✗ ${test.fullTitle()}: ${error.message}`);
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      count("skipped");
      const reason = reasonOf(test);
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    });
    runner.on(EVENT_SUITE_END, (left) => {
      if (!left.parent?.root) return;
      const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(6);
      console.log(`${suite.failed > 0 ? "✗" : "✓"} ${seconds} s  ${left.title}  ${describe(suite)}`);
    });
    runner.on(EVENT_RUN_END, () => {
      // The base class prints every failure with its stack and difference.
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
      for (const [reason, times] of reasons) console.log(`skipped ${times}: ${reason}`);
      console.log(`\n${((this.stats.duration ?? 0) / 1000).toFixed(1)} s`);
      console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
    });
  }
}

function reasonOf(test: Mocha.Test): string {
  for (let at: Mocha.Suite | undefined = test.parent; at; at = at.parent) {
    const hook = at.ctx?.runnable?.();
    const reason = skipReasons.get(test) ?? (hook && skipReasons.get(hook));
    if (reason) return reason;
  }
  return `${test.fullTitle()} gives no reason`;
}

function describe(tally: Tally): string {
  const words = [`${tally.passed} passed`];
  if (tally.failed > 0) words.push(`${tally.failed} failed`);
  if (tally.skipped > 0) words.push(`${tally.skipped} skipped`);
  return words.join(", ");
}
