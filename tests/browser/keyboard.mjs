// Without a mouse, with large letters, without motion.

/** How far the tabulator key is pressed. */
const MOST_STOPS = 200;

/** Where the focus is: its place among all elements, and whether it can be seen there. */
const focused = () => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return {
    name: `${element.localName} “${(element.ariaLabel ?? element.textContent).trim().slice(0, 40)}”`,
    place: [...document.querySelectorAll('*')].indexOf(element),
    ringed: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
    inSight: right > 0 && left < innerWidth && bottom > 0 && top < innerHeight,
  };
};

/** The focus goes through the page in its order, and is seen wherever it is. */
export async function keyboard(page) {
  const found = [];
  // Else the page would still be scrolling towards the focus.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() => scrollTo(0, 0));
  let before = -1;
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(focused);
    if (at === null) break;
    if (stop === 0 && !at.name.startsWith('a “Skip')) found.push(`the first stop is ${at.name}, not the way past the contents`);
    if (!at.ringed) found.push(`no ring around the focus on ${at.name}`);
    if (!at.inSight) found.push(`the focus is out of sight on ${at.name}`);
    if (at.place <= before) found.push(`the focus goes back to ${at.name}`);
    before = at.place;
  }
  if (before < 0) found.push('nothing can be reached by keyboard');
  found.push(...(await folds(page)), ...(await filters(page)));
  await page.emulateMedia({ reducedMotion: null });
  return found;
}

/** What is folded opens and closes by the Enter key. */
async function folds(page) {
  const summary = page.locator('summary').first();
  if ((await summary.count()) === 0) return [];
  const isOpen = () => summary.evaluate((one) => one.parentElement.open);
  const before = await isOpen();
  await summary.press('Enter');
  const after = await isOpen();
  await summary.press('Enter');
  return before !== after && before === (await isOpen()) ? [] : ['the Enter key does not unfold what is folded'];
}

/** A choice leaves fewer cases, says how many, and all come back. */
async function filters(page) {
  const found = [];
  for (const box of await page.locator('.cases-of:has(form.choice)').all()) {
    const count = () => box.locator('table.cases > tbody').count();
    const said = () => box.locator('.shown').textContent();
    const [all, saidOfAll] = [await count(), await said()];
    const text = box.locator('form.choice input');
    await text.focus();
    await page.keyboard.type('no such words anywhere');
    if ((await count()) !== 0) found.push(`${await count()} cases have words that nobody wrote`);
    if (!(await said()).startsWith('0 of ')) found.push(`of no cases it is said “${await said()}”`);
    await box.locator('form.choice button[type=reset]').press('Enter');
    await page.waitForTimeout(50);
    if ((await count()) !== all || (await said()) !== saidOfAll) found.push(`${await count()} of ${all} cases are back after “Show all”`);
  }
  return found;
}

/** Letters twice as large (WCAG 1.4.4) push nothing out of the page and hide none of its words. */
export async function largeLetters(page) {
  const found = await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`with letters twice as large the page scrolls sideways, ${scrollWidth} of ${clientWidth} px`] : [];
    const cut = [...document.querySelectorAll('h1, h2, h3, p, li, dt, dd, th, td, summary, button')]
      .filter((element) => element.checkVisibility() && !element.closest('.spoken, .contents-title'))
      .filter((element) => getComputedStyle(element).overflow !== 'visible' && element.scrollHeight > element.clientHeight + 1)
      .map((element) => `with letters twice as large words are cut off: ${element.textContent.trim().slice(0, 40)}`);
    document.documentElement.style.fontSize = '';
    return [...wide, ...cut];
  });
  return found;
}

/** Who asks for less motion gets none. */
export async function motion(page) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const moving = await page.evaluate(() => {
    const moves = (element) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
      return animationName !== 'none' || parseFloat(transitionDuration) > 0 || scrollBehavior === 'smooth';
    };
    return [...document.querySelectorAll('*')].filter(moves).map((element) => element.localName);
  });
  await page.emulateMedia({ reducedMotion: null });
  return moving.length > 0 ? [`moves where less motion is asked for: ${moving.slice(0, 3).join(', ')}`] : [];
}
