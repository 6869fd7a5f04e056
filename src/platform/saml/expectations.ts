import type { KeyObject } from 'node:crypto';

/** What a response must be for us to believe it. */
export interface Expectations {
  /** The one identity provider it may come from, and the PEM certificates of its keys. */
  entityId: string;
  certificates: readonly string[];
  /** Our entity ID: the Audience. */
  audience: string;
  /** Our assertion consumer service: Destination and Recipient. */
  acsUrl: string;
  /**
   * `required`: the answer to a request of ours. `forbidden`: the identity provider speaks first. `optional`:
   * either; then whoever calls decides by what the assertion says.
   */
  inResponseTo: 'required' | 'forbidden' | 'optional';
  now: Date;
  clockSkewSeconds: number;
  maximumBytes: number;
  /** Our private keys, asked for only when the assertion is encrypted. */
  decryptionKeys?: () => readonly KeyObject[];
  /** Whether AES-CBC counts, which proves nothing about what it decrypts. */
  allowsCbc?: boolean;
}
