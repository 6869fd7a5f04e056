import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const launchChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking'],
  });

/** A window that remembers what went wrong in it: errors, refused scripts and styles, failed loads. */
export async function openWindow(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 40[13]/.test(message.text()))
      complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** From the login page through the demo identity provider. */
export async function logIn(page: Page, base: string, userName: string): Promise<void> {
  await page.goto(`${base}/northwind/login`);
  await page.locator('form[action="/saml/northwind/login"] button').click();
  await page.fill('input[name=userName]', userName);
  await page.fill('input[name=password]', 'northwind-demo');
  await Promise.all([page.waitForURL(`${base}/**`), page.getByRole('button', { name: 'Sign in' }).click()]);
}

/** The root user at the console’s own sign-in. */
export async function signIn(page: Page, base: string, password = 'northwind-root-demo'): Promise<void> {
  await page.goto(`${base}/console/sign-in`);
  await page.fill('input[name=email]', 'root@northwind.example');
  await page.fill('input[name=password]', password);
  await Promise.all([page.waitForURL('**/console'), page.getByRole('button', { name: 'Sign in' }).click()]);
}

/** axe-core finds nothing, light and dark, and nothing sticks out to the side of a telephone. */
export async function expectGoodPage(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await axeFindings(page), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  const before = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 390, height: 800 });
  const overflow = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow, `${page.url()} sticks out by ${overflow} px at 390 px`).toBeLessThanOrEqual(0);
  expect(await axeFindings(page), `${page.url()} at 390 px`).toEqual([]);
  await page.setViewportSize(before);
}

interface AxeResults {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
  passes: unknown[];
}

/** Through the debugger, because the page's own policy rightly refuses foreign scripts. */
async function axeFindings(page: Page): Promise<string[]> {
  const session = await (page.context() as BrowserContext).newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axeSource });
  const { result } = await session.send('Runtime.evaluate', {
    expression: 'axe.run(document, { resultTypes: ["violations"] })',
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  const { violations, passes } = result.value as AxeResults;
  expect(passes.length).toBeGreaterThan(5);
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} (${node.failureSummary})`).join(' | ')}`,
  );
}
