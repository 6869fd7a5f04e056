import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchChromium, openWindow, signIn } from '../support/chromium.ts';
import { type RunningProduct, startProduct } from '../support/running-product.ts';

describe('the organization in Chromium', () => {
  let product: RunningProduct;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  it('departments are found as one types, added, and get members', async () => {
    const { page, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.getByRole('link', { name: 'Departments', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Find a department' }).pressSequentially('paym');
    await page.locator('#tree').getByText('Payments').waitFor();
    expect(await page.locator('#tree').getByText('Security').count()).toBe(0);
    await expectGoodPage(page);

    await page.locator('#tree').getByText('Payments').click();
    await page.getByRole('link', { name: 'Add a sub-department' }).click();
    await page.getByLabel('Department name').fill('Cards');
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Add a sub-department' }).click();
    await page.getByRole('heading', { name: 'Cards' }).waitFor();
    await page.getByRole('link', { name: 'Move members in' }).click();
    await page.getByLabel('Choose payments-prod').check();
    await page.getByRole('button', { name: 'Move in' }).click();
    await page.getByRole('link', { name: 'payments-prod' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('a member is created, edited, offered to a root user, and its removal explained', async () => {
    const { page, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/members/new`);
    await expectGoodPage(page);
    await page.getByLabel('Member name').fill('new-team');
    await page.getByLabel('Consolidate bills').check();
    await page.getByRole('button', { name: 'Create the member' }).click();
    await page.getByRole('heading', { name: 'new-team' }).waitFor();
    await expectGoodPage(page);

    await page.getByRole('link', { name: 'Remove …' }).click();
    await page.getByText('has no root user who could sign in to it').waitFor();
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'new-team' }).click();
    await page.getByRole('link', { name: 'Offer the account to somebody' }).click();
    await page.getByLabel('E-mail').fill('owner@new-team.example');
    await page.getByRole('button', { name: 'Make the link' }).click();
    await page.goto(await page.getByRole('textbox', { name: 'Activation link' }).inputValue());
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
  });

  it.each([
    'organization',
    'organization/deletion',
    'organization/changes',
    'organization/changes/creations',
    'organization/limits',
    'members',
    'members/new?way=invite',
    'verified-entities',
  ])('%s is a good page', async (path) => {
    const { page, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/${path}`);

    await expectGoodPage(page);
    expect(complaints).toEqual([]);
  });
});
