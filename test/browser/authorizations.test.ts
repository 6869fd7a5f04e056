import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchChromium, logIn, openWindow, signIn } from '../support/chromium.ts';
import { type RunningProduct, startProduct } from '../support/running-product.ts';

describe('permission configurations, authorization and synchronization in Chromium', () => {
  let product: RunningProduct;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

  it('a configuration is made, authorized in steps, deployed again, and let go', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/permission-configurations`);
    await follow(page, 'Create permission configuration');
    await expectGoodPage(page);
    await page.getByLabel('Name', { exact: false }).first().fill('Night-watch');
    await press(page, 'Create and choose policies');
    await page.waitForURL('**/edit');
    await page.getByLabel(/^ReadOnlyAccess/).check();
    await press(page, 'Show what changes');
    await expectGoodPage(page);
    await press(page, 'Save');
    await page.getByRole('heading', { name: 'Night-watch' }).waitFor();
    await expectGoodPage(page);
    const configuration = page.url();

    await page.goto(`${product.url}/console/authorizations`);
    await press(page, 'Authorize');
    await page.getByRole('searchbox').fill('payments-dev');
    await press(page, 'Search');
    await page.getByLabel(/payments-dev/).check();
    await expectGoodPage(page);
    await press(page, 'Next');
    await page.waitForURL('**/principals');
    await page.getByRole('searchbox').fill('newcomer');
    await press(page, 'Search');
    await page.getByLabel(/newcomer/).check();
    await press(page, 'Next');
    await page.waitForURL('**/configurations');
    await page.getByLabel(/Night-watch/).check();
    await press(page, 'Next');
    await page.waitForURL('**/review');
    await expectGoodPage(page);
    await press(page, 'Submit 1 authorization');
    await page.getByText('All tasks have succeeded.').waitFor();
    await expectGoodPage(page);

    await page.goto(`${configuration}/deployments`);
    await expectGoodPage(page);
    await press(page, /^Deploy again/);
    await page.waitForURL('**/tasks?taskType=ProvisionRoleConfiguration**');
    await expectGoodPage(page);
    await page.goto(`${configuration}/deployments`);
    await follow(page, 'Undeploy Night-watch, payments-dev');
    await page.getByText('newcomer').first().waitFor();
    await expectGoodPage(page);
    await page.locator('form[action$="/undeployment"] button').last().click({ force: true });
    await page.waitForURL('**/tasks?q=**');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('people are synchronized into an account, after a warning about passwords', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/cam-user-synchronizations/new`);
    await page.getByRole('searchbox').fill('newcomer');
    await press(page, 'Search');
    await page.getByLabel(/newcomer/).check();
    await expectGoodPage(page);
    await press(page, 'Next');
    await page.getByLabel(/sandbox-01/).check();
    await press(page, 'Next');
    await page.getByText('nobody signs in to the console there with a password').waitFor();
    await expectGoodPage(page);
    await press(page, 'Synchronize');
    await page.waitForURL('**/tasks?taskType=StartProvisioning');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('somebody sees where they are signed in, and signs out everywhere', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await logIn(page, product.url, 'ada.lovelace');
    await page.goto(`${product.url}/northwind/go/100000000007?role=Developer`);
    await page.waitForURL('**/account-console');
    await page.goto(`${product.url}/northwind/accounts`);
    await follow(page, 'Sessions');
    await page.getByText('TencentCloudSSO-Developer').waitFor();
    await expectGoodPage(page);

    await page.getByText('Sign out everywhere').first().click();
    await press(page, 'Sign out everywhere');
    await page.waitForURL(/signed-out|sso|slo|logout/);
    await page.goto(`${product.url}/account-console`);
    await page.waitForLoadState();
    expect(await page.getByText('TencentCloudSSO-Developer').count()).toBe(0);
    await page.goto(`${product.url}/northwind/accounts`);
    expect(page.url()).toContain('/northwind/login');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
