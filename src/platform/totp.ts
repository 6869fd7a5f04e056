import { Secret, TOTP } from 'otpauth';
import { renderSVG } from 'uqr';
import type { RandomSource } from './random.ts';

const period = 30;
/** RFC 4226 §4 R6 asks for 16 bytes at least and recommends 20. */
const secretBytes = 20;

/** A secret for an app that shows codes (RFC 6238), in base 32 as apps take it. */
export function newTotpSecret(random: RandomSource): string {
  const drawn = Buffer.from(random.secret(), 'base64url').subarray(-secretBytes);
  return Secret.fromHex(drawn.toString('hex')).base32;
}

/** What an app reads from a QR code: the secret, and under which name to show it. */
export const totpUri = (secret: string, issuer: string, label: string): string =>
  new TOTP({ issuer, label, secret }).toString();

/** The code as a picture, for an address in a page: a data URL, so that it needs no place of its own. */
export const qrCodeImage = (text: string): string =>
  `data:image/svg+xml;base64,${Buffer.from(renderSVG(text, { border: 2 })).toString('base64')}`;

/**
 * The time step whose code this is, or undefined. One step before and after counts too, because people type slowly
 * and clocks differ (RFC 6238 §5.2).
 */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const timestamp = now.getTime();
  const delta = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp,
    window: 1,
    period,
  });
  return delta === null ? undefined : TOTP.counter({ period, timestamp }) + delta;
}
