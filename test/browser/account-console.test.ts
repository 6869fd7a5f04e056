import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchChromium, openWindow } from '../support/chromium.ts';
import { type RunningProduct, startProduct } from '../support/running-product.ts';

describe('the account console in Chromium', () => {
  let product: RunningProduct;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const go = (page: Page, path: string) => page.goto(`${product.url}/account-console${path}`);

  async function signIn(page: Page): Promise<void> {
    await go(page, '/sign-in?as=root');
    await page.fill('input[name=email]', 'root@northwind.example');
    await page.fill('input[name=password]', 'northwind-root-demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/account-console');
  }

  it('makes a user, lets it do something, and reads well in light, dark and on a telephone', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page);
    await expectGoodPage(page);

    await page.getByRole('link', { name: 'Users', exact: true }).first().click();
    await page.getByRole('link', { name: 'New user' }).click();
    await page.getByLabel('User name').fill('ann.night');
    await page.getByLabel('Allow console access').check();
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'Keep these now' }).waitFor();
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await page.getByRole('link', { name: 'Attach policies' }).click();
    await page.getByRole('button', { name: 'Attach ReadOnlyAccess' }).click();
    await page.getByText('Attached', { exact: true }).waitFor();
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'ReadOnlyAccess' }).waitFor();
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('shows what is wrong with a policy at its place, and who manages what was deployed', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page);
    await go(page, '/policies/new');
    await page.getByLabel('Policy name').fill('Broken');
    await page
      .getByLabel('Policy document')
      .fill('{\n  "version": "2.0",\n  "statement": [{ "effect": 1 }]\n}');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'What is wrong with the policy' }).waitFor();
    expect(await page.getByText('Line 3', { exact: false }).count()).toBeGreaterThan(0);
    await expectGoodPage(page);

    await go(page, '/roles/TencentCloudSSO-Administrator');
    expect(await page.getByText('Identity Center manages this role').count()).toBe(1);
    await expectGoodPage(page);
    for (const path of ['/roles', '/roles/new?for=document', '/policies', '/policies/1', '/security']) {
      await go(page, path);
      await expectGoodPage(page);
    }
    await go(page, '/service-roles/CM_QCSRole/authorization?service=monitor.cloud.tencent.com');
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Grant' }).click();
    await page.getByText('The service is authorized.').waitFor();
    await expectGoodPage(page);
    expect(complaints.filter((complaint) => !complaint.includes('400'))).toEqual([]);
    await context.close();
  });
});
