/** The part of `samlp` that the demo identity provider uses; the package has no types of its own. */
declare module 'samlp' {
  import type { RequestHandler } from 'express';

  interface ProfileMapper {
    getClaims(): Record<string, string>;
    getNameIdentifier(): { nameIdentifier: string };
  }

  interface ResponseOptions {
    issuer: string;
    cert: string;
    key: string;
    audience: string;
    destination: string;
    recipient: string;
    inResponseTo: string;
    sessionIndex: string;
    lifetimeInSeconds: number;
    nameIdentifierFormat: string;
    authnContextClassRef: string;
    signatureAlgorithm: 'rsa-sha256';
    digestAlgorithm: 'sha256';
    profileMapper(user: unknown): ProfileMapper;
  }

  interface ParsedRequest {
    id?: string;
    issuer?: string;
    assertionConsumerServiceURL?: string;
  }

  interface IncomingMessage {
    method: string;
    query: Record<string, string>;
    body: Record<string, string>;
  }

  export function metadata(options: {
    issuer: string;
    cert: string;
    redirectEndpointPath: string;
    postEndpointPath: string;
    logoutEndpointPaths: Record<string, string>;
  }): RequestHandler;

  export function parseRequest(
    message: IncomingMessage,
    options: { signingCert?: string; relayState?: string },
    done: (error: Error | null, request?: ParsedRequest) => void,
  ): void;

  export function getSamlResponse(
    options: ResponseOptions,
    user: unknown,
    done: (error: Error | null, xml?: string) => void,
  ): void;
}
