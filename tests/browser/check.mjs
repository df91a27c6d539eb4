// Opens every page of a folder in Chromium and says what is wrong with it, one line each.
//
//   node check.mjs CHROMIUM FOLDER
//
// Exit status: 0 nothing wrong, 1 something is, 2 the pages could not be opened.

import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { chromium } from 'playwright-core';
import { accessibility } from './accessibility.mjs';
import { keyboard, largeLetters, motion } from './keyboard.mjs';
import { fitsOnScreen, pictures, widthOfTables } from './layout.mjs';
import { print } from './print.mjs';
import { sorting } from './sorting.mjs';
import { opened } from './opened.mjs';

const [executablePath, folder] = process.argv.slice(2);

/** Screens that every page is looked at on: width in pixels and scheme of colours. */
const SCREENS = [
  { width: 1280, scheme: 'light', first: true, sameColours: true },
  { width: 1280, scheme: 'dark' },
  { width: 320, scheme: 'light', sameColours: true },
  { width: 320, scheme: 'dark' },
];

/** Pages of a folder and all folders in it, in order of their names. */
function pagesOf(place) {
  return readdirSync(place, { recursive: true })
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => join(place, name));
}

/** What is wrong with a page on one screen. */
async function onScreen(browser, file, screen) {
  return opened(browser, file, screen, async (page) => {
    const found = await fitsOnScreen(page);
    if (screen.first) {
      found.push(...(await keyboard(page)), ...(await largeLetters(page)), ...(await motion(page)));
    }
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
    });
    found.push(...(await fitsOnScreen(page)), ...(await accessibility(page, screen)));
    if (screen.first) {
      found.push(...(await pictures(page)), ...(await widthOfTables(page)), ...(await sorting(page)));
    }
    return found;
  });
}

async function check(browser, file) {
  const name = relative(folder, file);
  const found = [];
  for (const screen of SCREENS) {
    const problems = await onScreen(browser, file, screen);
    found.push(...problems.map((problem) => `${screen.width} px, ${screen.scheme}: ${problem}`));
  }
  found.push(...(await print(browser, file, basename(file))));
  return found.map((problem) => `${name}: ${problem}`);
}

async function main() {
  const files = pagesOf(folder);
  if (files.length === 0) throw new Error(`no page in ${folder}`);
  // Chromium has no sandbox of its own where everything runs as root, as in a container.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...sandbox, '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage'];
  const browser = await chromium.launch({ executablePath, args });
  const found = [];
  for (const file of files) found.push(...(await check(browser, file)));
  await browser.close();
  for (const problem of found) console.log(problem);
  console.log(`${files.length} pages looked at, ${found.length} problems`);
  return found.length > 0 ? 1 : 0;
}

main().then(
  (status) => process.exit(status),
  (error) => {
    console.error(error);
    process.exit(2);
  },
);
