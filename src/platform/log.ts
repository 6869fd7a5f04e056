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

/** Writes JSON lines to standard error, so that standard output stays for people. */
export const createLog = (level: string, stream: DestinationStream = destination(2)) =>
  pino({ level, base: null, redact: { paths: secretPaths, censor: '[secret]' } }, stream);
