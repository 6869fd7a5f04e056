import { type InnerShape, innerNames, present } from './inner-shape.ts';
import type { OfficialField, OfficialVersion } from './official-models.ts';

/** One parameter as the official model has it, and what the action makes of it. */
export interface Parameter extends OfficialField {
  /** Undefined where the action has no such field. */
  inner: string | undefined;
  /** By the action; official models ask for more than is needed. */
  isRequired: boolean;
  struct: ParameterShape | undefined;
  /** The action takes an id as text that the model has as a number. */
  takesText: boolean;
  /** Changes nothing here, so that it may be given all the same. */
  isIdle: boolean;
}

export interface ParameterShape {
  fields: ReadonlyMap<string, Parameter>;
  byInner: ReadonlyMap<string, Parameter>;
}

/** Official parameters that ask for what is so anyway, or for what does not exist here, such as passwords of users. */
const idleParameters = new Set([
  'CreateUserRequest.NeedResetPassword',
  'UpdateUserRequest.NeedResetPassword',
  'PolicyDetail.PolicyName',
  'AddPermissionPolicyToRoleConfigurationRequest.PolicyType',
  'DescribeOrganizationRequest.Lang',
  'DescribeOrganizationRequest.Product',
  'DescribeOrganizationMembersRequest.Lang',
  'DescribeOrganizationMembersRequest.Product',
  'InviteOrganizationMemberRequest.AuthFile',
]);

const plainTypes = new Set(['string', 'number', 'boolean']);

/** What a structure of the model is for the action whose input has that shape. */
export function parameterShape(
  official: OfficialVersion,
  struct: string,
  shape: InnerShape | undefined,
): ParameterShape {
  const names = innerNames(shape);
  const { properties = {}, required = [] } = present(shape) ?? {};
  const fields = official.fieldsOf(struct).map((field): Parameter => {
    const inner = names.get(field.name.toLowerCase());
    const own = present(inner === undefined ? undefined : properties[inner]);
    const item = field.isList ? present(own?.items) : own;
    return {
      ...field,
      inner,
      isRequired: inner !== undefined && required.includes(inner),
      struct: plainTypes.has(field.type) ? undefined : parameterShape(official, field.type, item),
      takesText: item?.type === 'string',
      isIdle: idleParameters.has(`${struct}.${field.name}`),
    };
  });
  return {
    fields: new Map(fields.map((field) => [field.name, field])),
    byInner: new Map(fields.map((field) => [field.inner ?? '', field])),
  };
}

/** The official names of what is not offered. */
export const missingParameters = ({ fields }: ParameterShape, path = ''): string[] =>
  [...fields.values()].flatMap(({ name, inner, isIdle, struct }) => {
    if (inner === undefined) return isIdle ? [] : [`${path}${name}`];
    return struct ? missingParameters(struct, `${path}${name}.`) : [];
  });
