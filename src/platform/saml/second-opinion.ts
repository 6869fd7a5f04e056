import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import type { Expectations } from './expectations.ts';
import type { VerifiedAssertion } from './read-assertion.ts';
import { SamlRefusal } from './refusal.ts';

/**
 * Asks node-saml, an implementation that shares no line with ours, about a response that we believe. Throws a
 * SamlRefusal unless it accepts it too and reads the same name. It knows no ECDSA and hardly any RSA-PSS, so
 * with this on such responses are refused. It reads the system's clock, so times are ours alone to judge.
 */
export async function requireSecondOpinion(
  encoded: string,
  expected: Expectations,
  { nameId, issuer }: VerifiedAssertion,
): Promise<void> {
  const opinion = await opinionOf(encoded, expected);
  if (opinion.nameId === nameId && opinion.issuer === issuer) return;
  throw new SamlRefusal(
    'second-opinion-differs',
    opinion.problem ?? `node-saml reads "${opinion.nameId}" by "${opinion.issuer}"`,
    `"${nameId}" by "${issuer}"`,
  );
}

interface Opinion {
  nameId?: string | undefined;
  issuer?: string | undefined;
  problem?: string;
}

async function opinionOf(encoded: string, expected: Expectations): Promise<Opinion> {
  const { problem, nameId, issuer } = await askWith(undefined, encoded, expected);
  if (problem === undefined || !expected.decryptionKeys)
    return { nameId, issuer, ...(problem && { problem }) };
  for (const key of expected.decryptionKeys()) {
    const opinion = await askWith(key.export({ type: 'pkcs8', format: 'pem' }).toString(), encoded, expected);
    if (opinion.problem === undefined) return opinion;
  }
  return { problem };
}

async function askWith(
  decryptionPvk: string | undefined,
  encoded: string,
  { certificates, audience, acsUrl }: Expectations,
): Promise<Opinion> {
  const saml = new SAML({
    idpCert: [...certificates],
    issuer: audience,
    callbackUrl: acsUrl,
    audience,
    acceptedClockSkewMs: -1,
    validateInResponseTo: ValidateInResponseTo.never,
    wantAssertionsSigned: false,
    wantAuthnResponseSigned: false,
    ...(decryptionPvk && { decryptionPvk }),
  });
  try {
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse: encoded });
    return profile
      ? { nameId: profile.nameID, issuer: profile.issuer }
      : { problem: 'node-saml finds no profile' };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
