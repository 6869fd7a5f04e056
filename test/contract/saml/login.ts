import type { KeyObject } from 'node:crypto';
import type { Expectations } from '../../../src/platform/saml/expectations.ts';
import { SamlRefusal } from '../../../src/platform/saml/refusal.ts';
import { verifyResponse } from '../../../src/platform/saml/verify-response.ts';
import {
  encode,
  type ResponseParts,
  type TestIdentityProvider,
  testIdentityProvider,
} from '../../support/identity-provider.ts';

export const now = new Date('2026-07-29T16:09:09Z');
export const serviceProvider = {
  entityId: 'https://login.example.com/saml/northwind/metadata',
  acsUrl: 'https://login.example.com/saml/northwind/acs',
};

/** Alice is about to log in: what her identity provider says, and what we expect of it. */
export interface Login {
  idp: TestIdentityProvider;
  /** Everything is right about it. */
  good: ResponseParts;
  expected: Expectations;
}

export async function aliceLogsIn(decryptionKey?: KeyObject): Promise<Login> {
  const idp = await testIdentityProvider();
  return {
    idp,
    good: idp.parts({ ...serviceProvider, now, nameId: 'alice', inResponseTo: '_request' }),
    expected: {
      entityId: idp.entityId,
      certificates: [idp.keyPair.certificate],
      audience: serviceProvider.entityId,
      acsUrl: serviceProvider.acsUrl,
      inResponseTo: 'required',
      now,
      clockSkewSeconds: 60,
      maximumBytes: 262_144,
      ...(decryptionKey && { decryptionKeys: () => [decryptionKey] }),
    },
  };
}

/**
 * What becomes of a response: `accepted alice`, or `refused` with the reason. Any other error is thrown on: it
 * would be our own, and not a verdict.
 */
export function verdictOn(response: string | Uint8Array, expected: Expectations): string {
  const encoded = typeof response === 'string' ? encode(response) : Buffer.from(response).toString('base64');
  return verdictOnField(encoded, expected);
}

/** The same of a form field, base64 and all. */
export function verdictOnField(encoded: string, expected: Expectations): string {
  try {
    return `accepted ${verifyResponse(encoded, expected).nameId}`;
  } catch (error) {
    if (error instanceof SamlRefusal) return `refused ${error.reason}`;
    throw error;
  }
}
