import type { Response } from 'express';
import { allowFormsInFramesOf, allowFormsTo } from './security-headers.ts';

/** A logout message on its way to the identity provider (saml-bindings §3.4, §3.5). */
export type LogoutDelivery =
  | { binding: 'redirect'; url: string }
  | { binding: 'post'; url: string; field: string; message: string; relayState: string };

/**
 * A page that carries the message on by itself, with a link or button for where it does not. It is a page and no
 * redirect, because browsers hold a redirect after a form against `form-action`.
 */
export function carryOn(
  res: Response,
  spaceName: string,
  delivery: LogoutDelivery,
  { mayBeFramed = false } = {},
): void {
  if (delivery.binding === 'post' && mayBeFramed) allowFormsInFramesOf(res, delivery.url);
  else if (delivery.binding === 'post') allowFormsTo(res, delivery.url);
  res.render('portal/carry-logout', { space: { name: spaceName }, delivery });
}
