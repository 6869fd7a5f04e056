import { type Profile, SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { receiveLogout } from '../../../../src/domain/identity-center/logout/receive-logout.ts';
import { type Company, visitor } from '../logins/company.ts';
import {
  deflate,
  type LogoutRequestParts,
  logoutUrlOfProvider,
  signedQuery,
  writeLogoutRequest,
} from './logout-messages.ts';

/** The identity provider's side of single logout, by node-saml. It judges no times, and writes ours. */
export class IdentityProviderPeer {
  readonly company: Company;
  readonly #saml: SAML;
  #count = 0;

  private constructor(company: Company, spaceCertificate: string) {
    this.company = company;
    this.#saml = new SAML({
      issuer: company.idp.entityId,
      privateKey: company.idp.keyPair.privateKey,
      signatureAlgorithm: 'sha256',
      entryPoint: company.logoutUrl,
      logoutUrl: company.logoutUrl,
      callbackUrl: logoutUrlOfProvider,
      idpIssuer: company.entityId,
      idpCert: spaceCertificate,
      validateInResponseTo: ValidateInResponseTo.never,
      acceptedClockSkewMs: -1,
    });
    const write = this.#saml._generateLogoutRequest.bind(this.#saml);
    this.#saml._generateLogoutRequest = async (user) =>
      (await write(user)).replace(/IssueInstant="[^"]*"/, `IssueInstant="${this.at(0)}"`);
  }

  static async of(company: Company): Promise<IdentityProviderPeer> {
    const { certificate } = await company.world.db
      .selectFrom('signing_keys')
      .select('certificate')
      .where('space_id', '=', company.zoneId)
      .where('purpose', '=', 'service-provider')
      .where('state', '=', 'current')
      .executeTakeFirstOrThrow();
    return new IdentityProviderPeer(company, certificate);
  }

  /** Reads what the space sends by redirect. Throws when the space did not sign it. */
  async readRedirect(url: string): Promise<Profile | null> {
    const { search, searchParams } = new URL(url);
    if (!searchParams.get('Signature')) throw new Error('The query is not signed.');
    const { profile, loggedOut } = await this.#saml.validateRedirectAsync(
      Object.fromEntries(searchParams),
      search.slice(1),
    );
    if (!loggedOut) throw new Error('It is no logout.');
    return profile;
  }

  async readPostedRequest(message: string): Promise<Profile> {
    const { profile } = await this.#saml.validatePostRequestAsync({ SAMLRequest: message });
    return profile;
  }

  async readPostedResponse(message: string): Promise<boolean> {
    const { loggedOut } = await this.#saml.validatePostResponseAsync({ SAMLResponse: message });
    return loggedOut;
  }

  /** The query of a LogoutResponse, signed by node-saml. */
  async answer(requestId: string, isSuccess = true): Promise<string> {
    const request = { ID: requestId } as Profile & { ID: string };
    const url = await this.#saml.getLogoutResponseUrlAsync(request, '', {}, isSuccess);
    return new URL(url).search.slice(1);
  }

  /** The query of a LogoutRequest, signed by node-saml. */
  async ask(nameId: string, sessionIndex?: string): Promise<string> {
    const user = { nameID: nameId, ...(sessionIndex && { sessionIndex }) } as Profile;
    const url = await this.#saml.getLogoutUrlAsync(user, '', {});
    return new URL(url).search.slice(1);
  }

  /** What a well-behaved request to log alice out says now. */
  requestParts(changes: Partial<LogoutRequestParts> = {}): LogoutRequestParts {
    this.#count += 1;
    return {
      id: `_logout-${this.#count}`,
      version: '2.0',
      issueInstant: this.at(0),
      notOnOrAfter: this.at(300),
      destination: this.company.logoutUrl,
      issuer: this.company.idp.entityId,
      name: '<saml:NameID>alice</saml:NameID>',
      sessionIndexes: [],
      ...changes,
    };
  }

  /** The query of such a request, signed by the key of the identity provider. */
  requestQuery(changes: Partial<LogoutRequestParts> = {}, relayState?: string): string {
    const message = deflate(writeLogoutRequest(this.requestParts(changes)));
    const { privateKey } = this.company.idp.keyPair;
    return signedQuery(message, privateKey, relayState === undefined ? {} : { relayState });
  }

  at(seconds: number): string {
    const time = this.company.world.clock.now().getTime() + seconds * 1000;
    return `${new Date(time).toISOString().slice(0, 19)}Z`;
  }
}

/** A browser brings a message to the space, by redirect. */
export const bring = ({ world, spaceName }: Company, query: string) =>
  world.execute(receiveLogout, visitor, { spaceName, received: { binding: 'redirect', query } });

/** The same by a form. */
export const post = (
  { world, spaceName }: Company,
  field: 'SAMLRequest' | 'SAMLResponse',
  xml: string,
  relayState = '',
) =>
  world.execute(receiveLogout, visitor, {
    spaceName,
    received: { binding: 'post', field, message: Buffer.from(xml).toString('base64'), relayState },
  });
