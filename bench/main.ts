import { createPrivateKey, sign } from 'node:crypto';
import { SAML, ValidateInResponseTo } from '@node-saml/node-saml';
import { issueResponse, type ResponseContent } from '../src/platform/saml/issue-response.ts';
import { generateSamlKeyPair } from '../src/platform/saml/key-pair.ts';
import { verifyResponse } from '../src/platform/saml/verify-response.ts';

/** Speed as ratios within one run: absolute times depend on the machine, ratios much less. */
const { privateKey: pem, certificate } = await generateSamlKeyPair('bench', '01', new Date());
const privateKey = createPrivateKey(pem);
const acsUrl = 'https://sp.example.com/acs';
const content: ResponseContent = {
  responseId: '_response',
  assertionId: '_assertion',
  issuer: 'https://idp.example.com',
  acsUrl,
  audience: 'https://sp.example.com',
  nameId: 'alice',
  attributes: [{ name: 'email', values: ['alice@example.com'] }],
  issuedAt: new Date(),
  validSeconds: 300,
};
const response = issueResponse(content, { privateKey, certificate });
const bytes = Buffer.from('x'.repeat(400));

const expectations = {
  entityId: content.issuer,
  certificates: [certificate],
  audience: content.audience,
  acsUrl,
  inResponseTo: 'forbidden',
  now: content.issuedAt,
  clockSkewSeconds: 60,
  maximumBytes: 262_144,
} as const;
const nodeSaml = () =>
  new SAML({
    idpCert: certificate,
    issuer: content.audience,
    callbackUrl: acsUrl,
    wantAuthnResponseSigned: false,
    validateInResponseTo: ValidateInResponseTo.never,
  }).validatePostResponseAsync({ SAMLResponse: response });

await compare(
  'issue a hop 2 assertion',
  () => issueResponse(content, { privateKey, certificate }),
  'one bare RSA signature',
  () => sign('sha256', bytes, privateKey),
);
await compare(
  'verify a response, all rules',
  () => verifyResponse(response, expectations),
  'node-saml alone',
  nodeSaml,
);

/** Runs both in turn, many short rounds, and prints the median of the rounds' ratios. */
async function compare(
  what: string,
  ours: () => unknown,
  against: string,
  theirs: () => unknown,
): Promise<void> {
  const ratios: number[] = [];
  for (let round = 0; round < 21; round += 1) ratios.push((await cpu(ours)) / (await cpu(theirs)));
  ratios.sort((one, other) => one - other);
  const at = (place: number) => (ratios[place] ?? Number.NaN).toFixed(2);
  console.log(`${what}: ${at(10)} times ${against} (${at(2)} to ${at(18)})`);
}

/** Microseconds of processor time for a few dozen calls. */
async function cpu(run: () => unknown): Promise<number> {
  for (let warmUp = 0; warmUp < 5; warmUp += 1) await run();
  const start = process.cpuUsage();
  for (let call = 0; call < 40; call += 1) await run();
  const { user, system } = process.cpuUsage(start);
  return user + system;
}
