// WCAG 2.2 AA as far as axe-core can tell, and its advice on landmarks and headings.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const CONTRAST = 'color-contrast';

/**
 * What has to be asked again on a screen: everything on the first, only contrast where the colours
 * are others, all but contrast where only the width is another. (axe takes seconds a page.)
 */
function rulesFor({ first, sameColours }) {
  const shared = { resultTypes: ['violations'] };
  if (!sameColours) return { ...shared, runOnly: { type: 'rule', values: [CONTRAST] } };
  const rules = { 'target-size': { enabled: true }, [CONTRAST]: { enabled: first } };
  return { ...shared, runOnly: TAGS, rules };
}

/** Violations, each with the first elements that it was found at. */
export async function accessibility(page, screen) {
  // Through the debugger: the policy of the page allows no script to be added.
  await page.evaluate(axe);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), rulesFor(screen));
  return violations.map(({ id, help, nodes }) => {
    const where = nodes.slice(0, 3).map(({ target, any }) => `${target.join(' ')} ${any[0]?.message ?? ''}`);
    return `${id} (${help}), ${nodes.length} times: ${where.join('; ')}`;
  });
}
