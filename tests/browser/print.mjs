// On paper: nothing cut off, nothing dark, headings of tables repeated, few pages.

import { opened } from './opened.mjs';

/** Width of the text at 96 pixels to the inch: the sheet less margins of 16 mm. */
const SHEETS = [
  { format: 'A4', width: Math.floor(((210 - 32) / 25.4) * 96) },
  { format: 'Letter', width: Math.floor(8.5 * 96 - (32 / 25.4) * 96) },
];

/** Pages that a report may have before its appendix. */
const MOST_PAGES = { 'effectiveness.html': 4 };

/** What is wrong with the page on each sheet; asked for by somebody whose screen is dark. */
export async function print(browser, file, name) {
  const found = [];
  for (const { format, width } of SHEETS) {
    const problems = await opened(browser, file, { width, scheme: 'dark' }, async (page) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      return [...(await longLists(page)), ...(await cutOff(page)), ...(await dark(page)), ...(await headings(page)), ...(await pages(page, format, name))];
    });
    found.push(...problems.map((problem) => `printed on ${format}: ${problem}`));
  }
  return found;
}

/** Cases on paper at most; `cases.js` draws no more. */
const MOST_CASES = 1000;

/** Of a long list paper holds more than the screen did, and says so where it does not hold all. */
function longLists(page) {
  return page.evaluate((most) => {
    dispatchEvent(new Event('beforeprint'));
    const found = [];
    for (const box of document.querySelectorAll('.cases-of')) {
      const total = Number(box.dataset.total);
      const printed = box.querySelector('table.cases').tBodies.length;
      if (printed !== Math.min(total, most)) found.push(`${printed} of ${total} cases`);
      const said = box.querySelector('.shown');
      if (said.checkVisibility() !== printed < total) {
        found.push(`that ${printed} of ${total} cases are printed is ${printed < total ? 'not ' : ''}said`);
      }
    }
    return found;
  }, MOST_CASES);
}

/** Whatever reaches over the right edge of the text is lost. */
function cutOff(page) {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth;
    return [...document.querySelectorAll('table, svg, p, dl, h1, h2, h3')]
      .filter((element) => element.getBoundingClientRect().right > edge + 1 && element.checkVisibility())
      .filter((element) => !element.closest('.skip, .spoken') && !element.closest('svg')?.parentElement.closest('table'))
      .map((element) => {
        const name = element.caption?.textContent ?? element.textContent.trim().slice(0, 60);
        return `cut off at the right by ${Math.round(element.getBoundingClientRect().right - edge)} px: ${element.localName} ${name}`;
      });
  });
}

/** Large grounds are light. */
function dark(page) {
  return page.evaluate(() => {
    const found = [];
    for (const element of document.querySelectorAll('html, body, body *:not(svg *)')) {
      const { width, height } = element.getBoundingClientRect();
      const parts = getComputedStyle(element).backgroundColor.match(/[\d.]+/g).map(Number);
      const [red, green, blue, opacity = 1] = parts;
      const light = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
      if (opacity > 0 && light < 0.7 && width * height > 3000 && element.checkVisibility()) {
        found.push(`a dark ground: ${element.localName}.${element.className}`);
      }
    }
    const ink = getComputedStyle(document.body).color.match(/[\d.]+/g).map(Number);
    if (ink[0] + ink[1] + ink[2] > 300) found.push('the text is as light as on a dark screen');
    return found;
  });
}

/** The browser repeats a heading on each page only if it is laid out as one. */
function headings(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('thead')]
      .filter((head) => getComputedStyle(head).display !== 'table-header-group' && head.checkVisibility())
      .map((head) => `headings that are not repeated: ${head.closest('table').caption?.textContent}`),
  );
}

/** Counts pages: all that stands before the appendix, and the first page by itself. */
async function pages(page, format, name) {
  const found = [];
  await page.evaluate(() => document.querySelectorAll('section.appendix, footer').forEach((part) => part.remove()));
  const body = await countPages(page, format);
  const most = MOST_PAGES[name];
  if (most && body > most) found.push(`${body} pages before the appendix; at most ${most}`);
  const hasFirst = await page.evaluate(() => {
    const first = document.querySelector('section.first_page');
    const next = first?.nextElementSibling;
    if (next && getComputedStyle(next).breakBefore !== 'page') return 'the first page does not end where the summary ends';
    document.querySelectorAll('main > section:not(.first_page)').forEach((part) => part.remove());
    return first !== null;
  });
  if (typeof hasFirst === 'string') found.push(hasFirst);
  const summary = hasFirst ? await countPages(page, format) : 1;
  if (summary !== 1) found.push(`the summary takes ${summary} pages`);
  return found;
}

async function countPages(page, format) {
  const pdf = await page.pdf({ format, preferCSSPageSize: false, printBackground: false });
  // Chromium writes the dictionaries of pages uncompressed.
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
}
