import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { vendors } from '../../src/domain/identity-center/sso/vendor.ts';
import { bare, makeCertificate } from '../domain/identity-center/sso/certificates.ts';
import { writeMetadata } from '../domain/identity-center/sso/metadata.ts';
import {
  everythingStored,
  type NorthwindSso,
  openNorthwind,
  requestIn,
  spaceUrl,
} from '../domain/identity-center/sso/northwind-sso.ts';
import {
  type SsoConsole,
  settings,
  settingsForms,
  settingsPages,
  signIn,
} from '../domain/identity-center/sso/sso-console.ts';
import { BrowserAgent, hiddenFields } from '../support/browser-agent.ts';
import { impostor, type TestIdentityProvider, testIdentityProvider } from '../support/identity-provider.ts';
import { createPerson, trustIdentityProvider } from '../support/northwind.ts';
import { foundSpace } from '../support/world.ts';

const guides = vendors.map((vendor) => `/console/guides/${vendor}`);
const chineseHeading = /<h1>[^<]*[\u4e00-\u9fff]/;

describe('the pages of single sign-on', () => {
  let sso: NorthwindSso;
  let idp: TestIdentityProvider;
  let admin: SsoConsole;
  async function open() {
    sso = await openNorthwind();
    idp = await testIdentityProvider();
    await trustIdentityProvider(sso.world, sso.administrator, sso.zoneId, idp);
    admin = await signIn(sso.world);
  }
  const keys = () => sso.world.db.selectFrom('signing_keys').selectAll().orderBy('key_id').execute();
  const stored = async () => ({ ...(await everythingStored(sso.world)), keys: await keys() });

  describe('with nothing to change', () => {
    beforeAll(open);

    it('are for nobody who is not signed in', async () => {
      const stranger = new BrowserAgent(sso.world);
      const token = hiddenFields((await stranger.get('/console/sign-in')).text);
      const before = await stored();

      for (const path of [...settingsPages, ...guides]) {
        expect((await stranger.get(path)).headers.location, path).toBe('/console/sign-in');
      }
      for (const [path, fields] of settingsForms) {
        const { headers } = await stranger.post(path, { ...fields, ...token });
        expect(headers.location, path).toBe('/console/sign-in');
      }
      expect(await stored()).toEqual(before);
    });

    it('take no form without the token of this session', async () => {
      const { _csrf } = await signIn(sso.world);
      const before = await stored();

      for (const [path, fields] of settingsForms) {
        for (const token of ['', 'x', _csrf]) {
          expect((await admin.browser.post(path, { ...fields, _csrf: token })).status, path).toBe(403);
        }
        expect((await admin.browser.get(path)).status, path).toBeLessThan(500);
      }
      expect(await stored()).toEqual(before);
    });

    it.each(['en', 'zh-CN'])(
      'guide through every product in %s, with the addresses of this space',
      async (language) => {
        for (const guide of guides) {
          const page = await admin.text(`${guide}?lang=${language}`);

          expect(page).toContain(`lang="${language}"`);
          expect(chineseHeading.test(page), guide).toBe(language === 'zh-CN');
          expect(page, guide).not.toMatch(/{{|}}/);
          expect(page, guide).toContain(`${spaceUrl}/metadata`);
          expect(page, guide).toContain(`${spaceUrl}/acs`);
          expect(page, guide).toContain('https://login.example.com/northwind/login');
        }
      },
    );

    it.each(['nobody', '__proto__', '..%2F..%2FREADME'])('have no guide to %s', async (vendor) => {
      expect((await admin.browser.get(`/console/guides/${vendor}`)).status).toBe(404);
    });

    it.each<[string, Record<string, string>]>([
      ['/history/99999999999/candidate', {}],
      ['/history/x/candidate', {}],
      ['/history/-1/candidate', {}],
      ['/candidate/application', { candidateAt: 'yesterday' }],
      ['/tests', { of: 'something' }],
      ['/proposals', { logoutBinding: 'pigeon' }],
      ['/proposals', { 'metadata[]': 'x', 'entityId[a]': 'b' }],
      ['/proposals', { entityId: '\0' }],
      ['/keys/%00/removal', {}],
    ])('answer what is posted to %s cleanly', async (path, fields) => {
      const before = await stored();
      const { status } = await admin.post(settings + path, fields);

      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(await stored()).toEqual(before);
    });
  });

  describe('while settings change', () => {
    beforeEach(open);

    it('lead from a document by a preview to its use, and back through the history', async () => {
      sso.world.clock.advance(0.789);
      const { metadata } = await testIdentityProvider('https://other.example.com');
      const proposed = await admin.submitFrom(`${settings}/change`, `${settings}/proposals`, { metadata });
      expect([proposed.status, proposed.headers.location]).toEqual([303, `${settings}/candidate`]);
      expect(await admin.text(settings)).toContain('Other settings were prepared at');

      const preview = await admin.browser.get(`${settings}/candidate`);
      expect(preview.text).toContain('This is another identity provider');
      expect(preview.text).toContain('No test login with these settings has gone through yet.');
      const applied = await admin.browser.submit(preview, `${settings}/candidate/application`);
      expect([applied.status, applied.headers.location]).toEqual([303, settings]);
      expect((await sso.describe()).configuration.entityId).toBe('https://other.example.com');

      const author = `by the root user of account ${sso.administrator.uin}`;
      expect(await admin.text(`${settings}/history`)).toContain(author);
      const back = await admin.submitFrom(`${settings}/history`, `${settings}/history/1/candidate`);
      expect(back.headers.location).toBe(`${settings}/candidate`);
      await admin.submitFrom(`${settings}/candidate`, `${settings}/candidate/removal`);
      expect((await admin.browser.get(`${settings}/candidate`)).headers.location).toBe(settings);
      expect((await sso.describe()).configuration.entityId).toBe('https://other.example.com');
    });

    it('try prepared settings by a whole login that opens no portal', async () => {
      await createPerson(sso.world, sso.administrator, sso.zoneId, 'alice');
      const next = await impostor();
      await admin.propose({ metadata: next.metadata });
      const { headers } = await admin.submitFrom(`${settings}/candidate`, `${settings}/tests`);
      expect(headers.location).toMatch(`${idp.loginUrl}?SAMLRequest=`);

      const SAMLResponse = next.respond(sso.answer(next, requestIn(headers.location ?? '')));
      const ended = await admin.browser.post('/saml/northwind/acs', { SAMLResponse });
      expect(ended.headers.location).toMatch(/^\/console\/logins\/REF-/);
      expect(admin.browser.cookies.has('ic_portal')).toBe(false);
      expect(await admin.text(`${settings}/candidate`)).toContain(
        'A test login with these settings went through',
      );
    });

    it('show the preview again when it is another than was looked at, and a test login may still leave it', async () => {
      await admin.propose({ allowsCbc: 'true' });
      const seen = await admin.browser.get(`${settings}/candidate`);
      sso.world.clock.advance(1);
      await admin.propose({ allowsIdpInitiated: 'true' });
      const refused = await admin.browser.submit(seen, `${settings}/candidate/application`);

      expect(refused.status).toBe(409);
      expect(refused.text).toContain('The prepared settings were changed meanwhile.');
      expect(refused.text).toContain('Logins that start at the identity provider');
      expect((await sso.describe()).configuration.allowsCbc).toBe(false);
      expect(refused.headers['content-security-policy']).toContain("form-action 'self' https:;");
    });

    it('show what the settings are in every form, also when another form was refused', async () => {
      await admin.propose({ allowsCbc: 'true', logoutUrl: 'https://idp.example.com/slo' });
      const refused = await admin.propose({ metadata: 'no metadata' });

      expect(refused.status).toBe(400);
      expect(refused.text).toContain('value="https://idp.example.com/slo"');
      expect(refused.text).toContain(`value="${idp.entityId}"`);
      expect(refused.text).toMatch(/name="allowsCbc"[\s\S]*?<option value="true" selected>/);
    });

    it('keep what was typed, and mark the field that is wrong, in the reader’s language', async () => {
      const english = await admin.propose({ loginUrl: 'http://idp.example.com/"><b>' });
      const chinese = await admin.post(`${settings}/proposals?lang=zh-CN`, { addCertificate: 'none' });

      expect([english.status, chinese.status]).toEqual([400, 400]);
      expect(english.text).toContain('value="http://idp.example.com/&#34;&gt;&lt;b&gt;"');
      expect(english.text).toMatch(/name="loginUrl"[^>]*aria-invalid="true"/);
      expect(chinese.text).toMatch(/role="alert">[^<]*[\u4e00-\u9fff]/);
      expect(chinese.text).toMatch(/<textarea class="form-control is-invalid" id="addCertificate"/);
    });

    it('change our key without anybody noticing, one step at a time', async () => {
      const [first] = (await keys()).filter(({ purpose }) => purpose === 'service-provider');
      const path = `${settings}/keys`;
      expect((await admin.submitFrom(path, path)).headers.location).toBe(path);
      expect((await admin.post(path)).status).toBe(409);
      expect((await admin.post(`${path}/${first?.key_id}/removal`)).status).toBe(404);
      expect((await admin.submitFrom(path, `${path}/activation`)).headers.location).toBe(path);
      expect((await admin.submitFrom(path, `${path}/${first?.key_id}/removal`)).headers.location).toBe(path);

      const left = (await keys()).filter(({ purpose }) => purpose === 'service-provider');
      expect(left.map(({ state }) => state)).toEqual(['current']);
      expect(left[0]?.key_id).not.toBe(first?.key_id);
      expect(await admin.text(path)).not.toContain('PRIVATE KEY');
    });

    it('have words for everything they say, in both languages', async () => {
      const addCertificate = bare(await makeCertificate({ until: '2026-08-01T00:00:00Z' }));
      await admin.propose({
        addCertificate,
        allowsCbc: 'true',
        allowsIdpInitiated: 'true',
        logoutBinding: 'post',
      });
      await admin.propose({ loginUrl: 'http://localhost/sso', logoutUrl: 'https://idp.example.com/slo' });
      await sso.apply();
      await admin.post(`${settings}/keys`);
      await admin.propose({ entityId: 'https://other.example.com', isEnabled: 'false' });

      for (const path of settingsPages) {
        const [english, chinese] = [
          await admin.text(`${path}?lang=en`),
          await admin.text(`${path}?lang=zh-CN`),
        ];
        expect(english + chinese, path).not.toMatch(/\b(sso\w*|list|vendors|source)\.[a-zA-Z]+\b(?!\.)|{{/);
        expect([chineseHeading.test(english), chineseHeading.test(chinese)], path).toEqual([false, true]);
      }
    });

    it('print what an identity provider says of itself, and run none of it', async () => {
      const hostile = '"><script>alert(1)</script>$t(sso.lead){{count}}<%= 7*7 %>';
      const printed = '&#34;&gt;&lt;script&gt;alert(1)&lt;/script&gt;$t(sso.lead){{count}}&lt;%= 7*7 %&gt;';
      const certificates = [await makeCertificate({ subject: 'CN=<img src=x onerror=alert(2)>' })];
      const entityId = hostile.replaceAll('<', '&lt;').replaceAll('"', '&quot;');
      await admin.propose({ metadata: writeMetadata({ certificates, entityId }) });
      const preview = await admin.text(`${settings}/candidate`);
      await sso.apply();
      await admin.propose({ entityId: `${hostile}2` });

      const shown = [preview, ...(await Promise.all(settingsPages.map(admin.text)))];
      expect(shown.filter((page) => /<script>|<img src=x/.test(page))).toEqual([]);
      expect(preview).toContain(printed);
      expect(preview).toContain('&lt;img src=x onerror=alert(2)');
    });

    it('show and change nothing of another organization', async () => {
      const email = 'root@southwind.example';
      await foundSpace(sso.world, { organizationName: 'Southwind', spaceName: 'southwind', email });
      const southwind = await signIn(sso.world, email);
      await admin.post(`${settings}/keys`);
      const [certificate] = (await sso.describe()).configuration.certificates;
      const removeCertificateId = certificate?.certificateId ?? '';
      const next = (await keys()).find(({ state }) => state === 'next')?.key_id;
      const before = await stored();

      for (const path of [...settingsPages, ...guides]) {
        expect(await southwind.text(path), path).not.toMatch(/northwind|idp\.example\.com/);
      }
      for (const [path, fields] of [
        ['/proposals', { removeCertificateId }],
        [`/keys/${next}/removal`, {}],
        ['/keys/activation', {}],
        ['/history/1/candidate', {}],
        ['/tests', { of: 'current' }],
      ] as [string, Record<string, string>][]) {
        const { status } = await southwind.post(settings + path, { zoneId: sso.zoneId, ...fields });
        expect([404, 409], path).toContain(status);
      }
      expect(await stored()).toEqual(before);
    });
  });
});
