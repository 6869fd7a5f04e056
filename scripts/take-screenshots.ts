import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { demoPassword } from '../demo/demo-organization.ts';
import { startDemo } from '../demo/start-demo.ts';
import { readConfig } from '../src/config.ts';
import { createRoleAssignment } from '../src/domain/identity-center/authorizations/create-role-assignment.ts';
import { listGroups } from '../src/domain/identity-center/groups/list-groups.ts';
import { listRoleConfigurations } from '../src/domain/identity-center/permission-configurations/list-role-configurations.ts';
import { createOrganizationMember } from '../src/domain/organization/accounts/create-organization-member.ts';
import { createLog } from '../src/platform/log.ts';
import { openProduct, productApp } from '../src/product.ts';

/** Takes the pictures in docs/images from a product of its own: the demo, then the same with 1,000 accounts. */
const port = process.env.PORT ?? '3910';
const config = readConfig({ PORT: port, DATA_FOLDER: mkdtempSync(join(tmpdir(), 'screenshots-')) });
const log = createLog('warn');
const product = await openProduct(config, log);
const server = createServer(productApp(config, product, log)).listen(config.port, config.host);
const demo = await startDemo(config, product);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});
const base = config.settings.baseUrl;

await picture('login', { width: 1280 }, (page) => page.goto(`${base}/northwind/login`).then(() => {}));
await picture('login-narrow-dark-chinese', { width: 390, dark: true, locale: 'zh-CN' }, (page) =>
  page.goto(`${base}/northwind/login`).then(() => {}),
);
await picture('portal-roles', { width: 1280 }, (page) => logIn(page, 'ada.lovelace'));
await picture('portal-roles-dark', { width: 1280, dark: true }, (page) => logIn(page, 'grace.hopper'));
await picture('portal-roles-narrow', { width: 390 }, (page) => logIn(page, 'ada.lovelace'));
await picture('portal-empty', { width: 1280 }, (page) => logIn(page, 'newcomer'));
await picture('portal-users', { width: 1280 }, async (page) => {
  await logIn(page, 'linus+oncall');
  await page.goto(`${base}/northwind/cam-users`);
});
await picture('permission-details', { width: 1280 }, async (page) => {
  await logIn(page, 'ada.lovelace');
  await page
    .getByRole('link', { name: /sandbox-01/ })
    .first()
    .click();
});
await picture('account-console-role', { width: 1280 }, async (page) => {
  await logIn(page, 'ada.lovelace');
  await page
    .getByRole('link', { name: /sandbox-01/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Log in Developer' }).click();
  await page.waitForURL('**/account-console');
});
await picture('account-console-user-dark', { width: 1280, dark: true }, async (page) => {
  await logIn(page, 'zhang.wei');
  await page.goto(`${base}/northwind/cam-users`);
  await page
    .getByRole('button', { name: /Log in/ })
    .first()
    .click();
  await page.waitForURL('**/account-console');
});
await picture('refused', { width: 1280 }, (page) => logIn(page, 'mallory'));
await picture('error', { width: 1280 }, (page) => page.goto(`${base}/nowhere/login`).then(() => {}));
await picture('console-overview', { width: 1280 }, (page) => signIn(page));
await picture('console-authorizations', { width: 1920 }, async (page) => {
  await signIn(page);
  await page.goto(`${base}/console/authorizations`);
});
await picture('console-users-narrow', { width: 390 }, async (page) => {
  await signIn(page);
  await page.goto(`${base}/console/users`);
});
await picture('console-sign-in-log-dark', { width: 1280, dark: true }, async (page) => {
  await signIn(page);
  await page.goto(`${base}/console/logins`);
});
await growTo1000Accounts();
await picture('portal-1000-accounts', { width: 1280 }, async (page) => {
  await logIn(page, 'grace.hopper');
  await page.getByRole('link', { name: 'Next' }).click();
  await page.locator('.pager').scrollIntoViewIfNeeded();
});
await picture('portal-1000-accounts-narrow-dark', { width: 390, dark: true }, (page) =>
  logIn(page, 'grace.hopper'),
);

await browser.close();
demo.stop();
server.close();
server.closeAllConnections();
await product.close();

interface Look {
  width: number;
  dark?: boolean;
  locale?: string;
}

async function picture(
  name: string,
  { width, dark = false, locale = 'en-US' }: Look,
  go: (page: Page) => Promise<void>,
) {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 844 : Math.round(width * 0.625) },
    colorScheme: dark ? 'dark' : 'light',
    locale,
  });
  const page = await context.newPage();
  await go(page);
  await page.screenshot({ path: `docs/images/${name}.png` });
  await context.close();
}

async function logIn(page: Page, userName: string): Promise<void> {
  await page.goto(`${base}/northwind/login`);
  await page.getByRole('button').first().click();
  await page.fill('input[name=userName]', userName);
  await page.fill('input[name=password]', demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${base}/**`);
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${base}/console`);
  await page.fill('input[name=email]', 'root@northwind.example');
  await page.fill('input[name=password]', 'northwind-root-demo');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${base}/console`);
}

/** More members, all authorized to the platform administrators. */
async function growTo1000Accounts(): Promise<void> {
  const { organization_id: organizationId, admin_uin: uin } = await product.database.db
    .selectFrom('organizations')
    .selectAll()
    .executeTakeFirstOrThrow();
  const { space_id: zoneId } = await product.database.db
    .selectFrom('spaces')
    .selectAll()
    .executeTakeFirstOrThrow();
  const departments = await product.database.db.selectFrom('departments').select('department_id').execute();
  const administrator = { kind: 'principal', identity: { type: 'root' }, organizationId, uin } as const;
  const { groups } = await product.execute(listGroups, administrator, { zoneId, search: 'Platform' });
  const { roleConfigurations } = await product.execute(listRoleConfigurations, administrator, {
    zoneId,
    filter: 'Administrator',
  });
  const uins: number[] = [];
  for (let number = 10; number <= 1000; number += 1) {
    const nodeId = departments[number % departments.length]?.department_id;
    const name = `team-${String(number).padStart(4, '0')}-${['prod', 'dev', 'test'][number % 3]}`;
    uins.push((await product.execute(createOrganizationMember, administrator, { name, nodeId })).uin);
  }
  for (let from = 0; from < uins.length; from += 50) {
    const roleAssignmentInfo = uins.slice(from, from + 50).map((targetUin) => ({
      principalType: 'Group',
      principalId: groups[0]?.groupId,
      targetUin,
      targetType: 'MemberUin',
      roleConfigurationId: roleConfigurations[0]?.roleConfigurationId,
    }));
    await product.execute(createRoleAssignment, administrator, { zoneId, roleAssignmentInfo });
  }
  await product.runJobs();
}
