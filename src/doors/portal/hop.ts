import type { Response } from 'express';
import { allowFormsTo } from '../security-headers.ts';

interface Hop {
  acsUrl: string;
  samlResponse: string;
  relayState: string;
  account: { uin: number; name: string };
}

/** A page whose form carries the assertion to the account, by itself where scripts run. */
export function hop(res: Response, page: Hop): void {
  allowFormsTo(res, page.acsUrl);
  res.render('portal/post-response', page);
}
