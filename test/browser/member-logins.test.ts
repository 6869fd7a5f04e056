import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchChromium, openWindow, signIn } from '../support/chromium.ts';
import { type RunningProduct, startProduct } from '../support/running-product.ts';

describe('member logins in Chromium', () => {
  let product: RunningProduct;
  let browser: Browser;
  let home: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchChromium()]);
    home = `${product.url}/console/organization`;
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  it('go from a login permission over members and an authorization into a member', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${home}/login-permissions`);
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'Create login permission' }).click();
    await page.getByLabel('Login permission').fill('Registry reader');
    await page.getByLabel('QcloudTCRReadOnlyAccess').check();
    await expectGoodPage(page);
    await press(page, 'Create');
    await page.getByText('No member has this permission').waitFor();
    await expectGoodPage(page);

    await page.goto(`${home}/member-permissions`);
    await page.getByLabel(/payments-prod/).check();
    await page.getByRole('searchbox').fill('sandbox');
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('Also chosen: 1 member').waitFor();
    await page.getByLabel(/sandbox-01/).check();
    await expectGoodPage(page);
    await press(page, 'Configure permission');
    await page.getByLabel('Registry reader').check();
    await expectGoodPage(page);
    await press(page, 'Next');
    await page.getByText('2 members selected').waitFor();
    await expectGoodPage(page);
    await press(page, 'Complete');
    await page.waitForURL(`${home}/member-permissions`);
    await page.getByRole('link', { name: 'Details payments-prod' }).click();
    await expectGoodPage(page);

    await page.goto(`${home}/member-logins/authorizations`);
    await page.getByRole('link', { name: 'Add authorization' }).click();
    await page.getByLabel(/payments-prod/).check();
    await page.getByLabel(/sandbox-01/).check();
    await press(page, 'Next');
    await page.getByLabel('Login permission').selectOption('Registry reader');
    await page.getByLabel('Authorization policy').fill('registry-readers');
    await expectGoodPage(page);
    await press(page, 'Next');
    await page.getByLabel(/paula\.billing/).check();
    await expectGoodPage(page);
    await press(page, 'Complete');
    await page.getByRole('heading', { name: 'registry-readers' }).waitFor();
    await page.getByText('Unbind').first().click();
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'Authorizations' }).click();
    await expectGoodPage(page);

    await page.goto(`${home}/member-logins?q=payments-prod`);
    await expectGoodPage(page);
    await page.getByLabel(/Log in to payments-prod/).selectOption('Registry reader');
    await press(page, 'Log in payments-prod');
    await page.waitForURL(`${product.url}/account-console`);
    expect(await page.getByText('OrganizationLoginPermission-1003', { exact: true }).count()).toBeGreaterThan(
      0,
    );
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('delete what is not needed, and say what stands in the way', async () => {
    const { page, context } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${home}/member-permissions?q=payments-prod`);
    await page.getByLabel(/payments-prod/).check();
    await press(page, 'Delete permission');
    await page.getByLabel('Registry reader').check();
    await expectGoodPage(page);
    await press(page, 'Delete');
    await page.getByText('registry-readers').waitFor();
    await expectGoodPage(page);
    await context.close();
  });

  it('keep contacts and delegated administrators', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${home}/member-contacts`);
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'payments-prod' }).click();
    await page.getByLabel('Name').fill('Ann Lee');
    await page.getByLabel('E-mail').fill('ann@example.com');
    await expectGoodPage(page);
    await press(page, 'Add contact');
    await page.getByText('Not confirmed').waitFor();
    await page.locator('summary', { hasText: 'Confirm' }).click();
    await expectGoodPage(page);
    await press(page, 'Confirm Ann Lee');
    await page.getByText('Confirmed', { exact: true }).waitFor();

    await page.goto(`${home}/delegated-administrators`);
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'Add delegated administrator Config' }).click();
    await page.getByLabel(/log-archive/).check();
    await expectGoodPage(page);
    await press(page, 'Next');
    await page.getByLabel('Some departments and members').check();
    await page.getByRole('searchbox').fill('Storefront');
    await press(page, 'Search');
    await page.getByLabel('Storefront').check();
    await expectGoodPage(page);
    await press(page, 'Complete');
    await page.getByRole('link', { name: 'Change scope log-archive' }).waitFor();
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
