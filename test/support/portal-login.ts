import { inflateRawSync } from 'node:zlib';
import type { BrowserAgent } from './browser-agent.ts';
import type { TestIdentityProvider } from './identity-provider.ts';
import type { World } from './world.ts';

const entityId = 'https://login.example.com/saml/northwind/metadata';
const acsUrl = 'https://login.example.com/saml/northwind/acs';

/** Logs a browser in to the portal of northwind, and says where it came out. */
export async function logInToPortal(
  world: World,
  browser: BrowserAgent,
  idp: TestIdentityProvider,
  { userName, returnTo = '/northwind/accounts' }: { userName: string; returnTo?: string },
): Promise<string> {
  const { headers } = await browser.get(`/saml/northwind/login?returnTo=${encodeURIComponent(returnTo)}`);
  const message = new URL(headers.location ?? '').searchParams.get('SAMLRequest') ?? '';
  const request = inflateRawSync(Buffer.from(message, 'base64')).toString('utf8');
  const inResponseTo = /ID="([^"]*)"/.exec(request)?.[1];
  const parts = idp.parts({ entityId, acsUrl, now: world.clock.now(), nameId: userName, inResponseTo });
  const answer = await browser.post('/saml/northwind/acs', { SAMLResponse: idp.respond(parts) });
  return answer.headers.location ?? '';
}
