// How long a page takes to open from disk, in milliseconds, best of some times.
//
//   node opening.mjs CHROMIUM FILE [TIMES]
//
// `loaded`: from the start of navigation to the end of the load event. `ready`: until what is
// focused by then has been drawn, with the time that it takes to drive the browser.

import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [executablePath, file, times = '5'] = process.argv.slice(2);

async function once(browser) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const start = Date.now();
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
  await page.evaluate(() => document.querySelector('input, summary, a')?.focus());
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  const ready = Date.now() - start;
  const loaded = await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
  await context.close();
  return { loaded: Math.round(loaded), ready };
}

const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath, args: [...sandbox, '--disable-gpu'] });
const all = [];
for (let time = 0; time < Number(times); time += 1) all.push(await once(browser));
await browser.close();
const best = (name) => Math.min(...all.map((one) => one[name]));
console.log(`loaded ${best('loaded')} ms, ready ${best('ready')} ms (best of ${times})`);
