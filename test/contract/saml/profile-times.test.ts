import { beforeEach, describe, expect, it } from 'vitest';
import { verifyResponse } from '../../../src/platform/saml/verify-response.ts';
import { encode } from '../../support/identity-provider.ts';
import { aliceLogsIn, type Login, now } from './login.ts';
import { signElement, usualRecipe, verdictsOnSigned } from './signer.ts';

const at = (milliseconds: number): string => new Date(now.getTime() + milliseconds).toISOString();

/** Where a time stands, and what is refused when it does not hold. */
const ends: [string, RegExp, string, string][] = [
  ['confirmation', /<saml:SubjectConfirmationData /, 'NotOnOrAfter', 'expired'],
  ['conditions', /<saml:Conditions /, 'NotOnOrAfter', 'expired'],
  ['session', /<saml:AuthnStatement /, 'SessionNotOnOrAfter', 'session-expired'],
];
const beginnings: typeof ends = [
  ['confirmation', /<saml:SubjectConfirmationData /, 'NotBefore', 'not-yet-valid'],
  ['conditions', /<saml:Conditions /, 'NotBefore', 'not-yet-valid'],
];

let login: Login;
beforeEach(async () => {
  login = await aliceLogsIn();
});
/** Gives an element that time, whether it had another or none. */
const withTime = (xml: string, element: RegExp, name: string, time: string): string => {
  const [tag = ''] = new RegExp(`${element.source}[^>]*>`).exec(xml) ?? [];
  return xml.replace(tag, () =>
    tag.replace(new RegExp(` ${name}="[^"]*"`), '').replace(' ', ` ${name}="${time}" `),
  );
};
const verdict = (element: RegExp, name: string, time: string) =>
  verdictsOnSigned(login, (xml) => withTime(xml, element, name, time));

describe.each(ends)('the end of the %s', (_what, element, name, reason) => {
  it.each([0, 1, 60, 300])('comes when a skew of %i seconds has passed, to the millisecond', (seconds) => {
    login.expected.clockSkewSeconds = seconds;

    expect(verdict(element, name, at(-seconds * 1000 + 1))).toBe('accepted alice');
    expect(verdict(element, name, at(-seconds * 1000))).toBe(`refused ${reason}`);
    expect(verdict(element, name, at(-seconds * 1000 - 1))).toBe(`refused ${reason}`);
  });
});

describe.each(beginnings)('the beginning of the %s', (_what, element, name, reason) => {
  it.each([0, 1, 60, 300])('may be a skew of %i seconds ahead, to the millisecond', (seconds) => {
    login.expected.clockSkewSeconds = seconds;

    expect(verdict(element, name, at(seconds * 1000))).toBe('accepted alice');
    expect(verdict(element, name, at(seconds * 1000 + 1))).toBe(`refused ${reason}`);
  });
});

describe.each([...ends, ...beginnings])('a time of the %s', (_what, element, name) => {
  it.each([
    '',
    ' ',
    'tomorrow',
    '0',
    '9999999999999',
    '2026-07-29',
    '2026-07-29T16:14:09',
    '2026-07-29T16:14Z',
    '2026-07-29T16:14:09z',
    '2026-07-29 16:14:09Z',
    ' 2026-07-29T16:14:09Z',
    '2026-07-29T16:14:09Z ',
    '2026-07-29T18:14:09+02:00',
    '2026-07-29T16:14:09+00:00',
    '2026-07-29T16:14:09.Z',
    '2026-02-30T16:14:09Z',
    '2026-13-01T16:14:09Z',
    '2026-07-29T24:00:00Z',
    '2026-07-29T16:60:00Z',
    '2026-06-30T23:59:60Z',
    '02026-07-29T16:14:09Z',
    '+002026-07-29T16:14:09Z',
    '-2026-07-29T16:14:09Z',
    '٢٠٢٦-07-29T16:14:09Z',
    '2026-07-29T16:14:09Z\u0085',
  ])('is not %j', (time) => {
    expect(verdict(element, name, time)).toBe('refused time-invalid');
  });
});

describe('a time', () => {
  it('may have any fraction of a second, and may be as far away as one can write', () => {
    const [[, element, name]] = ends as [[string, RegExp, string, string]];

    for (const time of [
      '2026-07-29T16:14:09.1Z',
      '2026-07-29T16:14:09.123456789Z',
      '9999-12-31T23:59:59Z',
      '2028-02-29T00:00:00Z',
    ]) {
      expect(verdict(element, name, time)).toBe('accepted alice');
    }
    expect(verdict(element, name, '0000-01-01T00:00:00Z')).toBe('refused expired');
  });

  it('of the session is the earliest of all statements, and all must hold', () => {
    const statements =
      (...times: string[]) =>
      (xml: string) => {
        const [statement = ''] = /<saml:AuthnStatement .*<\/saml:AuthnStatement>/.exec(xml) ?? [];
        return xml.replace(
          statement,
          times
            .map((time) => withTime(statement, /<saml:AuthnStatement /, 'SessionNotOnOrAfter', time))
            .join(''),
        );
      };
    const read = (edit: (xml: string) => string) => {
      const { idp, good, expected } = login;
      const xml = signElement(
        edit(idp.write({ ...good, sign: 'nothing' })),
        good.assertionId,
        usualRecipe(idp.keyPair),
      );
      return verifyResponse(encode(xml), expected).sessionNotOnOrAfter?.toISOString();
    };

    expect(read(statements(at(7200_000), at(3600_000)))).toBe(at(3600_000));
    expect(read((xml) => xml)).toBeUndefined();
    expect(verdictsOnSigned(login, statements(at(7200_000), at(-3600_000)))).toBe('refused session-expired');
    expect(verdictsOnSigned(login, statements(at(7200_000), 'x'))).toBe('refused time-invalid');
  });
});
