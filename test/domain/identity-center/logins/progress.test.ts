import { describe, expect, it } from 'vitest';
import { type LoginStep, progress } from '../../../../src/domain/identity-center/logins/login-attempt.ts';

describe('the progress of a login', () => {
  const addressed: LoginStep[] = ['message', 'structure', 'status', 'destination', 'issuer'];
  const failedAt = (passed: LoginStep[], reason: string, found = '') =>
    progress(passed, { outcome: 'refused', reason, found }).find(({ state }) => state === 'failed')?.step;

  it('has no decryption where nothing was encrypted', () => {
    const steps = progress(addressed, { outcome: 'refused', reason: 'signature-missing', found: '' });

    expect(steps.map(({ step }) => step)).not.toContain('decryption');
    expect(failedAt(addressed, 'signature-missing')).toBe('signature');
  });

  it('breaks at the decryption when the encryption is what was refused, and at the signature behind it', () => {
    const cbc = 'http://www.w3.org/2001/04/xmlenc#aes256-cbc';

    expect(failedAt(addressed, 'decryption-failed')).toBe('decryption');
    expect(failedAt(addressed, 'algorithm-not-allowed', cbc)).toBe('decryption');
    expect(failedAt(addressed, 'algorithm-not-allowed', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1')).toBe(
      'signature',
    );
    expect(failedAt([...addressed, 'decryption'], 'digest-mismatch')).toBe('signature');
  });
});
