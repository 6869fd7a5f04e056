/** The fields of the filter form, as they were typed; also the names of the parameters in the address. */
const fields = ['q', 'from', 'to', 'actor', 'action', 'uin', 'outcome', 'requestId'] as const;

export type TypedFilter = Record<(typeof fields)[number], string>;

/** From an address or a form. */
export const typedFilter = (given: Record<string, unknown>): TypedFilter =>
  Object.fromEntries(fields.map((name) => [name, textOf(given[name])])) as TypedFilter;

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 256) : '');

/** As the actions take it: what is empty does not matter. Times are typed without a zone and mean UTC. */
export const toFilter = ({ q, from, to, actor, action, uin, outcome, requestId }: TypedFilter) => ({
  ...(q && { text: q }),
  ...(from && { from: `${from}Z` }),
  ...(to && { to: `${to}Z` }),
  ...(actor && { actor }),
  ...(action && { actions: [action] }),
  ...(uin && { uins: [uin] }),
  ...(outcome && { outcome }),
  ...(requestId && { requestId }),
});

/** Whether anything is typed beside the text to search for. */
export const isNarrowed = ({ q: _, ...rest }: TypedFilter): boolean => Object.values(rest).some(Boolean);

/** The address of the list at this path with this filter. */
export const hrefOf = (path: string, typed: TypedFilter): string =>
  `${path}?${new URLSearchParams(Object.entries(typed).filter(([, value]) => value !== ''))}`;
