/** The part of `saml2-js` that the benchmark uses; the package has no types of its own. */
declare module 'saml2-js' {
  export class IdentityProvider {
    constructor(options: {
      sso_login_url: string;
      sso_logout_url: string;
      certificates: string[];
      allow_unencrypted_assertion: boolean;
    });
  }

  export class ServiceProvider {
    constructor(options: {
      entity_id: string;
      private_key: string;
      certificate: string;
      assert_endpoint: string;
      audience: string;
    });

    post_assert(
      identityProvider: IdentityProvider,
      options: { request_body: { SAMLResponse: string } },
      done: (error: Error | null, response: { user: { name_id: string } }) => void,
    ): void;
  }
}
