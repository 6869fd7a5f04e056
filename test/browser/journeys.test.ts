import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchChromium, logIn, openWindow } from '../support/chromium.ts';
import { type RunningProduct, startProduct } from '../support/running-product.ts';

describe('journeys in Chromium', () => {
  let product: RunningProduct;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  it('login → portal → account console as a role → out', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await page.goto(`${product.url}/northwind/login`);
    await expectGoodPage(page);
    await logIn(page, product.url, 'ada.lovelace');
    expect(page.url()).toBe(`${product.url}/northwind/accounts`);
    await expectGoodPage(page);

    await page.getByRole('link', { name: /Permission details .*sandbox-01/ }).click();
    await page.getByRole('heading', { name: 'Permission details' }).waitFor();
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Log in Administrator' }).click();
    await page.waitForURL(`${product.url}/account-console`);
    expect(await page.getByText('TencentCloudSSO-Administrator', { exact: true }).count()).toBe(1);
    expect(await page.getByText('AdministratorAccess').count()).toBe(1);
    await expectGoodPage(page);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'This session has ended' }).waitFor();
    await expectGoodPage(page);
    await page.goto(`${product.url}/northwind/accounts`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('login → portal → account console as a CAM user', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await logIn(page, product.url, 'linus+oncall');
    await page.getByRole('heading', { name: 'Your accounts' }).waitFor();
    expect(await page.getByText('You have no accounts to enter as a role').count()).toBe(1);
    await expectGoodPage(page);

    await page.getByRole('link', { name: 'Log in with a CAM user' }).click();
    await page.waitForURL('**/cam-users');
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Log in payments-prod' }).click();
    await page.waitForURL(`${product.url}/account-console`);
    expect(await page.getByText('linus+oncall@northwind', { exact: true }).count()).toBe(1);
    expect(await page.getByText('No policies, so nothing is allowed').count()).toBe(1);
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each(['mallory', 'eve.outsider'])(
    '%s is not let in, and reads one sentence and a code',
    async (userName) => {
      const { page, context } = await openWindow(browser);
      await logIn(page, product.url, userName);

      await page.getByRole('heading', { name: 'You are not logged in' }).waitFor();
      expect(await page.locator('.reference').textContent()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
      await expectGoodPage(page);
      await page.goto(`${product.url}/northwind/accounts`);
      expect(new URL(page.url()).pathname).toBe('/northwind/login');
      await context.close();
    },
  );

  it('somebody without access finds an empty portal that says what that means', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await logIn(page, product.url, 'newcomer');
    expect(await page.getByText('You have no accounts to enter as a role').count()).toBe(1);
    await page.getByRole('link', { name: 'Log in with a CAM user' }).click();
    await page.getByText('You have no accounts to enter as a CAM user').waitFor();
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('the search narrows the list as one types, and as a form without scripts', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await logIn(page, product.url, 'grace.hopper');
    await page.getByRole('searchbox').pressSequentially('prod');
    await page.getByText('1–3 of 3').waitFor();
    expect(page.url()).toContain('q=prod');
    await page.getByRole('searchbox').fill('no such account');
    await page.getByText('Nothing found').waitFor();
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await context.close();

    const plain = await openWindow(browser, { javaScriptEnabled: false });
    await plain.page.goto(`${product.url}/northwind/login`);
    await plain.page.getByRole('button', { name: 'Redirect' }).click();
    await plain.page.fill('input[name=userName]', 'grace.hopper');
    await plain.page.fill('input[name=password]', 'northwind-demo');
    await plain.page.getByRole('button', { name: 'Sign in' }).click();
    await plain.page.getByRole('button', { name: 'Continue' }).click();
    await plain.page.getByRole('searchbox').fill('prod');
    await plain.page.getByRole('button', { name: 'Search' }).click();
    await plain.page.getByText('1–3 of 3').waitFor();
    await plain.page
      .getByRole('link', { name: /Permission details/ })
      .first()
      .click();
    await plain.page
      .getByRole('button', { name: /Log in/ })
      .first()
      .click();
    await plain.page.getByRole('button', { name: 'Continue' }).click();
    await plain.page.getByText('You are inside this account.').waitFor();
    await plain.context.close();
  });

  it('the console shows every list, in English and in Chinese', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await page.goto(`${product.url}/console`);
    await expectGoodPage(page);
    await page.fill('input[name=email]', 'root@northwind.example');
    await page.fill('input[name=password]', 'northwind-root-demo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Northwind Group' }).waitFor();
    await expectGoodPage(page);

    const paths = [
      'users',
      'groups',
      'permission-configurations',
      'authorizations',
      'cam-user-synchronizations',
      'logins',
      'settings/sso',
    ];
    for (const path of paths) {
      await page.goto(`${product.url}/console/${path}`);
      await expectGoodPage(page);
    }
    await page.goto(`${product.url}/console/groups`);
    await page.getByRole('link', { name: 'Storefront developers' }).click();
    await expectGoodPage(page);
    await page.goto(`${product.url}/console/permission-configurations`);
    await page.getByRole('link', { name: 'Developer' }).click();
    await page.getByText('Policy document').first().click();
    await expectGoodPage(page);
    await page.getByRole('link', { name: '简体中文' }).click();
    await page.getByRole('link', { name: '多账号授权' }).click();
    await page.getByRole('heading', { name: '多账号授权' }).waitFor();
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a page that does not exist looks like ours', async () => {
    const { page, context } = await openWindow(browser);
    await page.goto(`${product.url}/nowhere/login`);
    expect(await page.getByRole('heading', { name: 'There is nothing here' }).count()).toBe(1);
    await expectGoodPage(page);
    await page.goto(product.url);
    await expectGoodPage(page);
    await context.close();
  });

  it('whoever goes by keyboard can read the way past the menu, in light and dark', async () => {
    const { page, context } = await openWindow(browser);
    await page.goto(`${product.url}/console/sign-in`);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    expect(await skip.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    expect((await skip.boundingBox())?.x).toBeGreaterThan(0);
    await expectGoodPage(page);
    await context.close();
  });
});
