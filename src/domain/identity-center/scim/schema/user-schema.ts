import { complex, isPrimary, type Schema, several, text } from './attribute.ts';

/** No more than what every address has (RFC 5321): directories know better what can be delivered. */
const emailAddress = { name: 'an e-mail address', pattern: /^[^\s@]+@[^\s@]+$/ };

const base64 = { name: 'DER in base64', pattern: /^[A-Za-z0-9+/_\s-]+(?:=\s*){0,2}$/ };

const reference = { type: 'reference', isCaseExact: true, referenceTypes: ['external'] } as const;

/** RFC 7643 §4.1, without the password: people log in by single sign-on alone. */
export const userSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'A person who may log in.',
  attributes: [
    text('userName', 'The name that the identity provider asserts at login.', {
      isRequired: true,
      isUnique: true,
    }),
    complex('name', 'The parts of the person’s name.', [
      text('formatted', 'The whole name as it is shown.'),
      text('familyName', 'The last name.', { maxLength: 256 }),
      text('givenName', 'The first name.', { maxLength: 256 }),
      text('middleName', 'The middle names.'),
      text('honorificPrefix', 'A title before the name.'),
      text('honorificSuffix', 'What follows the name.'),
    ]),
    text('displayName', 'The name shown to others.', { maxLength: 256 }),
    text('nickName', 'What the person is called.'),
    text('profileUrl', 'A page about the person.', reference),
    text('title', 'The position.'),
    text('userType', 'How the person belongs to the company.'),
    text('preferredLanguage', 'The language to write to the person in.'),
    text('locale', 'How dates and numbers are written for the person.'),
    text('timezone', 'The time zone, such as Asia/Shanghai.'),
    {
      name: 'active',
      description: 'Whether the person may log in. False ends every session at once.',
      type: 'boolean',
    },
    several('emails', 'E-mail addresses.', {
      value: text('value', 'The address.', { maxLength: 320, form: emailAddress }),
      types: ['work', 'home', 'other'],
    }),
    several('phoneNumbers', 'Telephone numbers.', {
      value: text('value', 'The number.'),
      types: ['work', 'home', 'mobile', 'fax', 'pager', 'other'],
    }),
    several('ims', 'Instant messaging addresses.', { value: text('value', 'The address.') }),
    several('photos', 'Pictures of the person.', {
      value: text('value', 'Where the picture is.', reference),
      types: ['photo', 'thumbnail'],
    }),
    complex(
      'addresses',
      'Postal addresses.',
      [
        text('formatted', 'The whole address as it is written.'),
        text('streetAddress', 'Street and house.'),
        text('locality', 'The city.'),
        text('region', 'The state or province.'),
        text('postalCode', 'The postal code.'),
        text('country', 'The country.'),
        text('type', 'What the address is used for.', { canonicalValues: ['work', 'home', 'other'] }),
        isPrimary,
      ],
      { isMultiValued: true },
    ),
    complex(
      'groups',
      'The user groups that the person is in; changed at the groups.',
      [
        text('value', 'The group’s id.', { isCaseExact: true, mutability: 'readOnly' }),
        text('$ref', 'The group’s address.', {
          type: 'reference',
          isCaseExact: true,
          referenceTypes: ['Group'],
          mutability: 'readOnly',
        }),
        text('display', 'The group’s name.', { mutability: 'readOnly' }),
        text('type', 'How the person is in it.', { canonicalValues: ['direct'], mutability: 'readOnly' }),
      ],
      { isMultiValued: true, mutability: 'readOnly' },
    ),
    several('entitlements', 'What the person is entitled to elsewhere; it has no effect here.', {
      value: text('value', 'The entitlement.'),
    }),
    several('roles', 'Roles the person has elsewhere; they have no effect here.', {
      value: text('value', 'The role.'),
    }),
    several('x509Certificates', 'Certificates of the person.', {
      value: text('value', 'The certificate, DER in base64.', {
        type: 'binary',
        isCaseExact: true,
        maxLength: 65_536,
        form: base64,
      }),
    }),
  ],
};

/** RFC 7643 §4.3. */
export const enterpriseSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'A person’s place in the company.',
  attributes: [
    text('employeeNumber', 'The personnel number.'),
    text('costCenter', 'The cost center.'),
    text('organization', 'The organization.'),
    text('division', 'The division.'),
    text('department', 'The department.'),
    complex('manager', 'Whom the person reports to.', [
      text('value', 'The manager’s id.', { isCaseExact: true }),
      text('$ref', 'The manager’s address.', {
        type: 'reference',
        isCaseExact: true,
        referenceTypes: ['User'],
      }),
      text('displayName', 'The manager’s name.'),
    ]),
  ],
};
