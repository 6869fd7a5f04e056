import { z } from 'zod';
import { DomainError } from '../../../../action/domain-error.ts';

/** What the cloud tells a member about, each to be had or not. */
export const messageKinds = ['account', 'finance', 'operations', 'product', 'promotion', 'security'] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Whom the cloud writes to about a member: a created member has no contact of its own. */
export const contact = z.object({
  contactId: z.string(),
  memberUin: z.int(),
  name: z.string(),
  email: z.string(),
  /** Whether somebody has confirmed the address; until then nothing is sent to it. */
  isVerified: z.boolean(),
  messageKinds: z.array(z.enum(messageKinds)),
  createTime: z.date(),
  updateTime: z.date(),
});
export type Contact = z.output<typeof contact>;

export const contactsPerMember = 10;

/** What a person fills in. */
export const contactInput = {
  name: z.string().trim().min(1, 'Enter a name.').max(64, 'Use at most 64 characters.'),
  email: z.string().trim().max(128, 'Use at most 128 characters.').pipe(z.email('Enter an e-mail address.')),
  messageKinds: z
    .array(z.enum(messageKinds))
    .min(1, 'Choose at least one kind of message.')
    .transform((kinds) => messageKinds.filter((kind) => kinds.includes(kind))),
};

/** Another address has to be confirmed anew; another spelling of the same one has not. */
export const staysVerified = (before: Pick<Contact, 'email' | 'isVerified'>, email: string): boolean =>
  before.isVerified && before.email.toLowerCase() === email.toLowerCase();

/** An account that was invited has an owner, who is told at the addresses that the owner gave. */
export function requireCreated({
  name,
  memberType,
}: {
  name: string;
  memberType: 'Create' | 'Invite';
}): void {
  if (memberType === 'Create') return;
  throw new DomainError(
    'failed-precondition',
    'MemberContactNotForInvited',
    `"${name}" was invited and has contacts of its own.`,
    { details: { name } },
  );
}

export const contactNotFound = (contactId: string) =>
  new DomainError('not-found', 'MemberContactNotExist', `The member has no contact "${contactId}".`, {
    details: { contactId },
  });

export const contactEmailUsed = (email: string) =>
  new DomainError('conflict', 'MemberContactEmailUsed', `The member already has a contact at ${email}.`, {
    details: { email },
  });

export const tooManyContacts = () =>
  new DomainError(
    'limit-exceeded',
    'MemberContactExceedLimit',
    `A member may have ${contactsPerMember} contacts at most.`,
    { details: { limit: contactsPerMember } },
  );

export const contactChanged = () =>
  new DomainError('conflict', 'MemberContactChanged', 'The address was changed meanwhile. Look at it again.');
