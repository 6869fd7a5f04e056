import type { Selectable } from 'kysely';
import type { UserTable } from '../../../../platform/database/tables.ts';
import { userName as userNameRule } from '../../users/user.ts';
import { invalidValue } from '../problem.ts';
import { type Document, isRecord } from '../resource/document.ts';
import { enterpriseSchema, userSchema } from '../schema/user-schema.ts';
import type { GroupReference } from './directory-user-queries.ts';

export type UserRow = Selectable<UserTable>;

/** The columns that a directory writes. */
export type UserColumns = Pick<
  UserRow,
  'user_name' | 'first_name' | 'last_name' | 'display_name' | 'email' | 'status' | 'external_id'
> & { scim: string };

/** What a directory has said of a user. What the console shows is in columns, and these count. */
export function toDocument(row: UserRow): Document {
  const { name, emails, ...rest } = row.scim as Document;
  const wholeName = withoutNothing({
    ...(name as Document | undefined),
    givenName: row.first_name,
    familyName: row.last_name,
  });
  return withoutNothing({
    externalId: row.external_id,
    userName: row.user_name,
    name: Object.keys(wholeName).length > 0 ? wholeName : undefined,
    displayName: row.display_name,
    active: row.status === 'Enabled',
    emails: emailsOf(row.email, (emails ?? []) as Document[]),
    ...rest,
  });
}

/** An address that was typed in the console while the directory was not heard comes before what it had said. */
function emailsOf(email: string, emails: Document[]): Document[] | undefined {
  if (email === mainEmail(emails)) return emails.length > 0 ? emails : undefined;
  return email === '' ? undefined : [{ value: email, type: 'work', primary: true }];
}

/** The primary address, else the one at work, else the first. */
function mainEmail(emails: readonly Document[]): string {
  const withValue = emails.filter(({ value }) => typeof value === 'string');
  const main =
    withValue.find(({ primary }) => primary === true) ??
    withValue.find(({ type }) => String(type).toLowerCase() === 'work') ??
    withValue[0];
  return typeof main?.value === 'string' ? main.value : '';
}

const withoutNothing = (document: Document): Document =>
  Object.fromEntries(
    Object.entries(document).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  );

/** A page of a thousand such users is still an answer. */
const longest = 65_536;

/** @throws DomainError `invalidValue` for a user name that the space cannot have, with the mapping to change */
export function toColumns(document: Document): UserColumns {
  const { userName, externalId, displayName, active, name, schemas, ...rest } = document;
  const { givenName, familyName, ...names } = (isRecord(name) ? name : {}) as Document;
  const scim = JSON.stringify({ ...rest, ...(Object.keys(names).length > 0 && { name: names }) });
  if (scim.length > longest)
    throw invalidValue(`The user has ${scim.length} characters in all; at most ${longest} are kept.`);
  return {
    user_name: requireUserName(userName),
    first_name: String(givenName ?? ''),
    last_name: String(familyName ?? ''),
    display_name: String(displayName ?? ''),
    email: mainEmail((document.emails ?? []) as Document[]),
    status: active === false ? 'Disabled' : 'Enabled',
    external_id: externalId === undefined ? null : String(externalId),
    scim,
  };
}

const guest = /#ext#/i;

function requireUserName(value: unknown): string {
  if (value === undefined) throw invalidValue('"userName" is required; found none.');
  const name = String(value);
  if (userNameRule.safeParse(name).success) return name;
  const place = [...name].findIndex((character) => !/[A-Za-z0-9+=,.@_-]/.test(character));
  const found =
    place < 0
      ? `has ${name.length} characters; at most 64 are allowed`
      : `has "${[...name][place]}" at character ${place + 1}; letters A-Z and a-z, digits and + = , . @ - _ are allowed`;
  const mapping = guest.test(name)
    ? 'Guests of Entra ID have #EXT# in userPrincipalName: map userName to another attribute, such as mail, or leave guests out of the scope.'
    : 'In the directory’s attribute mapping, change what userName is mapped to.';
  throw invalidValue(`The userName "${name.slice(0, 100)}" ${found}. ${mapping}`);
}

/** A user as the protocol shows it. */
export function toResource(row: UserRow, groups: readonly GroupReference[], url: string): Document {
  const { externalId, ...document } = toDocument(row);
  return withoutNothing({
    schemas: [userSchema.id, ...(document[enterpriseSchema.id] ? [enterpriseSchema.id] : [])],
    id: row.user_id,
    externalId,
    ...document,
    groups:
      groups.length > 0
        ? groups.map(({ value, display }) => ({
            value,
            $ref: `${url}/Groups/${value}`,
            display,
            type: 'direct',
          }))
        : undefined,
    meta: {
      resourceType: 'User',
      created: row.created_at.toISOString(),
      lastModified: row.updated_at.toISOString(),
      location: `${url}/Users/${row.user_id}`,
      version: `W/"${row.version}"`,
    },
  });
}
