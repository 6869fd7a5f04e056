import { DomainError } from '../../../action/domain-error.ts';

/** What browsers and we would read alike: no blanks that are dropped, no backslashes, both slashes there. */
const wholeAddress = /^https?:\/\/[^\s\\]+$/;
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

/**
 * People type their passwords where this address leads, so it must be https; on the machine itself, for trying,
 * http will do. Anything else is refused under the name of the field.
 */
export function requireSecureAddress(field: string, text: string): string {
  const url = wholeAddress.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  const isSecure =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && loopbackHosts.includes(url.hostname));
  if (url && isSecure && url.username === '' && url.password === '') return text;
  const message = `Found "${text.slice(0, 200)}"; an address such as https://idp.example.com/sso is expected.`;
  throw new DomainError('invalid-input', 'AddressNotSecure', message, {
    details: { found: text.slice(0, 200) },
    fields: { [field]: message },
  });
}
