import { beforeEach, describe, expect, it } from 'vitest';
import { writeAssertion } from '../../support/identity-provider.ts';
import { aliceLogsIn, type Login, verdictOn } from './login.ts';
import {
  assertionIn,
  hidingPlaces,
  signatureIn,
  signaturePlaces,
  withoutSignature,
  withSignature,
} from './surgery.ts';

const everywhere = { ...hidingPlaces, ...signaturePlaces };
const filler = '<x:x xmlns:x="urn:x"/>';

let login: Login;
let signedAssertion: string;
let signedResponse: string;
beforeEach(async () => {
  login = await aliceLogsIn();
  signedAssertion = login.idp.write({ ...login.good, sign: 'assertion' });
  signedResponse = login.idp.write({ ...login.good, sign: 'response' });
});
const verdict = (xml: string) => verdictOn(xml, login.expected);
const refused = /^refused /;
/** What the attacker would like to be: an assertion and a response of the same making, unsigned. */
const forge = (changes: { id?: string; assertionId?: string }) =>
  login.idp.write({
    ...login.good,
    id: '_evil',
    assertionId: '_forged',
    nameId: 'admin',
    sign: 'nothing',
    ...changes,
  });

describe.each(Object.entries(everywhere))('what is signed and hidden %s', (_place, hide) => {
  it.each(['another', 'the same'])('does not vouch for a forged assertion with %s ID', (which) => {
    const { assertionId } = login.good;
    const forged = forge(which === 'the same' ? { assertionId } : {});
    const original = assertionIn(signedAssertion);
    const signature = signatureIn(original);
    const forgedAssertion = assertionIn(forged);
    const carriesSignature = forged.replace(forgedAssertion, withSignature(forgedAssertion, signature));

    expect(verdict(hide(carriesSignature, withoutSignature(original)))).toMatch(refused);
    expect(verdict(hide(carriesSignature, original))).toMatch(refused);
    // The signature where that of the response belongs.
    expect(verdict(hide(withSignature(forged, signature), withoutSignature(original)))).toMatch(refused);
  });

  it.each(['another', 'the same'])('does not vouch for a forged response with %s ID', (which) => {
    const forged = forge(which === 'the same' ? { id: login.good.id } : {});
    const signature = signatureIn(signedResponse);
    const bare = withoutSignature(signedResponse);

    expect(verdict(hide(withSignature(forged, signature), bare))).toMatch(refused);
    expect(verdict(hide(withSignature(forged, signature), signedResponse))).toMatch(refused);
    // The assertion alone out of the signed response.
    expect(verdict(hide(withSignature(forged, signature), assertionIn(bare)))).toMatch(refused);
  });
});

describe.each(Object.entries(hidingPlaces))('what is hidden %s', (_place, hide) => {
  it('does not vouch for a forged assertion when it still has its signature', () => {
    expect(verdict(hide(forge({}), assertionIn(signedAssertion)))).toMatch(refused);
    expect(
      verdict(hide(forge({ assertionId: login.good.assertionId }), assertionIn(signedAssertion))),
    ).toMatch(refused);
    expect(verdict(hide(forge({}), signedResponse))).toMatch(refused);
  });

  it('is refused when it is the forged one, though the signed one is in its place', () => {
    for (const assertionId of ['_forged', login.good.assertionId]) {
      const forged = writeAssertion({ ...login.good, assertionId, nameId: 'admin' });

      expect(verdict(hide(signedAssertion, forged))).toMatch(refused);
      expect(verdict(hide(signedResponse, forged))).toMatch(refused);
    }
  });
});

describe('something harmless', () => {
  it('may be put where the standard allows anything and nothing is signed', () => {
    expect(verdict(signedAssertion)).toBe('accepted alice');
    expect(verdict(signedResponse)).toBe('accepted alice');
    expect(verdict(hidingPlaces['in the extensions']?.(signedAssertion, filler) ?? '')).toBe(
      'accepted alice',
    );
    expect(verdict(hidingPlaces['in the detail of the status']?.(signedAssertion, filler) ?? '')).toBe(
      'accepted alice',
    );
  });

  it('changes what is signed when it is put there', () => {
    const inside = Object.entries(hidingPlaces).slice(5);
    for (const [place, hide] of inside)
      expect(verdict(hide(signedAssertion, filler)), place).toMatch(refused);
    for (const [place, hide] of Object.entries(hidingPlaces))
      expect(verdict(hide(signedResponse, filler)), place).toMatch(refused);
  });
});
