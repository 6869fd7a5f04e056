import { type DestinationStream, destination, pino } from 'pino';

export type Log = ReturnType<typeof createLog>;

/** Never logged, wherever they turn up in an object: what opens doors. */
const secretPaths = [
  'password',
  '*.password',
  'req.headers.cookie',
  'req.headers.authorization',
  'res.headers["set-cookie"]',
  'SAMLResponse',
  '*.SAMLResponse',
];

/** Standard error, some lines at a time: a write for each would cost more than what it tells of. */
function standardError(): DestinationStream {
  const stream = destination({ dest: 2, sync: false, minLength: 4096, periodicFlush: 500 });
  process.once('exit', () => stream.flushSync());
  return stream;
}

/** Writes JSON lines to standard error, so that standard output stays for people. */
export const createLog = (level: string, stream: DestinationStream = standardError()) =>
  pino({ level, base: null, redact: { paths: secretPaths, censor: '[secret]' } }, stream);
