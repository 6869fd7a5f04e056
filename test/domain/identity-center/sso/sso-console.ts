import { BrowserAgent, hiddenFields } from '../../../support/browser-agent.ts';
import { rootPassword, type World } from '../../../support/world.ts';

export const settings = '/console/settings/sso';
export const settingsPages = ['', '/change', '/candidate', '/history', '/keys'].map(
  (path) => settings + path,
);

/** Every form of the settings, as somebody could post it without having seen a page. */
export const settingsForms: [string, Record<string, string>][] = [
  [`${settings}/proposals`, { isEnabled: 'false' }],
  [`${settings}/candidate/application`, { candidateAt: '2026-07-29T16:09:09Z' }],
  [`${settings}/candidate/removal`, {}],
  [`${settings}/tests`, { of: 'current' }],
  [`${settings}/history/1/candidate`, {}],
  [`${settings}/keys`, {}],
  [`${settings}/keys/activation`, {}],
  [`${settings}/keys/key-0001/removal`, {}],
];

export type SsoConsole = Awaited<ReturnType<typeof signIn>>;

/** The console in the browser of a root user. */
export async function signIn(world: World, email = 'root@northwind.example') {
  const browser = new BrowserAgent(world);
  const front = await browser.get('/console/sign-in');
  await browser.submit(front, '/console/sign-in', { email, password: rootPassword });
  const { _csrf = '' } = hiddenFields((await browser.get(`${settings}/keys`)).text);
  const post = (path: string, fields: Record<string, string> = {}) =>
    browser.post(path, { _csrf, ...fields });
  return {
    browser,
    _csrf,
    text: async (path: string) => (await browser.get(path)).text,
    post,
    propose: (fields: Record<string, string>) => post(`${settings}/proposals`, fields),
    /** Looks at a page and submits one of its forms. */
    submitFrom: async (path: string, action: string, fields: Record<string, string> = {}) =>
      browser.submit(await browser.get(path), action, fields),
  };
}
