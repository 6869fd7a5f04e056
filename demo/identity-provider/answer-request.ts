import samlp from 'samlp';
import type { DemoPerson } from '../demo-organization.ts';
import type { ServiceProvider } from './service-provider.ts';

/** The fields of an AuthnRequest message as they came in, by redirect or by form. */
export type RequestFields = Partial<Record<'SAMLRequest' | 'RelayState' | 'SigAlg' | 'Signature', string>>;

/** What the page says when a request is not answered; the reason is for the person at the browser. */
export class RequestProblem extends Error {}

/** Checks the request's signature and sender; returns its id. Throws a RequestProblem. */
export async function checkRequest(fields: RequestFields, sp: ServiceProvider): Promise<string> {
  if (!fields.SAMLRequest)
    throw new RequestProblem('There is no SAMLRequest. Start at the login page of Identity Center.');
  const byRedirect = fields.Signature !== undefined;
  const message = {
    method: byRedirect ? 'GET' : 'POST',
    query: byRedirect ? definedOf(fields) : {},
    body: byRedirect ? {} : definedOf(fields),
  };
  const request = await new Promise<samlp.ParsedRequest | undefined>((resolve, reject) => {
    samlp.parseRequest(message, { signingCert: sp.certificate }, (error, parsed) =>
      error ? reject(error) : resolve(parsed),
    );
  }).catch((error: Error) => {
    throw new RequestProblem(`The request cannot be read: ${error.message}`);
  });
  if (request?.issuer !== sp.entityId)
    throw new RequestProblem(`Requests of ${request?.issuer ?? 'nobody'} are not answered here.`);
  const asked = request.assertionConsumerServiceURL;
  if (asked && asked !== sp.acsUrl) throw new RequestProblem(`${asked} is not where answers go.`);
  return request.id ?? '';
}

const definedOf = (fields: RequestFields): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

interface Answer {
  person: DemoPerson;
  sp: ServiceProvider;
  inResponseTo: string;
  issuer: string;
  keyPair: { privateKey: string; certificate: string };
}

/** The base64 of a response that names the person, its assertion signed. */
export async function answer({ person, sp, inResponseTo, issuer, keyPair }: Answer): Promise<string> {
  const options: samlp.ResponseOptions = {
    issuer,
    cert: keyPair.certificate,
    key: keyPair.privateKey,
    audience: sp.entityId,
    destination: sp.acsUrl,
    recipient: sp.acsUrl,
    inResponseTo,
    sessionIndex: `_${crypto.randomUUID()}`,
    lifetimeInSeconds: 300,
    nameIdentifierFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
    authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
    signatureAlgorithm: 'rsa-sha256',
    digestAlgorithm: 'sha256',
    profileMapper: () => ({
      getClaims: () => ({ email: person.email, displayName: person.displayName }),
      getNameIdentifier: () => ({ nameIdentifier: person.userName }),
    }),
  };
  const xml = await new Promise<string>((resolve, reject) => {
    samlp.getSamlResponse(options, person, (error, response) =>
      response ? resolve(response) : reject(error),
    );
  });
  return Buffer.from(xml, 'utf8').toString('base64');
}
