// Tables that can be sorted: their buttons do it, and say so.

/** Presses each button of each table twice. */
export async function sorting(page) {
  const found = [];
  const tables = await page.locator('table:has(thead th button)').all();
  for (const table of tables) {
    const buttons = await table.locator('thead th button').all();
    for (const button of buttons) {
      if (!(await button.isVisible())) continue;
      found.push(...(await pressed(table, button)));
    }
  }
  return found;
}

async function pressed(table, button) {
  const name = (await button.textContent()).trim();
  const heading = button.locator('xpath=ancestor::th');
  const said = [];
  const orders = [];
  for (let time = 0; time < 2; time += 1) {
    await button.click();
    said.push(await heading.getAttribute('aria-sort'));
    orders.push(await cells(heading));
  }
  const found = [];
  if ([...said].sort().join() !== 'ascending,descending') {
    found.push(`the button “${name}” sets aria-sort to ${said.join(', then ')}`);
  }
  const sorted = await table.locator('thead th[aria-sort=ascending], thead th[aria-sort=descending]').count();
  if (sorted !== 1) found.push(`${sorted} columns say that they are sorted after “${name}”`);
  const distinct = new Set(orders[0]).size;
  if (distinct > 1 && orders[0].join() === orders[1].join()) {
    found.push(`the button “${name}” leaves the rows as they are`);
  }
  return found;
}

/** The cells of a column as they stand; rows of other shapes go with those above them. */
function cells(heading) {
  return heading.evaluate((cell) => {
    const headings = cell.parentElement.cells.length;
    return [...cell.closest('table').querySelectorAll('tbody tr')]
      .filter((row) => row.cells.length === headings && row.checkVisibility())
      .map((row) => row.cells[cell.cellIndex].textContent.trim());
  });
}
