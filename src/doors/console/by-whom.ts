/** Who did something, for the partial of that name. Nobody is what was there before anybody was written down. */
export function byWhom(actor: unknown) {
  const { kind, uin, identity } = (actor ?? {}) as {
    kind?: string;
    uin?: number;
    identity?: { type: string; userName?: string; roleName?: string; sessionName?: string };
  };
  if (kind !== 'principal' || !identity) return { key: 'product', name: '', uin: null };
  const name = identity.userName ?? [identity.roleName, identity.sessionName].filter(Boolean).join(' / ');
  return { key: identity.type, name, uin: uin ?? null };
}
