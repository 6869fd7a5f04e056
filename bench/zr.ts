import { hash, verify, X509Certificate } from 'node:crypto';
import { verifyResponse, readMessage } from '../src/platform/saml/verify-response.ts';
import { decodeMessage } from '../src/platform/saml/decode-message.ts';
import { parseXml } from '../src/platform/xml/parse-xml.ts';
import { verifySignature } from '../src/platform/saml/signature/verify-signature.ts';
import { readSignature, findSignature } from '../src/platform/saml/signature/read-signature.ts';
import { canonicalize } from '../src/platform/xml/canonicalize.ts';
import { acsUrl, entityId, newCompany, respond } from './company.ts';
const company = await newCompany();
const forms = await Promise.all(Array.from({ length: 200 }, (_, number) => respond(company, { number, inResponseTo: '_r', mode: 'assertion signed' })));
const expected = { entityId: company.idp.entityId, certificates: [company.idp.keyPair.certificate], audience: entityId, acsUrl, inResponseTo: 'required', now: new Date(), clockSkewSeconds: 60, maximumBytes: 262144 } as const;
const keys = [new X509Certificate(company.idp.keyPair.certificate).publicKey];
const xmls = forms.map((f) => decodeMessage(f, 262144)); const docs = xmls.map((x) => parseXml(x));
const as = docs.map((d) => d.root.children.find((c) => typeof c !== 'string' && c.localName === 'Assertion') as never);
const sigs = as.map((a) => findSignature(a) as never); const read = sigs.map((s) => readSignature(s));
const cans = as.map((a, k) => { const c = canonicalize(a, { inclusivePrefixes: new Set(), without: sigs[k] }); return Buffer.from(c).toString(); });
const infos = read.map((r) => Buffer.from(canonicalize(r.signedInfo, { inclusivePrefixes: new Set() })));
let i = 0; const at = () => (i = (i + 1) % 200);
const parts: Record<string, () => unknown> = {
  floor: () => { const k = at(); hash('sha256', cans[k] as string, 'buffer'); return verify('sha256', infos[k] as Buffer, keys[0] as never, read[k]?.signatureValue as Buffer); },
  ours: () => verifyResponse(forms[at()] as string, expected),
  decode: () => decodeMessage(forms[at()] as string, 262144),
  decodeparse: () => readMessage(forms[at()] as string, 262144),
  signature: () => verifySignature(as[at()] as never, keys, false),
  canonhash: () => { const k = at(); return hash('sha256', canonicalize(as[k] as never, { inclusivePrefixes: new Set(), without: sigs[k] }), 'buffer'); },
  canon: () => { const k = at(); return canonicalize(as[k] as never, { inclusivePrefixes: new Set(), without: sigs[k] }).length; },
  readSignature: () => readSignature(sigs[at()] as never),
};
const sums: Record<string, number[]> = {};
for (let r = 0; r < 15; r++) for (const [n, f] of Object.entries(parts)) { const t = process.cpuUsage(); for (let k = 0; k < 1000; k++) f(); const u = process.cpuUsage(t); (sums[n] ??= []).push((u.user + u.system) / 1000); }
for (const [n, v] of Object.entries(sums)) console.log(n.padEnd(14), v.sort((a, b) => a - b)[7]?.toFixed(1), 'min', v[0]?.toFixed(1));
