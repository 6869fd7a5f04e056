import { z } from 'zod';

/** The API counts bytes, so a Chinese letter counts three (reference: DescriptionLengthOverlimit). */
const text = z.string().refine((text) => Buffer.byteLength(text) <= 300, 'Use at most 300 bytes.');

export const description = text.default('');

/** Left out, it stays as it is. */
export const updatedDescription = text.optional();
