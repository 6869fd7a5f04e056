import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchChromium, logIn, openWindow, signIn } from '../support/chromium.ts';
import { type RunningProduct, startProduct } from '../support/running-product.ts';

describe('users and user groups in Chromium', () => {
  let product: RunningProduct;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click();

  it('two users are created in one form, put into a group, found as one types, and deleted', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/users`);
    await follow(page, 'Create users');
    await page.getByText('Add more users').click();
    await expectGoodPage(page);
    await page.getByLabel('User name').nth(0).fill('first.new');
    await page.getByLabel('User name').nth(3).fill('second.new');
    await page.getByRole('button', { name: 'Create users' }).click();
    await page.getByRole('searchbox').pressSequentially('.new');
    await page.getByText('1–2 of 2').waitFor();
    expect(await page.getByRole('link', { name: 'Export as CSV' }).getAttribute('href')).toContain('q=.new');

    await follow(page, 'User groups');
    await follow(page, 'Create a user group');
    await page.getByLabel('User group').fill('New people');
    await page.getByRole('button', { name: 'Create a user group' }).click();
    await expectGoodPage(page);
    await follow(page, 'Add users');
    await page.getByRole('searchbox').pressSequentially('.new');
    await page.getByText('1–2 of 2').waitFor();
    await expectGoodPage(page);
    await page.getByLabel('Choose first.new').check();
    await page.getByLabel('Choose second.new').check();
    await page.getByRole('button', { name: 'Add the chosen users' }).click();

    await follow(page, 'first.new');
    await follow(page, 'Delete');
    await page.getByText('In 1 user group').waitFor();
    await expectGoodPage(page);
    await follow(page, 'New people');
    await page.getByRole('button', { name: 'Remove from group' }).click();
    await page.getByText('In no user group').waitFor();
    await follow(page, 'Delete');
    await page.getByRole('button', { name: 'Delete the user' }).click();
    await page.getByRole('heading', { name: 'Users', exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a file is looked at first and then imported, also without scripts', async () => {
    const { page, context } = await openWindow(browser, { javaScriptEnabled: false });
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/users/import`);
    await page
      .getByLabel('CSV', { exact: true })
      .fill('userName,displayName\nfrom.file,From File\nbad name,x');
    await page.getByRole('button', { name: 'Show what would happen' }).click();
    await page.getByText('1 to be created, 0 there already, 1 refused.').waitFor();
    await page.getByRole('button', { name: 'Create 1 user' }).click();
    await page.getByText('1 created, 0 there already, 1 refused.').waitFor();
    await context.close();
  });

  it('whoever is disabled is out of the account that they had entered', async () => {
    const employee = await openWindow(browser);
    await logIn(employee.page, product.url, 'ada.lovelace');
    await employee.page
      .getByRole('link', { name: /sandbox-01/ })
      .first()
      .click();
    await employee.page
      .getByRole('button', { name: /Log in/ })
      .first()
      .click();
    await employee.page.waitForURL('**/account-console');

    const { page, context } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/users?q=ada.lovelace`);
    await follow(page, 'ada.lovelace');
    await follow(page, 'Security information');
    await page
      .getByRole('cell', { name: /sandbox-01/ })
      .first()
      .waitFor();
    await expectGoodPage(page);
    await page.getByText('Disable', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByText('This user is kept out of the portal.').waitFor();
    await page.getByText('Nothing is open').waitFor();

    expect((await employee.page.reload())?.status()).toBe(401);
    await page.getByRole('button', { name: 'Enable' }).click();
    await page.getByText('This user may log in to the portal.').waitFor();
    expect((await employee.page.reload())?.status()).toBe(401);
    await Promise.all([context.close(), employee.context.close()]);
  });

  it.each(['', '/edit', '/groups', '/groups/new', '/cam-users', '/permissions', '/deletion'])(
    'the page of a user is good: %s',
    async (tab) => {
      const { page, context, complaints } = await openWindow(browser);
      await signIn(page, product.url);
      await page.goto(`${product.url}/console/users?q=ada.lovelace`);
      await follow(page, 'ada.lovelace');
      await page.goto(`${page.url()}${tab}`);
      await expectGoodPage(page);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
