import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchChromium, openWindow } from '../support/chromium.ts';
import { type Collector, startCollector, webhookSecret } from '../support/collector.ts';
import { type RunningProduct, startProduct } from '../support/running-product.ts';

/** Long enough for a busy machine; it does not wait when it is there. */
const untilItIsThere = { timeout: 60_000 };

describe('audit in Chromium', () => {
  let product: RunningProduct;
  let browser: Browser;
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector();
    const env = { TRACKING_PRIVATE_HOSTS: 'localhost' };
    [product, browser] = await Promise.all([startProduct({ env }), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
    await collector.stop();
  });

  async function signIn(page: Page, password = 'northwind-root-demo'): Promise<void> {
    await page.goto(`${product.url}/console/sign-in`);
    await page.fill('input[name=email]', 'root@northwind.example');
    await page.fill('input[name=password]', password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForLoadState();
  }

  it('a refused sign-in is found, looked at and exported', async () => {
    const { page, complaints } = await openWindow(browser, { acceptDownloads: true });
    await signIn(page, 'a wrong password');
    await signIn(page);
    await expect
      .poll(async () => {
        await page.goto(`${product.url}/console/audit?outcome=refused`);
        return page.getByRole('link', { name: 'SignIn' }).count();
      }, untilItIsThere)
      .toBeGreaterThan(0);
    await expectGoodPage(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as CSV' }).click();
    expect((await download).suggestedFilename()).toMatch(/^audit-records-up-to-\d+\.csv$/);

    await page.getByRole('link', { name: 'SignIn' }).first().click();
    await page.waitForURL('**/console/audit/*');
    expect(await page.getByText('sts:SignIn').count()).toBeGreaterThan(0);
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
  });

  it('a tracking set is created, tried, and catches up with what happened', async () => {
    const { page, complaints } = await openWindow(browser);
    await signIn(page);
    for (const kind of ['bucket', 'folder', 'webhook']) {
      await page.goto(`${product.url}/console/tracking-sets/new?kind=${kind}`);
      await expectGoodPage(page);
    }
    await page.getByLabel('Name').fill('collector');
    await page.getByLabel('Address').fill(`${collector.url}/hook`);
    await page.getByLabel('Signing secret').fill(webhookSecret);
    await page.getByLabel('Start').selectOption('true');
    await page.getByRole('button', { name: 'Create tracking set' }).click();
    await page.waitForURL('**/console/tracking-sets/ts-*');
    await page.getByRole('button', { name: 'Test delivery' }).click();
    await page.getByText('The test delivery arrived').waitFor();
    await expectGoodPage(page);

    await expect
      .poll(
        async () => {
          await page.reload();
          return page.getByText('0 records').count();
        },
        { timeout: 20_000 },
      )
      .toBe(1);
    expect(collector.received.map(({ problem }) => problem).filter(Boolean)).toEqual([]);
    await page.goto(`${product.url}/console/tracking-sets`);
    await expectGoodPage(page);
    await page.goto(`${product.url}/console/audit`);
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
  });
});
