/** Somebody asks to do something. */
export interface AccessRequest {
  /** `service:Operation`. */
  action: string;
  /** Six segments, or `*` for an operation that has no resource, or that is about all of them. */
  resource: string;
  caller: Caller;
  /** Condition keys, such as `qcs:ip`. What is not known is left out. */
  context: Readonly<Record<string, ContextValue>>;
}

export interface Caller {
  /** Of the user, or of whoever became the role. */
  uin: number;
  /** The account. */
  ownerUin: number;
  appId?: number;
}

export type ContextScalar = string | number | boolean;
export type ContextValue = ContextScalar | readonly ContextScalar[];
