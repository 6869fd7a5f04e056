import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchChromium, openWindow, signIn } from '../support/chromium.ts';
import { type RunningProduct, startProduct } from '../support/running-product.ts';

describe('service control policies in Chromium', () => {
  let product: RunningProduct;
  let browser: Browser;
  let pages: string;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchChromium()]);
    pages = `${product.url}/console/organization/service-control-policies`;
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  it('are enabled, written with fields, bound, seen where they are inherited, unbound and disabled', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${pages}/enablement`);
    await expectGoodPage(page);
    await press(page, 'Disable service control policies');
    await page.goto(pages);
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'Enable…' }).click();
    await expectGoodPage(page);
    await press(page, 'Enable service control policies');
    await page.getByRole('link', { name: 'FullQcloudAccess' }).waitFor();
    await expectGoodPage(page);

    await page.getByRole('link', { name: 'Create policy' }).click();
    await page.getByLabel('Policy name').fill('No_deletion');
    await page.getByLabel('Service', { exact: true }).fill('batch');
    await page.getByLabel('Service', { exact: true }).blur();
    await page.getByLabel('DeleteComputeEnv').check();
    await press(page, /Add a condition/);
    await page.getByLabel('Values, one a line').fill('nonsense');
    await press(page, 'Check the policy');
    await page.getByText('Found "nonsense"').waitFor();
    await expectGoodPage(page);
    await page.getByLabel('Values, one a line').fill('10.0.0.0/8');
    await press(page, 'JSON');
    await page.getByLabel('Policy document').waitFor();
    await expectGoodPage(page);
    await press(page, 'Visual editor');
    await page.getByLabel('Policy name').press('Enter');
    await page.getByRole('heading', { name: 'No_deletion' }).waitFor();

    await page.getByRole('link', { name: 'Bind' }).click();
    await expectGoodPage(page);
    await press(page, 'Bind Production');
    await page.getByText('Bound', { exact: true }).waitFor();
    await page.goto(`${pages}/targets`);
    await expectGoodPage(page);
    await page.getByLabel('Search by name or ID').fill('payments-prod');
    await page.getByRole('link', { name: 'Production' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'payments-prod' }).click();
    await page.getByRole('link', { name: 'Inherited from Production' }).click();
    await expectGoodPage(page);
    await press(page, 'Unbind No_deletion');
    await page.getByText('The last policy stays').waitFor();

    await page.goto(`${pages}/enablement`);
    await expectGoodPage(page);
    await press(page, 'Disable service control policies');
    await page.getByText('not enabled').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('are written without scripts as well', async () => {
    const { page, context } = await openWindow(browser, { javaScriptEnabled: false });
    await signIn(page, product.url);
    await page.goto(`${pages}/enablement`);
    await press(page, 'Enable service control policies');
    await page.goto(`${pages}/new`);
    await page.getByLabel('Policy name').fill('Two_statements');
    await page.getByLabel('Service', { exact: true }).fill('cos');
    await press(page, /Show its actions/);
    await page.getByLabel('All actions of the service').check();
    await press(page, 'Add a statement');
    await page.getByLabel('Service', { exact: true }).last().fill('*');
    await page.getByLabel('Allow').last().check();
    await press(page, 'Check the policy');
    expect(await page.getByText('The policy has no mistakes.').count()).toBe(1);
    await page.getByRole('button', { name: 'Save' }).last().click();

    expect(JSON.parse((await page.locator('pre').textContent()) ?? '').statement).toEqual([
      { effect: 'deny', action: ['cos:*'], resource: ['*'] },
      { effect: 'allow', action: ['*'], resource: ['*'] },
    ]);
    await context.close();
  });
});
