/** What a response must be for us to believe it. */
export interface Expectations {
  /** The one identity provider it may come from, and the PEM certificates of its keys. */
  entityId: string;
  certificates: readonly string[];
  /** Our entity ID: the Audience. */
  audience: string;
  /** Our assertion consumer service: Destination and Recipient. */
  acsUrl: string;
  /** `required`: the answer to a request of ours. `forbidden`: the identity provider speaks first. */
  inResponseTo: 'required' | 'forbidden';
  now: Date;
  clockSkewSeconds: number;
  maximumBytes: number;
  /** PEM of our private key, when assertions may be encrypted for us. */
  decryptionKey?: string;
}
