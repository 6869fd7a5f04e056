import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchChromium, openWindow, signIn } from '../support/chromium.ts';
import { type RunningProduct, startProduct } from '../support/running-product.ts';

describe('authorizations in departments, from files and many at once in Chromium', () => {
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

  it('a department is authorized until a day, its accounts inherit it, and it is taken away there', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/authorizations/departments`);
    await page.getByText('No authorizations in departments').waitFor();
    await expectGoodPage(page);
    await press(page, 'Authorize');
    await page.waitForURL('**/accounts');
    await press(page, /Production/);
    await page.getByRole('heading', { name: 'Authorize in the department Production instead' }).waitFor();
    await expectGoodPage(page);
    await press(page, 'Choose this department');
    await page.waitForURL('**/principals');
    await page.getByLabel(/newcomer/).check();
    await press(page, 'Next');
    await page.waitForURL('**/configurations');
    await page.getByLabel(/^Auditor/).check();
    await press(page, 'Next');
    await page.waitForURL('**/review');
    await page.getByLabel('Ends').fill('2099-01-01T00:00');
    await press(page, 'Submit 1 authorization in the department');
    await page.getByText('Nothing is submitted yet.').waitFor();
    await expectGoodPage(page);
    await press(page, 'Submit 1 authorization in the department');
    await page.getByText('All tasks have succeeded.').waitFor();

    await page.goto(`${product.url}/console/authorizations/accounts/100000000003`);
    const row = page.locator('tr', { hasText: 'newcomer' });
    await row.getByText('From the department Production').waitFor();
    expect(await row.innerText()).toContain('until Jan 1, 2099');
    expect(await row.getByRole('checkbox').count()).toBe(0);
    await expectGoodPage(page);
    await row.getByRole('link', { name: /^To the department/ }).click();
    await page.getByRole('heading', { name: 'Remove an authorization' }).waitFor();
    await expectGoodPage(page);
    await press(page, 'Remove');
    await page.getByText('No authorizations in departments').waitFor();
    await page.goto(`${product.url}/console/authorizations/accounts/100000000003`);
    expect(await page.locator('tr', { hasText: 'newcomer' }).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a file shows its plan with every error, and only then authorizes', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/authorizations`);
    await follow(page, 'Import');
    await expectGoodPage(page);
    const file = [
      'principalType,principalName,accountUin,roleConfiguration',
      'User,newcomer,100000000007,Auditor',
      'User,nobody-at-all,100000000007,Auditor',
    ].join('\n');
    await page.getByLabel('The file', { exact: true }).fill(file);
    await page.getByLabel(/^It is taken away/).check();
    await press(page, 'Show the plan');
    await page.getByText('The file has lines with errors: 1').waitFor();
    expect(await page.getByRole('button', { name: 'Apply' }).count()).toBe(0);
    await expectGoodPage(page);
    await follow(page, 'Another file');
    await page.getByLabel('The file', { exact: true }).fill(file);
    await press(page, 'Show the plan');
    await page.getByText('Auditor is gained: people up to 1, accounts 1').waitFor();
    await page.getByText('There is no such user or group').waitFor();
    await expectGoodPage(page);
    await press(page, 'Apply');
    await page.getByText('All tasks have succeeded.').waitFor();

    await page.goto(`${product.url}/console/authorizations/accounts/100000000007`);
    await page
      .locator('tr', { hasText: 'newcomer' })
      .getByRole('link', { name: 'Auditor' })
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('what is ticked in an account ends after a page that says so, and the rest stays', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    const account = `${product.url}/console/authorizations/accounts/100000000004`;
    await page.goto(account);
    const names = await page.locator('td a.strong').allInnerTexts();
    expect(names.length).toBeGreaterThan(2);
    await page.getByRole('checkbox').nth(0).check();
    await page.getByRole('checkbox').nth(1).check();
    await press(page, /^Replace the permission configuration/);
    await page.getByRole('heading', { name: 'Replace the permission configuration' }).waitFor();
    await expectGoodPage(page);
    await press(page, 'Replace 2 authorizations');
    expect(page.url()).toContain('go=replacement');

    await page.goto(account);
    await page.getByRole('checkbox').nth(0).check();
    await page.getByRole('checkbox').nth(1).check();
    await press(page, /^Remove what is chosen/);
    await page.getByRole('heading', { name: 'Remove what is chosen' }).waitFor();
    await expectGoodPage(page);
    await press(page, 'Remove 2 authorizations');
    await page.waitForURL(account);

    expect(await page.locator('td a.strong').allInnerTexts()).toEqual(names.slice(2));
    expect(complaints).toEqual([]);
    await context.close();
  });
});
