/** An identity provider that one account trusts for role SSO. */
export interface SamlProvider {
  name: string;
  description: string;
  entityId: string;
  metadataDocument: string;
  certificates: string[];
}

/** `qcs::cam::uin/<uin>:saml-provider/<name>`. */
export const samlProviderArn = (uin: number, name: string): string =>
  `qcs::cam::uin/${uin}:saml-provider/${name}`;
