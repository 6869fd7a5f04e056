/** What browsers post, in the shapes that actions take. */
type Body = Record<string, unknown>;

/** A field that may be there once, several times or not at all. */
export const listOf = (value: unknown): string[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);

export const numbersOf = (value: unknown): number[] => listOf(value).map(Number);

/** One tag a line: `key=value`. */
export const tagsOf = (value: unknown) =>
  String(value ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [tagKey = '', ...rest] = line.split('=');
      return { tagKey, tagValue: rest.join('=') };
    });

export const tagLines = (tags: readonly { tagKey: string; tagValue: string }[]): string =>
  tags.map(({ tagKey, tagValue }) => `${tagKey}=${tagValue}`).join('\n');

/** Pay-on-behalf is a permission to the API, and a choice of its own to people. */
const payOnBehalf = 7;

export const financeOf = ({ permissionIds, paymentMode }: Body) => ({
  policyType: 'Financial',
  permissionIds: [...numbersOf(permissionIds), ...(paymentMode === 'PayOnBehalf' ? [payOnBehalf] : [])],
});

/** The same the other way round, for the form. */
export function financeValues(permissionIds: readonly number[]) {
  return {
    permissionIds: permissionIds.filter((id) => id !== payOnBehalf).map(String),
    paymentMode: permissionIds.includes(payOnBehalf) ? 'PayOnBehalf' : 'SelfPay',
  };
}

export const memberOf = (body: Body) => ({
  name: body.name,
  nodeId: Number(body.nodeId),
  remark: body.remark ?? '',
  tags: tagsOf(body.tags),
});
