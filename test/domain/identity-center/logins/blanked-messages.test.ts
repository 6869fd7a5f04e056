import { beforeAll, describe, expect, it } from 'vitest';
import { getLoginAttempt } from '../../../../src/domain/identity-center/logins/get-login-attempt.ts';
import { newWorld, type World } from '../../../support/world.ts';
import { type Company, foundCompany } from './company.ts';
import { encryptFor } from './encrypted-assertion.ts';

/** Ways in which a genuine message comes damaged, so that it is refused and could be repaired and used. */
const damages: Record<string, (xml: string) => Buffer | string> = {
  'as it was sent': (xml) => Buffer.from(xml),
  'cut off in its signature': (xml) => Buffer.from(xml.slice(0, xml.indexOf('</ds:SignatureValue>'))),
  'with a comment before the value': (xml) =>
    Buffer.from(xml.replaceAll('<ds:SignatureValue>', '<ds:SignatureValue><!-- </ -->')),
  'with a section around the value': (xml) =>
    Buffer.from(xml.replace(/(SignatureValue>)([^<]+)(<)/g, '$1<![CDATA[$2]]>$3')),
  'with attributes that look like an end': (xml) =>
    Buffer.from(xml.replaceAll('<ds:SignatureValue>', '<ds:SignatureValue Id="a>b">')),
  'with a prefix that is not ASCII': (xml) =>
    Buffer.from(xml.replaceAll('ds:', 'дс:').replaceAll(':ds=', ':дс=')),
  'with line breaks in its tags': (xml) =>
    Buffer.from(xml.replaceAll('<ds:SignatureValue>', '<ds:SignatureValue\r\n>')),
  'in UTF-16': (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le'),
  'with blanks instead of plus signs': (xml) => Buffer.from(xml).toString('base64').replaceAll('+', ' '),
  'with a stray character behind': (xml) => `${Buffer.from(xml).toString('base64')}*`,
  'in lines of sixty characters with a stray one': (xml) =>
    `${Buffer.from(xml).toString('base64').replaceAll(/.{60}/g, '$&\n')}*`,
  'with a comment and a value of short lines': (xml) =>
    Buffer.from(
      xml.replace(
        /(SignatureValue>)([^<]+)(<)/g,
        (_all, start, value: string, end) => `${start}<!-- </ -->${value.replaceAll(/.{60}/g, '$&\n')}${end}`,
      ),
    ),
  'in the alphabet of addresses': (xml) => Buffer.from(xml).toString('base64url'),
  'encoded twice': (xml) => Buffer.from(Buffer.from(xml).toString('base64')).toString('base64'),
};

describe('the message of a trace', () => {
  let world: World;
  let northwind: Company;
  beforeAll(async () => {
    world = await newWorld();
    northwind = await foundCompany(world);
  });

  async function shown(samlResponse: string): Promise<string> {
    const result = await northwind.complete(samlResponse, 'another browser');
    const reference = result.outcome === 'accepted' ? '' : result.reference;
    const input = { zoneId: northwind.zoneId, reference };
    const { message = '' } = await world.execute(getLoginAttempt, northwind.administrator, input);
    return message;
  }

  /** The text with everything undone that anybody can undo. */
  function readings(message: string): string {
    const once = Buffer.from(message, 'base64').toString('latin1');
    const twice = Buffer.from(once, 'base64').toString('latin1');
    return [message, message.replaceAll(/[\0\s]/g, ''), once, twice].join('\n');
  }

  it('is shown without what makes it a credential', async () => {
    const { requestId } = await northwind.start();
    const message = await shown(northwind.respond(requestId, 'alice', { sign: 'both' }));

    expect(message).toContain('<saml:NameID>alice</saml:NameID>');
    expect(message).toContain(`InResponseTo="${requestId}"`);
    expect(message.match(/<ds:SignatureValue>\[blanked\]<\/ds:SignatureValue>/g)).toHaveLength(2);
  });

  it.each(Object.entries(damages))('hides the signature of one %s', async (_how, damage) => {
    const { requestId } = await northwind.start();
    const xml = northwind.idp.write(northwind.parts(requestId));
    const [, signature = ''] = /SignatureValue>([^<]+)</.exec(xml) ?? [];
    const damaged = damage(xml);

    const message = await shown(typeof damaged === 'string' ? damaged : damaged.toString('base64'));

    expect(signature.length).toBeGreaterThan(300);
    expect(readings(message).includes(signature.slice(40, 80))).toBe(false);
  });

  it('hides what is encrypted, and its key', async () => {
    const { requestId } = await northwind.start();
    const xml = await encryptFor(northwind, northwind.idp.write(northwind.parts(requestId)));
    const values = [...xml.matchAll(/CipherValue>([^<]+)</g)].map(([, value]) => value ?? '');

    const message = await shown(Buffer.from(xml).toString('base64'));

    expect(values).toHaveLength(2);
    for (const value of values) expect(readings(message).includes(value.slice(0, 40))).toBe(false);
    expect(message).not.toContain('alice');
  });

  it('is not kept when it is very large', async () => {
    const { requestId } = await northwind.start();
    const name = 'a'.repeat(80_000);

    expect(await shown(northwind.respond(requestId, name))).toBe('');
  });
});
