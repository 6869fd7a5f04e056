import { expect, it } from 'vitest';
import { openAccountConsole, signInAs, textOf } from './account-console.ts';

const checked = (page: string) => /value="(\w+)" checked/.exec(page)?.[1];
const nameIn = (page: string) => /name="principalName"[^>]*value="([^"]*)"/.exec(page)?.[1];

it('the policy check begins with whoever asks, and keeps whom one asked about', async () => {
  const { world, uin, browser } = await openAccountConsole();
  const ada = await signInAs(world, uin, 'ada');
  const asRoot = (await browser.get('/account-console/policy-check')).text;
  const about = '/account-console/policy-check?principalType=user&principalName=ada&action=cvm:RunInstances';
  const asked = await browser.get(about);

  expect([checked(asRoot), nameIn(asRoot)]).toEqual(['root', '']);
  expect((await ada.get('/account-console/policy-check')).status).toBe(200);
  expect([checked(asked.text), nameIn(asked.text)]).toEqual(['user', 'ada']);
  expect(textOf(asked)).toContain('Not allowed');
});
