import { AsyncLocalStorage } from 'node:async_hooks';

/** Where a request came from and what it is called in the log, for whatever is written down because of it. */
export interface Origin {
  /** The network address; empty for what the product does by itself. */
  address: string;
  /** Also on the error page and in every log line; a job has that of the request that asked for it. */
  requestId: string;
  /** What the client calls itself (`User-Agent`); nothing where it does not say, or where nobody asked. */
  browser?: string;
}

const origins = new AsyncLocalStorage<Origin>();
const nowhere: Origin = { address: '', requestId: '' };

/** Everything that `work` does, and what it awaits, has this origin. */
export const withOrigin = <Result>(origin: Origin, work: () => Result): Result => origins.run(origin, work);

export const presentOrigin = (): Origin => origins.getStore() ?? nowhere;
