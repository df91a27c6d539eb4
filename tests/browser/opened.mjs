// A page opened from disk, with everything that it complains of or asks for noted down.

import { pathToFileURL } from 'node:url';

/** Opens the page, lets `look` say what is wrong with it, and adds what the page itself said. */
export async function opened(browser, file, { width, height = 900, scheme }, look) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const said = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(`the console says: ${message.text()}`);
  });
  page.on('pageerror', (error) => said.push(`a script failed: ${error.message}`));
  page.on('request', (request) => {
    const asked = request.url().split('#')[0];
    if (asked !== address && !asked.startsWith('data:')) said.push(`asks for ${asked}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`the policy ${event.violatedDirective} forbids ${event.blockedURI}`);
    });
  });
  await page.goto(address);
  const found = await look(page);
  await context.close();
  return [...found, ...said];
}
