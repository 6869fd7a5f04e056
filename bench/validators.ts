import { createPrivateKey } from 'node:crypto';
import { promisify } from 'node:util';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import saml2 from 'saml2-js';
import * as samlify from 'samlify';
import { verifyResponse } from '../src/platform/saml/verify-response.ts';
import { acsUrl, type Company, entityId, type Mode } from './company.ts';

/** Turns the form field into the name of who logs in, or throws. Made once, used for many responses. */
export interface Validator {
  name: string;
  validate(encoded: string): string | undefined | Promise<string | undefined>;
}

/** Each as its own documentation sets it up, with everything parsed beforehand that its interface takes parsed. */
export const validators = (company: Company, mode: Mode): [ours: Validator, ...peers: Validator[]] => [
  ourValidator(company),
  nodeSaml(company, mode),
  samlifyValidator(company, mode),
  saml2Js(company),
];

function ourValidator({ idp, encryption }: Company): Validator {
  const keys = [createPrivateKey(encryption.privateKey)];
  const expectations = {
    entityId: idp.entityId,
    certificates: [idp.keyPair.certificate],
    audience: entityId,
    acsUrl,
    inResponseTo: 'required',
    clockSkewSeconds: 60,
    maximumBytes: 262_144,
    decryptionKeys: () => keys,
  } as const;
  return {
    name: 'ours',
    validate: (encoded) => verifyResponse(encoded, { ...expectations, now: new Date() }).nameId,
  };
}

export function nodeSaml({ idp, encryption }: Company, mode: Mode): Validator {
  const saml = new SAML({
    idpCert: idp.keyPair.certificate,
    issuer: entityId,
    callbackUrl: acsUrl,
    decryptionPvk: encryption.privateKey,
    wantAssertionsSigned: mode !== 'response signed',
    wantAuthnResponseSigned: mode === 'response signed' || mode === 'both signed',
    validateInResponseTo: ValidateInResponseTo.never,
  });
  return {
    name: 'node-saml',
    validate: async (encoded) =>
      (await saml.validatePostResponseAsync({ SAMLResponse: encoded })).profile?.nameID,
  };
}

/** It asks for a validator of the schema and takes any; this one believes everything. */
function samlifyValidator({ idp, encryption }: Company, mode: Mode): Validator {
  samlify.setSchemaValidator({ validate: async () => 'not checked' });
  const identityProvider = samlify.IdentityProvider({
    metadata: idp.metadata,
    isAssertionEncrypted: mode === 'encrypted',
  });
  const serviceProvider = samlify.ServiceProvider({
    entityID: entityId,
    encPrivateKey: encryption.privateKey,
    assertionConsumerService: [
      { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: acsUrl },
    ],
  });
  return {
    name: 'samlify',
    async validate(encoded) {
      const body = { SAMLResponse: encoded };
      const { extract } = await serviceProvider.parseLoginResponse(identityProvider, 'post', { body });
      return extract.nameID;
    },
  };
}

function saml2Js({ idp, encryption }: Company): Validator {
  const identityProvider = new saml2.IdentityProvider({
    sso_login_url: idp.loginUrl,
    sso_logout_url: idp.loginUrl,
    certificates: [idp.keyPair.certificate],
    allow_unencrypted_assertion: true,
  });
  const serviceProvider = new saml2.ServiceProvider({
    entity_id: entityId,
    private_key: encryption.privateKey,
    certificate: encryption.certificate,
    assert_endpoint: acsUrl,
    audience: entityId,
  });
  const postAssert = promisify(serviceProvider.post_assert.bind(serviceProvider));
  return {
    name: 'saml2-js',
    validate: async (encoded) =>
      (await postAssert(identityProvider, { request_body: { SAMLResponse: encoded } })).user.name_id,
  };
}
