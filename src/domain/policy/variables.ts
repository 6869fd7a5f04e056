import type { Caller } from './access-request.ts';

/** Who asks, in a policy: `${uin}`, the account's `${owner_uin}` and its `${app_id}`. */
const variableNames = ['uin', 'owner_uin', 'app_id'] as const;

const variable = /\$\{([^{}]*)\}/g;

export const hasVariables = (text: string): boolean => text.includes('${');

/** COS knows no variables in the path of an object, which begins after the bucket. */
export const hasVariablesInObject = (path: string): boolean =>
  path.includes('/') && hasVariables(path.slice(path.indexOf('/') + 1));

/** Whether every `${` begins a variable that there is. */
export function hasOnlyKnownVariables(text: string): boolean {
  const rest = text.replace(variable, (whole, name: string) =>
    (variableNames as readonly string[]).includes(name) ? '' : whole,
  );
  return !hasVariables(rest);
}

/** Undefined when a variable has no value for this caller. */
export function fillIn(text: string, caller: Caller | undefined): string | undefined {
  let isComplete = true;
  const filled = text.replace(variable, (_, name: string) => {
    const value = valueFor(name, caller);
    if (value === undefined) isComplete = false;
    return String(value);
  });
  return isComplete && !hasVariables(filled) ? filled : undefined;
}

function valueFor(name: string, caller: Caller | undefined): number | undefined {
  if (name === 'uin') return caller?.uin;
  if (name === 'owner_uin') return caller?.ownerUin;
  return name === 'app_id' ? caller?.appId : undefined;
}
