/** Name → id of what the demo has made so far. */
export type Ids<Id> = Map<string, Id>;

export function get<Id>(ids: Ids<Id>, name: string): Id {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`The demo organization names "${name}" before making it.`);
  return id;
}
