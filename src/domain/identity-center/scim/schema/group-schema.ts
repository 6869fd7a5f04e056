import { complex, type Schema, text } from './attribute.ts';

/** RFC 7643 §4.2; members are people, groups do not nest. */
export const groupSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'A group of people, who get what is authorized for it.',
  attributes: [
    text('displayName', 'The group’s name.', { isRequired: true, isUnique: true }),
    complex(
      'members',
      'The people in the group.',
      [
        text('value', 'The person’s id.', { isCaseExact: true, mutability: 'immutable' }),
        text('$ref', 'The person’s address.', {
          type: 'reference',
          isCaseExact: true,
          referenceTypes: ['User'],
          mutability: 'immutable',
        }),
        text('display', 'The person’s name.', { mutability: 'readOnly' }),
        text('type', 'What the member is.', { canonicalValues: ['User'], mutability: 'immutable' }),
      ],
      { isMultiValued: true },
    ),
  ],
};
