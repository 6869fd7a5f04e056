import type { CloudAccount, SamlProviderContent } from '../cloud-account.ts';
import type { CamApi } from './tencent-api.ts';

type SamlOperations = Pick<
  CloudAccount,
  | 'getSamlProvider'
  | 'createSamlProvider'
  | 'updateSamlProvider'
  | 'deleteSamlProvider'
  | 'describeUserSamlConfig'
  | 'putUserSamlConfig'
  | 'disableUserSso'
>;

const providerMissing = ['ResourceNotFound.IdentityNotExist', 'ResourceNotFound.NotFound'];

export const samlOperations = (api: CamApi): SamlOperations => ({
  ...providerOperations(api),
  ...userSsoOperations(api),
});

function providerOperations(api: CamApi) {
  const contentOf = ({ name, description, samlMetadataDocument }: SamlProviderContent) => ({
    Name: name,
    Description: description,
    SAMLMetadataDocument: encode(samlMetadataDocument),
  });
  const updateSamlProvider = async (provider: SamlProviderContent) => {
    await api('UpdateSAMLProvider', (cam) => cam.UpdateSAMLProvider(contentOf(provider)));
  };
  return {
    async getSamlProvider(name: string) {
      const found = await api(
        'GetSAMLProvider',
        (cam) => cam.GetSAMLProvider({ Name: name }),
        providerMissing,
      );
      return found && { samlMetadata: decode(found.SAMLMetadata ?? '') };
    },
    /** When it is there by now, because an answer was lost, it is made to say what is wanted. */
    async createSamlProvider(provider: SamlProviderContent) {
      const inUse = ['InvalidParameter.IdentityNameInUse'];
      const created = await api(
        'CreateSAMLProvider',
        (cam) => cam.CreateSAMLProvider(contentOf(provider)),
        inUse,
      );
      if (!created) await updateSamlProvider(provider);
    },
    updateSamlProvider,
    async deleteSamlProvider(name: string) {
      await api('DeleteSAMLProvider', (cam) => cam.DeleteSAMLProvider({ Name: name }), providerMissing);
    },
  };
}

/** The states in which DescribeUserSAMLConfig may find user SSO. */
const notSetUp = 0;
const enabled = 1;

function userSsoOperations(api: CamApi) {
  const describe = () => api('DescribeUserSAMLConfig', (cam) => cam.DescribeUserSAMLConfig());
  return {
    async describeUserSamlConfig() {
      const found = await describe();
      return found?.Status === enabled ? { samlMetadata: decode(found.SAMLMetadata ?? '') } : undefined;
    },
    async putUserSamlConfig(document: string) {
      const content = { SAMLMetadataDocument: encode(document) };
      const found = await describe();
      if ((found?.Status ?? notSetUp) === notSetUp) {
        await api('CreateUserSAMLConfig', (cam) => cam.CreateUserSAMLConfig(content));
        return;
      }
      await api('UpdateUserSAMLConfig', (cam) =>
        cam.UpdateUserSAMLConfig({ Operate: 'updateSAML', ...content }),
      );
      if (found?.Status !== enabled)
        await api('UpdateUserSAMLConfig', (cam) => cam.UpdateUserSAMLConfig({ Operate: 'enable' }));
    },
    async disableUserSso() {
      await api('DisableUserSSO', (cam) => cam.DisableUserSSO());
    },
  };
}

const encode = (document: string): string => Buffer.from(document, 'utf8').toString('base64');

/** It comes back as it was sent, or as the document itself. */
const decode = (document: string): string =>
  document.trimStart().startsWith('<') ? document : Buffer.from(document, 'base64').toString('utf8');
