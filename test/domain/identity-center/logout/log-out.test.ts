import { beforeAll, describe, expect, it } from 'vitest';
import { logOut } from '../../../../src/domain/identity-center/logout/log-out.ts';
import { describeEmployee } from '../../../../src/domain/identity-center/portal/describe-employee.ts';
import { setExternalSamlIdentityProvider } from '../../../../src/domain/identity-center/sso/set-external-saml-identity-provider.ts';
import { encode } from '../../../support/identity-provider.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, foundCompany } from '../logins/company.ts';
import { IdentityProviderPeer } from './identity-provider-peer.ts';
import { logoutUrlOfProvider, messageIn } from './logout-messages.ts';

const email = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

describe('logging out of the portal', () => {
  let world: World;
  let northwind: Company;
  let peer: IdentityProviderPeer;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
    peer = await IdentityProviderPeer.of(northwind);
    await northwind.change({ logoutUrl: logoutUrlOfProvider });
  });

  /** Alice logs in; her identity provider describes her name and her session like that. */
  async function logIn(nameAttributes = '', sessionIndex = '_session') {
    const { requestId, browserSecret } = await northwind.start();
    const parts = northwind.parts(requestId);
    const unsigned = northwind.idp
      .write({ ...parts, sign: 'nothing' })
      .replace('<saml:NameID>', () => `<saml:NameID${nameAttributes}>`)
      .replace('SessionIndex="_session"', () => `SessionIndex="${sessionIndex}"`);
    const response = encode(northwind.idp.sign(unsigned, parts.assertionId));
    const login = await northwind.complete(response, browserSecret);
    if (login.outcome !== 'accepted') throw new Error('Alice was not let in.');
    return login;
  }
  type Login = Awaited<ReturnType<typeof logIn>>;
  const employee = ({ spaceId, userId }: Login) => ({ kind: 'employee', spaceId, userId }) as const;
  const end = (login: Login) => world.execute(logOut, employee(login), { loginId: login.loginId });
  const isOpen = (login: Login) =>
    world.execute(describeEmployee, employee(login), { loginId: login.loginId }).then(
      () => true,
      () => false,
    );

  async function endByRedirect(login: Login): Promise<string> {
    const { delivery } = await end(login);
    if (delivery?.binding !== 'redirect') throw new Error('There is no redirect.');
    return delivery.url;
  }

  it('ends the session here and asks the identity provider by a signed redirect', async () => {
    const login = await logIn();
    const url = await endByRedirect(login);

    expect(await isOpen(login)).toBe(false);
    expect(url.startsWith(`${logoutUrlOfProvider}?SAMLRequest=`)).toBe(true);
    expect([...new URL(url).searchParams.keys()]).toEqual(['SAMLRequest', 'SigAlg', 'Signature']);
    expect(await peer.readRedirect(url)).toMatchObject({
      issuer: northwind.entityId,
      nameID: 'alice',
      sessionIndex: '_session',
    });
  });

  it('names the person exactly as the identity provider did', async () => {
    const attributes = ` Format="${email}" NameQualifier="n &amp; q" SPNameQualifier="&lt;s&gt; &quot;p&quot;&#9;q"`;
    const url = await endByRedirect(await logIn(attributes, '_a &amp; &quot;b&quot; &lt;c&gt;'));

    const xml = messageIn(url, 'SAMLRequest');
    expect(xml).toContain(
      `Format="${email}" NameQualifier="n &amp; q" SPNameQualifier="&lt;s> &quot;p&quot;&#x9;q">alice</saml:NameID>`,
    );
    expect(await peer.readRedirect(url)).toMatchObject({
      nameIDFormat: email,
      sessionIndex: '_a & "b" <c>',
    });
  });

  it('invents neither a format nor a session', async () => {
    const { requestId, browserSecret } = await northwind.start();
    const parts = northwind.parts(requestId);
    const unsigned = northwind.idp
      .write({ ...parts, sign: 'nothing' })
      .replace(' SessionIndex="_session"', '');
    const response = encode(northwind.idp.sign(unsigned, parts.assertionId));
    const login = await northwind.complete(response, browserSecret);
    const url = await endByRedirect(login as Login);

    expect(messageIn(url, 'SAMLRequest')).toMatch(
      /<saml:NameID xmlns:saml="[^"]*">alice<\/saml:NameID><\/samlp:L/,
    );
  });

  it('asks anew each time, for five minutes', async () => {
    const [one, other] = [await endByRedirect(await logIn()), await endByRedirect(await logIn())].map((url) =>
      messageIn(url, 'SAMLRequest'),
    );

    expect(one).toContain(`NotOnOrAfter="${peer.at(300)}"`);
    expect(/ ID="([^"]*)"/.exec(one ?? '')?.[1]).not.toBe(/ ID="([^"]*)"/.exec(other ?? '')?.[1]);
  });

  it('adds to an address that has a query already', async () => {
    await northwind.change({ logoutUrl: `${logoutUrlOfProvider}?tenant=1` });
    const url = await endByRedirect(await logIn());
    await northwind.change({ logoutUrl: logoutUrlOfProvider });

    expect(url).toMatch(/\/slo\?tenant=1&SAMLRequest=/);
    expect(await peer.readRedirect(url)).toMatchObject({ nameID: 'alice' });
  });

  it('asks by a signed form where the identity provider wants one', async () => {
    await northwind.change({ logoutBinding: 'post' });
    const { delivery } = await end(
      await logIn(` Format="${email}" NameQualifier="a&#10;b&#13;c &amp; 'd'"`, "s'&quot;"),
    );
    await northwind.change({ logoutBinding: 'redirect' });

    expect(delivery).toMatchObject({
      binding: 'post',
      url: logoutUrlOfProvider,
      field: 'SAMLRequest',
      relayState: '',
    });
    const message = delivery?.binding === 'post' ? delivery.message : '';
    expect(await peer.readPostedRequest(message)).toMatchObject({
      issuer: northwind.entityId,
      nameID: 'alice',
      nameIDFormat: email,
      sessionIndex: 's\'"',
    });
  });

  it('ends that login alone, and asks only once', async () => {
    const [laptop, phone] = [await logIn(), await logIn()];
    await end(laptop);

    expect(await isOpen(phone)).toBe(true);
    expect(await end(laptop)).toEqual({});
    const twice = await Promise.all([end(phone), end(phone)]);
    expect(twice.filter(({ delivery }) => delivery)).toHaveLength(1);
  });

  it('cannot end a login of another space', async () => {
    const southwind = await foundCompany(world, 'southwind');
    const login = await logIn();
    const stranger = await southwind.logIn();

    await world.execute(logOut, employee(stranger), { loginId: login.loginId });

    expect(await isOpen(login)).toBe(true);
  });

  it('ends the session here even where the identity provider knows no logout, or is switched off', async () => {
    const [one, other] = [await logIn(), await logIn()];
    await northwind.change({ logoutUrl: '' });
    expect(await end(one)).toEqual({});
    await northwind.change({ logoutUrl: logoutUrlOfProvider });
    await world.execute(setExternalSamlIdentityProvider, northwind.administrator, {
      zoneId: northwind.zoneId,
      ssoStatus: 'Disabled',
    });
    expect(await end(other)).toEqual({});

    expect([await isOpen(one), await isOpen(other)]).toEqual([false, false]);
  });
});
