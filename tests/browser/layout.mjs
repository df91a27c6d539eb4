// Whether things fit where they stand.

/** The page is never wider than the screen; tables and pictures scroll in frames of their own. */
export function fitsOnScreen(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const inFrame = element.parentElement.closest('.scroll, svg');
      return !inFrame && element.getBoundingClientRect().right > clientWidth + 1;
    });
    const names = wide.slice(0, 3).map((element) => `${element.localName}.${element.className}`);
    return [`the page scrolls sideways, ${scrollWidth} of ${clientWidth} px: ${names.join(', ')}`];
  });
}

/** On a usual screen no table needs to be pushed sideways. */
export function widthOfTables(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('.scroll')]
      .filter((frame) => frame.scrollWidth > frame.clientWidth + 1)
      .map((frame) => `cut at the right, ${frame.scrollWidth} of ${frame.clientWidth} px: ${frame.ariaLabel}`),
  );
}

/** In real fonts the words of each picture lie inside it and not on each other. */
export function pictures(page) {
  return page.evaluate(() => {
    const found = [];
    for (const picture of document.querySelectorAll('svg[role="img"]')) {
      const name = picture.querySelector('title')?.textContent;
      const { left, right, top, bottom } = picture.getBoundingClientRect();
      const words = [...picture.querySelectorAll('text')]
        .filter((text) => text.textContent.trim() !== '')
        .map((text) => ({ text: text.textContent, at: text.getBoundingClientRect() }));
      for (const { text, at } of words) {
        const inside = at.left >= left - 1 && at.right <= right + 1 && at.top >= top - 1 && at.bottom <= bottom + 1;
        if (!inside) found.push(`“${text}” reaches out of the picture “${name}”`);
      }
      words.forEach((one, place) => {
        for (const other of words.slice(place + 1)) {
          const across = Math.min(one.at.right, other.at.right) - Math.max(one.at.left, other.at.left);
          const down = Math.min(one.at.bottom, other.at.bottom) - Math.max(one.at.top, other.at.top);
          // Boxes of lines reach above and below their letters.
          const letters = Math.min(one.at.height, other.at.height) * 0.35;
          if (across > 1 && down > letters) found.push(`“${one.text}” lies on “${other.text}” in the picture “${name}”`);
        }
      });
    }
    return found;
  });
}
