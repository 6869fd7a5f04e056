import { z } from 'zod';
import { DomainError } from '../../../action/domain-error.ts';
import type { Vault } from '../../../platform/secrets.ts';
import type { Settings } from '../../../platform/settings.ts';

const address = z.string().trim().max(1024);

/** Where audit records are delivered. What opens the place is kept apart, sealed. */
export const destination = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('folder'),
    /** Below the folder that the installation sets aside for it. */
    folder: z
      .string()
      .trim()
      .regex(
        /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/,
        'Use 1 to 64 letters, digits and . _ -, without a dot at first.',
      ),
  }),
  z.object({
    kind: z.literal('bucket'),
    bucketUrl: address,
    region: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]{1,64}$/, 'Enter a region such as ap-guangzhou.'),
    prefix: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9!_.*'()/-]{0,256}$/, 'Use at most 256 letters, digits and ! _ . * ( ) / -.')
      .default(''),
    accessKeyId: z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9_-]{1,128}$/, 'Enter the id of an access key.'),
  }),
  z.object({ kind: z.literal('webhook'), webhookUrl: address }),
]);
export type Destination = z.infer<typeof destination>;

export const credentialText = z.string().max(512, 'Use at most 512 characters.');

/** Nothing at all when it was sealed with another key. */
export function openedCredential(sealed: string | null, vault: Vault): string | undefined {
  if (sealed === null) return '';
  try {
    return vault.open(sealed);
  } catch {
    return undefined;
  }
}

const shortestSecret = 16;

/** Holds what was typed against the rules that need more than the text itself. */
export function requireDestination(chosen: Destination, credential: string, settings: Settings): void {
  if (chosen.kind === 'folder') return;
  if (chosen.kind === 'bucket') requireAddress('bucketUrl', chosen.bucketUrl, settings);
  else requireAddress('webhookUrl', chosen.webhookUrl, settings);
  if (credential.length < shortestSecret) throw credentialTooShort(shortestSecret);
}

/** https, so that what happened is told to nobody else; plain http only to hosts that may be inside. */
function requireAddress(field: string, text: string, { trackingPrivateHosts }: Settings): void {
  const url = /^https?:\/\/[^\s\\]+$/.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  const isSecure =
    url?.protocol === 'https:' || (url !== undefined && trackingPrivateHosts.includes(url.hostname));
  const isPlain = url?.username === '' && url.password === '' && url.hash === '';
  if (url && isSecure && isPlain && (field !== 'bucketUrl' || url.search === '')) return;
  const message = `Found "${text.slice(0, 200)}"; an address such as https://collector.example.com/audit is expected.`;
  throw new DomainError('invalid-input', 'DeliveryAddressNotSecure', message, {
    details: { found: text.slice(0, 200) },
    fields: { [field]: 'Enter an https address without a name, a password or a #.' },
  });
}

export const deliveryAddress = (chosen: Destination): string => {
  if (chosen.kind === 'folder') return chosen.folder;
  if (chosen.kind === 'webhook') return chosen.webhookUrl;
  return `${chosen.bucketUrl.replace(/\/+$/, '')}/${chosen.prefix}`;
};

const credentialTooShort = (shortest: number) =>
  new DomainError(
    'invalid-input',
    'CredentialTooShort',
    `Enter a secret of at least ${shortest} characters.`,
    {
      details: { shortest },
      fields: { credential: `Enter a secret of at least ${shortest} characters.` },
    },
  );
