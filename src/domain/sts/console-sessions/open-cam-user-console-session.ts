import { z } from 'zod';
import { type ActionContext, defineAction } from '../../../action/define-action.ts';
import { secondsUntil } from '../../../platform/saml/time-rules.ts';
import { verifyResponse } from '../../../platform/saml/verify-response.ts';
import { camUsers, userSso } from '../../cam/index.ts';
import { useEntry } from '../saml/employee-entry.ts';
import { requireFirstUse } from '../saml/first-use.ts';
import { forAccount, localSite } from '../saml/local-site.ts';
import { orRefused, SignInRefusal, signInRefusal } from '../saml/sign-in-refusal.ts';

/** How long somebody stays in the console as a CAM user. Roles have a duration of their own. */
const camUserSessionSeconds = 7200;

const openedUserSession = z.object({
  outcome: z.literal('opened'),
  uin: z.int(),
  identity: z.object({
    type: z.literal('cam-user'),
    userName: z.string(),
    userUin: z.int(),
    userSsoId: z.int(),
    entryId: z.string().optional(),
  }),
  sessionSeconds: z.int(),
});

export const openCamUserConsoleSession = defineAction({
  id: 'sts:OpenCamUserConsoleSession',
  summary: 'Let somebody into an account of the local site as a CAM user, by a SAML response.',
  effect: 'write',
  allowed: ['visitor'],
  secret: ['samlResponse'],
  input: z.object({ uin: z.coerce.number().int().positive().safe(), samlResponse: z.string() }),
  output: z.union([openedUserSession, signInRefusal]),

  async run(context, { uin, samlResponse }) {
    return orRefused(context.random.reference(), () => signIn(context, uin, samlResponse));
  },
});

async function signIn(
  context: ActionContext,
  uin: number,
  samlResponse: string,
): Promise<z.infer<typeof openedUserSession>> {
  const { db, now, settings } = context;
  const provider = await userSso.find(db, uin);
  if (!provider) throw new SignInRefusal('provider-unknown', `account ${uin}`, 'an account with user SSO');
  const site = localSite(settings);
  const assertion = verifyResponse(samlResponse, {
    entityId: provider.entityId,
    certificates: provider.certificates,
    audience: forAccount(site.userAudience, uin),
    acsUrl: forAccount(site.userAcsUrl, uin),
    inResponseTo: 'forbidden',
    now,
    clockSkewSeconds: settings.clockSkewSeconds,
    maximumBytes: settings.samlResponseBytes,
  });

  const user = await camUsers.find(db, uin, assertion.nameId);
  if (!user?.consoleLogin)
    throw new SignInRefusal('cam-user-unknown', assertion.nameId, 'a CAM user of the account');
  await requireFirstUse(context, uin, assertion);
  const { userName, userUin } = user;
  const sessionSeconds = secondsUntil(assertion.sessionNotOnOrAfter, now, camUserSessionSeconds);
  const entryId = await useEntry(context, provider.spaceId, { ...assertion, uin }, sessionSeconds);
  const identity = {
    type: 'cam-user' as const,
    userName,
    userUin,
    userSsoId: provider.userSsoId,
    ...(entryId !== undefined && { entryId }),
  };
  return { outcome: 'opened', uin, identity, sessionSeconds };
}
