import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectGoodPage, launchChromium, logIn, openWindow, signIn } from '../support/chromium.ts';
import { type RunningProduct, startProduct } from '../support/running-product.ts';

describe('single sign-on settings in Chromium', () => {
  let product: RunningProduct;
  let browser: Browser;
  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launchChromium()]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
  });

  async function testLogin(page: Page, userName: string): Promise<void> {
    await page.getByRole('button', { name: 'Test login' }).click();
    await page.fill('input[name=userName]', userName);
    await page.fill('input[name=password]', 'northwind-demo');
    await Promise.all([
      page.waitForURL('**/console/logins/**'),
      page.getByRole('button', { name: 'Sign in' }).click(),
    ]);
  }

  it('a change is previewed, tried by a whole login, used, and can be taken back', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/settings/sso/change`);
    await expectGoodPage(page);
    await page.getByLabel('Logins that start at the identity provider').selectOption('true');
    await page.getByRole('button', { name: 'Preview the change' }).last().click();
    await page.waitForURL('**/candidate');
    await expectGoodPage(page);

    await testLogin(page, 'ada.lovelace');
    expect(await page.getByText('ada.lovelace would be logged in').count()).toBe(1);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('ic_portal');
    await expectGoodPage(page);

    await page.goto(`${product.url}/console/settings/sso/candidate`);
    expect(await page.getByText(/went through at/).count()).toBe(1);
    await page.getByRole('button', { name: 'Use these settings' }).click();
    await page.waitForURL('**/settings/sso');
    await page.getByRole('link', { name: 'History' }).click();
    await expectGoodPage(page);
    await page.getByRole('button', { name: 'Preview going back 1' }).click();
    await page.waitForURL('**/candidate');
    await page.getByRole('button', { name: 'Throw away' }).click();
    await page.waitForURL('**/settings/sso');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('a refused test says what broke and how to mend it, and can be tried again without a login', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/settings/sso`);
    await expectGoodPage(page);
    await testLogin(page, 'eve.outsider');

    expect(await page.getByRole('heading', { name: 'The space has no user of that name' }).count()).toBe(1);
    expect(await page.getByText('How to mend it').count()).toBe(1);
    expect(await page.locator('pre.message').textContent()).toContain('[blanked]');
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'With the settings in use' }).click();
    await page.waitForURL('**/replay**');
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('metadata and binary certificates are read from files', async () => {
    const { page, context } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/settings/sso/change`);
    const file = join(product.folder, 'certificate.der');
    writeFileSync(file, Buffer.from([0x30, 0x03, 0x02, 0x01, 0x05]));
    await page.setInputFiles('#addCertificate-file', file);
    await expect.poll(() => page.inputValue('#addCertificate')).toBe('MAMCAQU=');

    const metadata = join(product.folder, 'metadata.xml');
    writeFileSync(metadata, '<EntitiesDescriptor/>');
    await page.setInputFiles('#metadata-file', metadata);
    await expect.poll(() => page.inputValue('#metadata')).toBe(readFileSync(metadata, 'utf8'));
    await page.getByRole('button', { name: 'Preview the change' }).first().click();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByText('one EntityDescriptor is expected').count()).toBeGreaterThan(0);
    await expectGoodPage(page);
    await context.close();
  });

  it('our key rolls over, and people log in before, between and after', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    await page.goto(`${product.url}/console/settings/sso/keys`);
    await expectGoodPage(page);
    for (const button of ['Prepare the next key', 'Use this key from now on', /^Remove/]) {
      // The address stays the same, so the page that is waited for is the one that is read anew.
      const readAnew = page.waitForResponse(
        (response) => response.request().method() === 'GET' && response.url().endsWith('/keys'),
      );
      await page.getByRole('button', { name: button }).click();
      await readAnew;
      await page.waitForLoadState();
      await expectGoodPage(page);
    }
    const employee = await openWindow(browser);
    await expect
      .poll(
        async () => {
          await logIn(employee.page, product.url, 'grace.hopper').catch(() => undefined);
          return employee.page.url();
        },
        { timeout: 60_000 },
      )
      .toBe(`${product.url}/northwind/accounts`);
    expect(complaints).toEqual([]);
    await employee.context.close();
    await context.close();
  });

  it('the guides hold our own addresses, in both languages', async () => {
    const { page, context, complaints } = await openWindow(browser);
    await signIn(page, product.url);
    for (const vendor of ['entra-id', 'okta', 'keycloak', 'ad-fs', 'google']) {
      await page.goto(`${product.url}/console/guides/${vendor}`);
      expect(await page.getByText(`${product.url}/saml/northwind/acs`).count()).toBeGreaterThan(0);
      await expectGoodPage(page);
    }
    await page.goto(`${product.url}/console/guides/okta?lang=zh-CN`);
    expect(await page.getByText('{{').count()).toBe(0);
    await expectGoodPage(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
