/**
 * Who did something, for the partial of that name.
 * @param nobody what to call it when nobody was written down: the product, as before anybody was, or the clock
 */
export function byWhom(actor: unknown, nobody: 'product' | 'clock' = 'product') {
  const { kind, uin, identity } = (actor ?? {}) as {
    kind?: string;
    uin?: number;
    identity?: { type: string; userName?: string; roleName?: string; sessionName?: string };
  };
  if (kind !== 'principal' || !identity) return { key: kind ? 'product' : nobody, name: '', uin: null };
  const name = identity.userName ?? [identity.roleName, identity.sessionName].filter(Boolean).join(' / ');
  return { key: identity.type, name, uin: uin ?? null };
}
