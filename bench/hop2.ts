import { createPrivateKey, sign } from 'node:crypto';
import { issueResponse, type ResponseContent } from '../src/platform/saml/issue-response.ts';
import { generateSamlKeyPair } from '../src/platform/saml/key-pair.ts';
import { measure, ratioOf, say } from './measure.ts';

/** What it costs to send somebody on into an account, against one bare RSA signature. */
const { privateKey: pem, certificate } = await generateSamlKeyPair('bench', '01', new Date());
const privateKey = createPrivateKey(pem);
const content: ResponseContent = {
  responseId: '_response',
  assertionId: '_assertion',
  issuer: 'https://login.example.com/saml/northwind/idp-metadata',
  acsUrl: 'https://cloud.tencent.com/login/saml',
  audience: 'cloud.tencent.com',
  nameId: 'employee-00001',
  attributes: [
    {
      name: 'https://cloud.tencent.com/SAML/Attributes/Role',
      values: [
        'qcs::cam::uin/100000000001:roleName/Reader,qcs::cam::uin/100000000001:saml-provider/northwind',
      ],
    },
    { name: 'https://cloud.tencent.com/SAML/Attributes/RoleSessionName', values: ['employee-00001'] },
  ],
  issuedAt: new Date(),
  validSeconds: 300,
};
const bytes = Buffer.from('x'.repeat(400));

const [issue, signature] = await measure([
  { name: 'issue', run: () => issueResponse(content, { privateKey, certificate }) },
  { name: 'sign', run: () => sign('sha256', bytes, privateKey) },
]);
if (issue && signature) {
  console.log(
    `issuing a hop 2 assertion: ${say(ratioOf(issue, signature), { atMost: 1.2 })} one bare RSA signature`,
  );
}
