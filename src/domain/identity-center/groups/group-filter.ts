import { groupFilterInvalid } from './group.ts';

/** `GroupName eq dev`: this name, in any case of letters. `GroupName sw dev`: names that begin so. */
export interface GroupNameFilter {
  operator: 'eq' | 'sw';
  value: string;
}

export function readGroupFilter(filter: string): GroupNameFilter | undefined {
  if (filter.trim() === '') return undefined;
  const [, operator, value] = /^\s*GroupName\s+(eq|sw)\s+(.*\S)\s*$/is.exec(filter) ?? [];
  if (!operator || !value) throw groupFilterInvalid();
  return { operator: operator.toLowerCase() as GroupNameFilter['operator'], value };
}
